//! Type errors: errors for `check` and under `--strict`, warnings for a build.

use crate::support::{Sandbox, stderr};

const WRONG: &str = "count: int = 'three'\nprint(count)\n";

#[test]
fn check_and_strict_refuse_what_build_only_warns_of() {
    let sandbox = Sandbox::new();
    sandbox.file("a.py", WRONG);
    let check = sandbox.taipan(&["check", "a.py"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(
        stderr(&check).contains("error[E0301]"),
        "{}",
        stderr(&check)
    );
    let strict = sandbox.taipan(&["build", "--strict", "a.py"]);
    assert_eq!(strict.status.code(), Some(1));
    assert!(!sandbox.path().join("a").exists());
    let build = sandbox.taipan(&["build", "a.py"]);
    assert_eq!(build.status.code(), Some(0), "{}", stderr(&build));
    assert!(
        stderr(&build).contains("warning[E0301]"),
        "{}",
        stderr(&build)
    );
    assert!(sandbox.path().join("a").exists());
}

#[test]
fn installed_packages_are_not_checked() {
    let sandbox = Sandbox::new();
    sandbox
        .file("a.py", "import helper\n")
        .file("packages/helper.py", WRONG);
    let output = sandbox.taipan(&["check", "--python-lib", "packages", "a.py"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}
