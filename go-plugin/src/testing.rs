//! Programs in Go for the tests of this crate and of the host, which has this file among its own.
//!
//! Where Go is missing, or its modules cannot be had, tests are skipped and say so; where `CI=true` they fail.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The program of a package, built in a module of `testdata` if it is not there yet; none if it cannot be built here.
///
/// The first build of a large one takes minutes, the next seconds: Go keeps what it has compiled. Who waits for something
/// else in the meantime is not held up.
pub(crate) fn go_program(module: &str, package: &str) -> Option<PathBuf> {
    static BUILT: Mutex<BTreeMap<String, Arc<OnceLock<Option<PathBuf>>>>> = Mutex::new(BTreeMap::new());
    let name = format!("{module}/{package}").replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    let program = Arc::clone(built.entry(name.clone()).or_default());
    drop(built);
    program.get_or_init(|| build(&name, module, package)).clone()
}

fn build(name: &str, module: &str, package: &str) -> Option<PathBuf> {
    // Beside the folder that the tests themselves are in.
    let tests = std::env::current_exe().unwrap();
    let folder = tests.ancestors().nth(2).unwrap().join("go-plugin");
    let program = folder.join(name);
    // Another run of the tests may be using the one that is there.
    let building = folder.join(format!("{name}-{}", std::process::id()));
    let module = Path::new(env!("CARGO_MANIFEST_DIR")).join("../go-plugin/testdata").join(module);
    let mut go = Command::new(go());
    go.current_dir(module).args(["build", "-trimpath", "-o"]).arg(&building).arg(package);
    let reason = match go.output() {
        Ok(output) if output.status.success() => {
            std::fs::rename(&building, &program).unwrap();
            return Some(program);
        }
        Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
        Err(error) => error.to_string(),
    };
    if std::env::var("CI").is_ok_and(|ci| ci == "true") {
        panic!("{package}: {reason}");
    }
    eprintln!("skipped, {package} cannot be built here: {reason}");
    None
}

/// Go where it is installed from its archive, if it is not in the path.
fn go() -> PathBuf {
    let in_path =
        std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|it| it.join("go").is_file()));
    let usual = Path::new("/usr/local/go/bin/go");
    if !in_path && usual.is_file() { usual.to_path_buf() } else { "go".into() }
}
