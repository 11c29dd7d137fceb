//! The secret of a folder: made by the first host that uses it, readable by its user alone.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use super::entry::Secret;

/// Reads the secret of a folder that only its owner `uid` can enter; makes one if there is none.
///
/// # Errors
///
/// It cannot be read or made, or somebody else could have.
pub(super) fn of_folder(folder: &Path, uid: u32) -> io::Result<Secret> {
    let path = folder.join(NAME);
    match read(&path, uid) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make(folder, &path)?;
            // Another host may have been quicker; the one that is there is everybody's.
            read(&path, uid)
        }
        read => read,
    }
}

fn read(path: &Path, uid: u32) -> io::Result<Secret> {
    let metadata = std::fs::symlink_metadata(path)?;
    if !metadata.is_file() || metadata.uid() != uid || metadata.mode() & OTHERS != 0 {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "its secret is not its owner's alone"));
    }
    let mut secret = Secret::default();
    File::open(path)?.read_exact(&mut secret)?;
    Ok(secret)
}

/// Puts a whole secret in place, or leaves the one that is there.
fn make(folder: &Path, path: &Path) -> io::Result<()> {
    let mut secret = Secret::default();
    File::open("/dev/urandom")?.read_exact(&mut secret)?;
    let draft = super::disk::draft_name(folder);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    let made = file.write_all(&secret).and_then(|()| std::fs::hard_link(&draft, path));
    std::fs::remove_file(&draft)?;
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// The secret's file in its folder.
const NAME: &str = "secret";

/// The permissions of everybody but the owner.
pub(super) const OTHERS: u32 = 0o077;
