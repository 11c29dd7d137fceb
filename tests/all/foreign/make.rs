//! Makes the components of Python and JavaScript, by tools of exact versions from their registries.
//!
//! Tools and components are kept in the target folder, by the digest of what they are made of. Where a tool is missing or
//! the registry cannot be reached, the tests are skipped and say so; where `CI=true` they fail.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::process::Command;
use tokio::sync::Mutex;

/// What a component is made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    WitBindgen,
    Python,
    JavaScript,
}

impl Maker {
    /// The component, made if it is not there; none if it cannot be made here.
    pub async fn component(self) -> Option<PathBuf> {
        // Tests of one maker wait for its tools together.
        static MAKING: [Mutex<()>; 2] = [Mutex::const_new(()), Mutex::const_new(())];
        let (making, made) = match self {
            Self::WitBindgen => return Some(env!("FIXTURE_FOREIGN_WASM").into()),
            Self::Python => (&MAKING[0], "python"),
            Self::JavaScript => (&MAKING[1], "javascript"),
        };
        let _alone = making.lock().await;
        let sources = Path::new(SOURCES).join(made);
        let component = kept(made, &[&sources, &Path::new(SOURCES).join("wit")]).with_extension("wasm");
        if component.is_file() {
            return Some(component);
        }
        let making = component.with_extension("new");
        let result = match self {
            Self::Python => python(&sources, &making).await,
            _ => javascript(&sources, &making).await,
        };
        match result {
            Ok(()) => std::fs::rename(&making, &component).unwrap(),
            Err(reason) if std::env::var("CI").is_ok_and(|ci| ci == "true") => panic!("{made}: {reason}"),
            Err(reason) => {
                eprintln!("skipped, no component of {made} can be made here: {reason}");
                return None;
            }
        }
        Some(component)
    }
}

/// componentize-py in a folder of its own.
async fn python(sources: &Path, component: &Path) -> Result<(), String> {
    let requirements = sources.join("requirements.txt");
    let tools = kept("componentize-py", &[&requirements]);
    let bin = tools.join("bin");
    if !tools.join(INSTALLED).is_file() {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&tools)).await?;
        let mut pip = Command::new(bin.join("pip"));
        run(pip.args(["install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&requirements)).await?;
        std::fs::write(tools.join(INSTALLED), "").unwrap();
    }
    let mut make = Command::new(bin.join("componentize-py"));
    make.arg("--wit-path").arg(wit()).args(["--world", WORLD, "componentize", "app", "--python-path"]).arg(sources);
    run(make.arg("--output").arg(component)).await
}

/// componentize-js, which jco has under `jco componentize`.
async fn javascript(sources: &Path, component: &Path) -> Result<(), String> {
    let manifests = [sources.join("package.json"), sources.join("package-lock.json")];
    let tools = kept("componentize-js", &[&manifests[0], &manifests[1]]);
    if !tools.join(INSTALLED).is_file() {
        std::fs::create_dir_all(&tools).unwrap();
        for manifest in &manifests {
            std::fs::copy(manifest, tools.join(manifest.file_name().unwrap())).unwrap();
        }
        let mut npm = Command::new("npm");
        run(npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&tools)).await?;
        std::fs::write(tools.join(INSTALLED), "").unwrap();
    }
    // Beside its packages, where node looks for them.
    let script = tools.join("componentize.mjs");
    std::fs::copy(sources.join("componentize.mjs"), &script).unwrap();
    let mut make = Command::new("node");
    make.arg(&script).arg(sources.join("app.js")).arg(wit()).arg(WORLD).arg(component);
    run(&mut make).await
}

/// Runs a tool to its end. What it says is the reason if it fails.
async fn run(command: &mut Command) -> Result<(), String> {
    let program = format!("{:?}", command.as_std().get_program());
    let output = tokio::time::timeout(LONGEST_STEP, command.kill_on_drop(true).output()).await;
    let output = output.map_err(|_| format!("{program} took longer than {LONGEST_STEP:?}"))?;
    let output = output.map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("{program}: {}\n{}", output.status, String::from_utf8_lossy(&said)))
}

/// Where something is kept that is made of files, or of all files in folders.
fn kept(name: &str, made_of: &[&Path]) -> PathBuf {
    let mut digest = Sha256::new();
    for path in made_of {
        let mut files: Vec<_> = match path.is_dir() {
            true => {
                std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).filter(|it| it.is_file()).collect()
            }
            false => vec![path.to_path_buf()],
        };
        files.sort();
        for file in files {
            let content = std::fs::read(&file).unwrap();
            digest.update((content.len() as u64).to_le_bytes());
            digest.update(content);
        }
    }
    let digest: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("foreign");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(format!("{name}-{digest}"))
}

fn wit() -> PathBuf {
    Path::new(SOURCES).join("wit")
}

const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/foreign");

const WORLD: &str = "foreign";

/// The file that says that a tool is there as a whole.
const INSTALLED: &str = "installed";

/// How long one step of a tool may take: most of it is the download.
const LONGEST_STEP: Duration = Duration::from_secs(400);
