//! Builds that do not end well: interrupted, or on a disk without room.

use crate::support::{Sandbox, stderr, stdout};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

fn interrupt(child: &Child, signal: &str) {
    // It may have ended already.
    let _ = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .stderr(Stdio::null())
        .status()
        .unwrap();
}

/// The names in the sandbox, without the program and the cache.
fn products(sandbox: &Sandbox) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(sandbox.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "p.py" && name != "cache")
        .collect();
    names.sort();
    names
}

#[test]
fn an_interrupted_build_leaves_all_or_nothing() {
    let sandbox = Sandbox::new();
    sandbox.file("p.py", "import json, re\nprint('whole')\n");
    let begin = Instant::now();
    assert!(sandbox.taipan(&["build", "p.py"]).status.success());
    let whole = begin.elapsed();
    let (mut killed, mut built) = (0, 0);
    // Interrupts spread over the build, most of them near its end, where the executable is written.
    for (turn, share) in [0.05, 0.3, 0.6, 0.8, 0.9, 0.94, 0.97, 0.99, 1.0, 1.02]
        .into_iter()
        .enumerate()
    {
        let _ = fs::remove_file(sandbox.path().join("p"));
        let mut child = sandbox
            .command(&["build", "p.py"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole.mul_f64(share));
        interrupt(&child, ["-INT", "-TERM"][turn % 2]);
        let status = child.wait().unwrap();
        match products(&sandbox).as_slice() {
            [] => assert!(matches!(status.signal(), Some(2 | 15)), "{status}"),
            [name] if name == "p" => {
                let run = Command::new(sandbox.path().join("p")).output().unwrap();
                assert_eq!(stdout(&run), "whole\n");
            }
            names => panic!("after {status}: {names:?}"),
        }
        killed += usize::from(status.signal().is_some());
        built += usize::from(status.success());
    }
    assert!(killed > 0 && killed + built == 10, "{killed} {built}");
}

#[test]
fn a_file_that_does_not_fit_is_an_error_and_leaves_nothing() {
    let sandbox = Sandbox::new();
    sandbox.file("p.py", "print('built')\n");
    // The shell's limit stands for a full disk: a part is written, the next write fails.
    let build = sandbox.command(&["build", "p.py"]);
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f 100; exec \"$@\"", "sh"])
        .arg(build.get_program())
        .args(build.get_args())
        .current_dir(sandbox.path());
    let output = limited.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("cannot write"),
        "{}",
        stderr(&output)
    );
    assert_eq!(products(&sandbox), Vec::<String>::new());
}

#[test]
fn a_folder_without_permission_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new();
    sandbox
        .file("p.py", "print('built')\n")
        .file("closed/x", "");
    let closed = sandbox.path().join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    // Root may write everywhere.
    if fs::write(closed.join("probe"), "").is_ok() {
        return;
    }
    let output = sandbox.taipan(&["build", "p.py", "-o", "closed/p"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("closed/p"), "{}", stderr(&output));
    assert_eq!(fs::read_dir(&closed).unwrap().count(), 1);
}
