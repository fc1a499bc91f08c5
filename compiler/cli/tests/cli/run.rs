//! Programs compiled and run by the command: what passes through, what is cached, what is written.

use crate::support::{Sandbox, stderr, stdout};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

#[test]
fn arguments_streams_and_status_pass_through() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "p.py",
        "import sys\nprint(sys.argv)\nprint(sys.stdin.read(), file=sys.stderr)\nsys.exit(41)\n",
    );
    let output = sandbox.piped(
        &["run", "p.py", "-O0", "--strict", "", "ä"],
        b"from outside",
    );
    assert_eq!(stdout(&output), "['p.py', '-O0', '--strict', '', 'ä']\n");
    assert_eq!(stderr(&output), "from outside\n");
    assert_eq!(output.status.code(), Some(41));
}

#[test]
fn a_signal_kills_the_program_itself() {
    let sandbox = Sandbox::new();
    sandbox.file("p.py", "print('ready', flush=True)\nwhile True: pass\n");
    let mut child = sandbox
        .command(&["run", "p.py"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut ready = String::new();
    std::io::BufRead::read_line(
        &mut std::io::BufReader::new(child.stdout.take().unwrap()),
        &mut ready,
    )
    .unwrap();
    assert_eq!(ready, "ready\n");
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(kill.success());
    assert_eq!(child.wait().unwrap().signal(), Some(2));
}

#[test]
fn programs_come_from_standard_input_and_from_packages() {
    let sandbox = Sandbox::new();
    let output = sandbox.piped(
        &["run", "-", "x"],
        b"import sys\nprint(sys.argv, __name__)\n",
    );
    assert_eq!(stdout(&output), "['-', 'x'] __main__\n");

    sandbox
        .file("pkg/__init__.py", "print('init')\n")
        .file(
            "pkg/__main__.py",
            "import sys\nfrom . import part\nprint(sys.argv[1:], __package__)\n",
        )
        .file("pkg/part.py", "print(__name__)\n");
    let output = sandbox.taipan(&["run", "-m", "pkg", "-v"]);
    assert_eq!(
        stdout(&output),
        "init\npkg.part\n['-v'] pkg\n",
        "{}",
        stderr(&output)
    );
    let missing = sandbox.taipan(&["run", "-m", "nothing_here"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(stderr(&missing).contains("nothing_here"));
}

#[test]
fn the_cache_notices_changes_and_new_modules() {
    let sandbox = Sandbox::new();
    sandbox
        .file("p.py", "import helper\nprint(helper.X)\n")
        .file("helper.py", "X = 1\n");
    let run = || stdout(&sandbox.taipan(&["run", "p.py"]));
    let cached = || {
        fs::read_dir(sandbox.path().join("cache/taipan"))
            .unwrap()
            .count()
    };
    assert_eq!(run(), "1\n");
    let entries = cached();
    assert_eq!(run(), "1\n");
    assert_eq!(cached(), entries, "the second run compiled again");
    sandbox.file("helper.py", "X = 2\n");
    assert_eq!(run(), "2\n");
    // A package of the same name wins over the module.
    sandbox.file("helper/__init__.py", "X = 3\n");
    assert_eq!(run(), "3\n");
    assert_eq!(sandbox.taipan(&["clean"]).status.code(), Some(0));
    assert!(!sandbox.path().join("cache/taipan").exists());
}

#[test]
fn a_program_runs_where_no_cache_can_be() {
    let sandbox = Sandbox::new();
    sandbox
        .file("p.py", "print('no cache')\n")
        .file("blocked", "");
    let mut command = sandbox.command(&["run", "p.py"]);
    command.env("XDG_CACHE_HOME", sandbox.path().join("blocked"));
    assert_eq!(stdout(&command.output().unwrap()), "no cache\n");
}

#[test]
fn build_writes_one_executable() {
    let sandbox = Sandbox::new();
    sandbox
        .file("p.py", "print('built')\n")
        .file("app/__main__.py", "print('folder')\n");
    let output = sandbox.taipan(&["build", "p.py"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let built = Command::new(sandbox.path().join("p")).output().unwrap();
    assert_eq!(stdout(&built), "built\n");
    assert!(
        sandbox
            .taipan(&["build", "app", "-o", "out"])
            .status
            .success()
    );
    assert_eq!(
        stdout(&Command::new(sandbox.path().join("out")).output().unwrap()),
        "folder\n"
    );
    let names: Vec<_> = fs::read_dir(sandbox.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 4, "{names:?}");
}

#[test]
fn an_unwritable_output_leaves_nothing() {
    let sandbox = Sandbox::new();
    sandbox
        .file("p.py", "print('built')\n")
        .file("folder/inside", "");
    for out in ["folder", "no/such/folder/p"] {
        let output = sandbox.taipan(&["build", "p.py", "-o", out]);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(stderr(&output).contains(out), "{}", stderr(&output));
    }
    // A full disk.
    let output = sandbox.taipan(&["build", "p.py", "-o", "/dev/full"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(fs::read_dir(sandbox.path()).unwrap().count(), 2);
}

#[test]
fn two_builds_give_the_same_bytes() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "p.py",
        "import functools\nprint(functools.reduce(lambda a, b: a + b, [1, 2]))\n",
    );
    for out in ["one", "two"] {
        assert!(
            sandbox
                .taipan(&["build", "p.py", "-o", out])
                .status
                .success()
        );
    }
    let read = |name| fs::read(sandbox.path().join(name)).unwrap();
    assert!(read("one") == read("two"), "the builds differ");
    let mode = fs::metadata(sandbox.path().join("one"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o111, 0o111);
}

#[test]
fn forms_are_written_beside_the_output() {
    let sandbox = Sandbox::new();
    sandbox.file("p.py", "print(1)\n");
    let output = sandbox.taipan(&["build", "p.py", "--emit", "ast,hir,mir,clif,asm,obj,exe"]);
    assert!(output.status.success(), "{}", stderr(&output));
    for name in ["p.ast", "p.hir", "p.mir", "p.clif", "p.s", "p.o", "p"] {
        assert!(
            fs::metadata(sandbox.path().join(name)).is_ok_and(|m| m.len() > 0),
            "{name}"
        );
    }
    let hir = sandbox.taipan(&["build", "p.py", "--emit", "hir", "-o", "-"]);
    assert!(stdout(&hir).contains("print"), "{}", stdout(&hir));
}

#[test]
fn a_failure_of_the_compiler_is_status_101_and_asks_for_a_report() {
    let sandbox = Sandbox::new();
    sandbox
        .file("p.py", "print(1)\n")
        .file("runtime.a", "this is no archive");
    let mut command = sandbox.command(&["build", "p.py"]);
    command.env("TAIPAN_RUNTIME_ARCHIVE", sandbox.path().join("runtime.a"));
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(101), "{}", stderr(&output));
    assert!(stderr(&output).contains("report"), "{}", stderr(&output));
    assert!(!sandbox.path().join("p").exists());
}
