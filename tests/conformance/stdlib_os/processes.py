# Processes: children, what became of them, signals, and what a process knows of itself.
import os
import sys


def child(action):
    """What `waitpid` says about a child that runs `action`."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            action()
        except BaseException as e:
            print("child raised", type(e).__name__, e)
            sys.stdout.flush()
            os._exit(99)
        os._exit(0)
    found, status = os.waitpid(pid, 0)
    assert found == pid
    return status


status = child(lambda: os._exit(7))
print(os.WIFEXITED(status), os.WEXITSTATUS(status), os.waitstatus_to_exitcode(status), os.WCOREDUMP(status))
status = child(lambda: os.kill(os.getpid(), 15))
print(os.WIFSIGNALED(status), os.WTERMSIG(status), os.waitstatus_to_exitcode(status))
status = child(os.abort)
print(os.WIFSIGNALED(status), os.WTERMSIG(status), os.WIFSTOPPED(status), os.WIFCONTINUED(status), os.WSTOPSIG(0x137F))
for run in (
    lambda: os.execv("/bin/sh", ["sh", "-c", "echo execv; exit 1"]),
    lambda: os.execve("/bin/sh", ["sh", "-c", "echo execve $NAME; exit 2"], {"NAME": "value"}),
    lambda: os.execl("/bin/sh", "sh", "-c", "echo execl; exit 3"),
    lambda: os.execle("/bin/sh", "sh", "-c", "echo execle $A; exit 4", {"A": "b"}),
    lambda: os.execvp("sh", ["sh", "-c", "echo execvp; exit 5"]),
    lambda: os.execlp("sh", "sh", "-c", "echo execlp; exit 6"),
    lambda: os.execvpe("sh", ["sh", "-c", "echo execvpe; exit 7"], dict(os.environ)),
    lambda: os.execlpe("sh", "sh", "-c", "echo execlpe; exit 8", dict(os.environ)),
    lambda: os.execv("/no/such/file", ["x"]),
):
    print(os.waitstatus_to_exitcode(child(run)))
sys.stdout.flush()
print(os.system("exit 3") >> 8, os.system("true"))
with os.popen("echo popen; exit 2") as stream:
    print(stream.read())
print(os.popen("exit 2").close() >> 8)
sys.stdout.flush()
if os.fork() == 0:
    os._exit(4)
pid, status = os.wait()
print(pid > 0, os.WEXITSTATUS(status))
try:
    os.wait()
except ChildProcessError as e:
    print(e)
try:
    os.kill(2**30, 0)
except ProcessLookupError as e:
    print(e)


def group():
    os.setpgid(0, 0)
    print(os.getpgrp() == os.getpid() == os.getpgid(0))
    sys.stdout.flush()
    os.killpg(os.getpgrp(), 9)


print(os.waitstatus_to_exitcode(child(group)))


def session():
    os.setsid()
    print(os.getsid(0) == os.getpid())
    sys.stdout.flush()


print(child(session))
print(os.getppid() > 0, os.getuid() == os.geteuid(), os.getgid() == os.getegid(), isinstance(os.getgroups(), list))
child(lambda: os.setuid(os.getuid()) or os.setgid(os.getgid()) or print(os.nice(0) == os.nice(0)))
print(len(os.getloadavg()), len(os.getrandom(5)), os.sched_yield(), os.cpu_count() >= len(os.sched_getaffinity(0)) > 0)
t = os.times()
print(type(t).__name__, len(t), t.user >= 0, t.system >= 0, t.children_user >= 0, t.children_system >= 0, t.elapsed > 0)
u = os.uname()
print(type(u).__name__, u.sysname, u[0], len(u), u.nodename != "", u.release != "", u.version != "", u.machine != "")
print(os.sysconf("SC_PAGE_SIZE") >= 4096, os.NGROUPS_MAX > 0, os.TMP_MAX > 0)
print(isinstance(t, os.times_result), isinstance(u, os.uname_result))
print(os.environ.get("NAME"), os.reload_environ())
try:
    print(os.getlogin() != "")
except OSError:
    print(True)
