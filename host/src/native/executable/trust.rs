//! Files that only root can change.

use std::fs::{File, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Whether nobody but root can write to an open file, nor put another in its place on the way to it.
pub(super) fn only_root_writes(file: &File, path: &Path) -> bool {
    let Ok(metadata) = file.metadata() else { return false };
    let Ok(real) = path.canonicalize() else { return false };
    is_roots(&metadata) && real.ancestors().skip(1).all(|folder| folder.metadata().is_ok_and(|it| is_roots(&it)))
}

fn is_roots(metadata: &Metadata) -> bool {
    metadata.uid() == 0 && metadata.mode() & OTHERS_WRITE == 0
}

/// The permission to write, of the group and of everybody.
const OTHERS_WRITE: u32 = 0o022;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_of_the_system_are_roots_and_temporary_ones_are_not() {
        let shell = Path::new("/bin/sh");
        assert!(only_root_writes(&File::open(shell).unwrap(), shell));
        // Whoever runs this: everybody can write to the folder above it.
        let folder = tempfile::tempdir_in("/tmp").unwrap();
        let own = folder.path().join("sh");
        std::fs::copy(shell, &own).unwrap();
        assert!(!only_root_writes(&File::open(&own).unwrap(), &own));
    }
}
