//! The command as users meet it: exit status, standard output, standard error.

use crate::support::{Sandbox, stderr, stdout};
use std::process::Stdio;

#[test]
fn the_version_names_the_python_level() {
    let output = Sandbox::new().taipan(&["--version"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).starts_with("taipan ") && stdout(&output).contains("Python 3.14"));
}

#[test]
fn a_wrong_command_line_is_status_2() {
    let sandbox = Sandbox::new();
    for args in [
        &[][..],
        &["frobnicate"],
        &["build"],
        &["build", "a.py", "-O7"],
        &["build", "a.py", "--target", "riscv64-linux"],
        &["build", "a.py", "--emit", "pdf"],
        &["run"],
        &["check"],
        &["explain", "E9999"],
    ] {
        let output = sandbox.taipan(args);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{args:?}: {}",
            stderr(&output)
        );
        assert!(!output.stderr.is_empty(), "{args:?} says nothing");
    }
}

#[test]
fn what_cannot_be_read_is_status_1_and_named() {
    let sandbox = Sandbox::new();
    sandbox
        .file("empty/readme.txt", "")
        .file("binary.py", b"\x7fELF\xff\xfe\0\0");
    for (name, words) in [
        ("missing.py", "No such file or directory"),
        ("empty", "can't find '__main__' module"),
        ("binary.py", "Non-UTF-8 code"),
    ] {
        for command in ["check", "build", "run"] {
            let output = sandbox.taipan(&[command, name]);
            assert_eq!(
                output.status.code(),
                Some(1),
                "{command} {name}: {}",
                stderr(&output)
            );
            assert!(
                stderr(&output).contains(words),
                "{command} {name}: {}",
                stderr(&output)
            );
        }
    }
    assert!(!sandbox.path().join("binary").exists());
}

#[test]
fn a_syntax_error_is_shown_in_the_chosen_format() {
    let sandbox = Sandbox::new();
    sandbox.file("a.py", "x = = 3\n");
    let human = sandbox.taipan(&["check", "a.py"]);
    assert_eq!(human.status.code(), Some(1));
    assert!(stderr(&human).contains("a.py:1:5") && stderr(&human).contains("x = = 3"));
    assert!(!stderr(&human).contains('\x1b'), "no colours into a pipe");
    let colored = sandbox.taipan(&["check", "--color", "always", "a.py"]);
    assert!(stderr(&colored).contains('\x1b'));
    let json = sandbox.taipan(&["--message-format", "json", "check", "a.py"]);
    let text = stderr(&json);
    let value: serde_json::Value = serde_json::from_str(text.trim()).unwrap();
    assert_eq!(value["level"], "error");
    assert_eq!(value["start"]["line"], 1);
    let github = sandbox.taipan(&["check", "--message-format=github", "a.py"]);
    assert!(
        stderr(&github).starts_with("::error "),
        "{}",
        stderr(&github)
    );
}

#[test]
fn errors_of_all_files_are_shown() {
    let sandbox = Sandbox::new();
    sandbox
        .file("a.py", "x = = 3\n")
        .file("b.py", "y = = 4\n")
        .file("c.py", "z = 5\n");
    let output = sandbox.taipan(&["check", "a.py", "c.py", "b.py"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("a.py:1:5") && stderr(&output).contains("b.py:1:5"));
    assert_eq!(sandbox.taipan(&["check", "c.py"]).status.code(), Some(0));
}

#[test]
fn every_code_is_explained() {
    let sandbox = Sandbox::new();
    let list = stdout(&sandbox.taipan(&["explain"]));
    assert!(list.lines().count() > 10);
    for line in list.lines() {
        let id = line.split_whitespace().next().unwrap();
        let output = sandbox.taipan(&["explain", id]);
        assert_eq!(output.status.code(), Some(0));
        assert!(
            stdout(&output).starts_with(id) && stdout(&output).lines().count() >= 3,
            "{id}"
        );
    }
}

#[test]
fn targets_and_completions_are_printed() {
    let sandbox = Sandbox::new();
    let targets = stdout(&sandbox.taipan(&["targets"]));
    for target in ["x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl"] {
        assert!(targets.contains(target));
    }
    for shell in ["bash", "zsh", "fish"] {
        let output = sandbox.taipan(&["completions", shell]);
        assert!(stdout(&output).contains("message-format"), "{shell}");
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let sandbox = Sandbox::new();
    let mut child = sandbox
        .command(&["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}
