//! Makes a toolchain from the packages of a Debian or one of its family: where rustup's server cannot be reached,
//! the distribution's often can.
//!
//! As an ordinary user: the packages are unpacked into the user's cache, never installed; apt's lists and cache are
//! private ones. The distribution has a compiler and the sources of std, but no std for this target, so that is
//! built here (`std.rs`). About 140 MB are fetched, 500 MB stay, and it takes some minutes, once.

mod apt;
mod release;
mod std;
mod toolchain;

use ::std::fs::{self, File, TryLockError};
use ::std::os::unix::fs::symlink;
use ::std::path::{Path, PathBuf};
use ::std::time::Duration;

use crate::environment::Environment;
use crate::error::Error;
use crate::process::output;
use crate::progress::{Event, Progress, Step};
use crate::target::TARGET;
use crate::target::debian::apt::Apt;
use crate::target::debian::release::Release;
use crate::target::debian::toolchain::Toolchain;
use crate::target::probe::Probe;
use crate::target::tries::{MADE, rustc_in};

/// Makes a toolchain in `cache`, unless another run just did; it is found there by its link afterwards.
pub(crate) fn make(
    environment: &Environment,
    cache: &Path,
    progress: &dyn Progress,
    probe: &Probe<'_>,
) -> Result<(), Error> {
    let machine = Machine::here(environment)?;
    fs::create_dir_all(cache).map_err(Error::io("make", cache))?;
    let cache = &cache.canonicalize().map_err(Error::io("look at", cache))?;
    let _lock = lock(cache, progress)?;
    if cache.join(MADE).canonicalize().is_ok_and(|made| probe.check(rustc_in(&made)).is_ok()) {
        return Ok(());
    }
    let partial = Partial::new(cache)?;
    let shop = Shop { environment, progress, machine, folder: &partial.0 };
    let release = shop.make()?;
    probe.build(&rustc_in(&partial.0), &release.version)?;
    toolchain::prune(&partial.0)?;
    let folder = cache.join(format!("{MADE}-{}", release.upstream));
    partial.finish(&folder)?;
    link(&folder, &cache.join(MADE))?;
    progress.report(Event::Note(&format!("made {} once and for all", folder.display())));
    Ok(())
}

/// Where a toolchain is made, and with what.
struct Shop<'a> {
    environment: &'a Environment,
    progress: &'a dyn Progress,
    machine: Machine,
    folder: &'a Path,
}

impl Shop<'_> {
    /// Takes each step from the lists of packages to a compiler that should work.
    fn make(&self) -> Result<Release, Error> {
        let apt = Apt::new(self.environment, self.folder)?;
        let release = self.choose(&apt)?;
        let toolchain = Toolchain { shop: self, release: &release };
        toolchain.unpack(&apt)?;
        toolchain.arrange()?;
        std::build(&toolchain)?;
        Ok(release)
    }

    fn choose(&self, apt: &Apt<'_>) -> Result<Release, Error> {
        let step = self.step("reading the package lists");
        let complaint = apt.update(&step)?;
        let release = Release::choose(apt, complaint)?;
        step.done(&format!("the distribution has Rust {}", release.upstream));
        Ok(release)
    }

    fn step(&self, what: &str) -> Step<'_> {
        Step::begin(self.progress, &format!("{TARGET} from the distribution: {what}"))
    }
}

/// What the recipe depends on.
struct Machine {
    /// As rustc names it.
    host: &'static str,
    /// As the folders of libraries name it.
    libraries: &'static str,
}

impl Machine {
    fn here(environment: &Environment) -> Result<Self, Error> {
        let Ok(dpkg) = environment.program("dpkg") else { return Err(Error::NotDebian) };
        for tool in ["apt-get", "apt-cache", "dpkg-deb", "ldd", "ar"] {
            environment.program(tool)?;
        }
        environment.cargo()?;
        let architecture = output(environment.command(&dpkg).arg("--print-architecture"), QUICK)?.out;
        Self::of(architecture.trim())
    }

    fn of(architecture: &str) -> Result<Self, Error> {
        match architecture {
            "amd64" => Ok(Self { host: "x86_64-unknown-linux-gnu", libraries: "x86_64-linux-gnu" }),
            "arm64" => Ok(Self { host: "aarch64-unknown-linux-gnu", libraries: "aarch64-linux-gnu" }),
            _ => Err(Error::Architecture { architecture: architecture.to_owned() }),
        }
    }
}

/// A toolchain in the making, gone again unless it is finished.
struct Partial(PathBuf);

impl Partial {
    fn new(cache: &Path) -> Result<Self, Error> {
        let folder = cache.join(format!("{MADE}.partial"));
        // What a run left that was killed.
        remove(&folder)?;
        fs::create_dir(&folder).map_err(Error::io("make", &folder))?;
        Ok(Self(folder))
    }

    /// Puts the toolchain where it stays, in one move: it is there whole or not at all.
    fn finish(self, folder: &Path) -> Result<(), Error> {
        remove(folder)?;
        fs::rename(&self.0, folder).map_err(Error::io("move a finished toolchain to", folder))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // After `finish` nothing is there; else the next run removes what this one cannot.
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Keeps others from making the same; the system unlocks it however we end.
fn lock(cache: &Path, progress: &dyn Progress) -> Result<File, Error> {
    let path = cache.join(format!("{MADE}.lock"));
    let file = File::create(&path).map_err(Error::io("make", &path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            progress.report(Event::Note("waiting for another run that makes the same toolchain"));
            // Bounded by the limits of all the steps that the other one takes.
            file.lock().map_err(Error::io("lock", &path))?;
        }
        Err(TryLockError::Error(source)) => return Err(Error::io("lock", &path)(source)),
    }
    Ok(file)
}

/// Points `link` to `folder`, which is beside it; others see the old link or the new one.
fn link(folder: &Path, link: &Path) -> Result<(), Error> {
    let beside = link.with_extension("new");
    drop(fs::remove_file(&beside));
    symlink(folder.file_name().unwrap_or_default(), &beside).map_err(Error::io("make", &beside))?;
    fs::rename(&beside, link).map_err(Error::io("make", link))
}

fn remove(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ::std::io::ErrorKind::NotFound => Err(Error::io("remove", folder)(error)),
        _ => Ok(()),
    }
}

/// For tools that only look something up.
const QUICK: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use ::std::sync::mpsc;
    use ::std::thread;

    use super::*;

    #[test]
    fn only_machines_with_a_recipe_are_taken() {
        assert!(Machine::of("amd64").is_ok());
        assert!(matches!(Machine::of("riscv64"), Err(Error::Architecture { .. })));
    }

    #[test]
    fn a_toolchain_that_is_not_finished_leaves_nothing() {
        let cache = tempfile::tempdir().unwrap();
        drop(Partial::new(cache.path()).unwrap());
        assert_eq!(fs::read_dir(cache.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_finished_toolchain_replaces_an_older_one() {
        let cache = tempfile::tempdir().unwrap();
        let (folder, made) = (cache.path().join("1.0"), cache.path().join(MADE));
        for content in ["old", "new"] {
            let partial = Partial::new(cache.path()).unwrap();
            fs::write(partial.0.join("file"), content).unwrap();
            partial.finish(&folder).unwrap();
            link(&folder, &made).unwrap();
            assert_eq!(fs::read_to_string(made.join("file")).unwrap(), content);
        }
        assert_eq!(fs::read_dir(cache.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_second_run_waits_for_the_first() {
        struct Told(mpsc::SyncSender<()>);
        impl Progress for Told {
            fn report(&self, _: Event<'_>) {
                self.0.try_send(()).unwrap();
            }
        }
        let cache = tempfile::tempdir().unwrap();
        let (sender, told) = mpsc::sync_channel(1);
        let first = lock(cache.path(), &crate::Silent).unwrap();
        thread::scope(|scope| {
            let second = scope.spawn(|| lock(cache.path(), &Told(sender)).map(drop));
            told.recv_timeout(QUICK).unwrap();
            drop(first);
            second.join().unwrap().unwrap();
        });
    }
}
