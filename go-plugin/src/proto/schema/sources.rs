//! Where `.proto` files are found, with a bound on all that is read.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use protox::file::{File, FileResolver, GoogleFileResolver, IncludeFileResolver};

use super::{MAX_FILES, bounded};
use crate::proto::error::Error;

/// Where `.proto` files are found, with a bound on all that is read.
pub(super) struct Sources {
    folders: Vec<PathBuf>,
    /// A file that is in memory, by its name.
    text: Option<(String, String)>,
    /// Files and bytes so far.
    read: Cell<(usize, usize)>,
    /// Why a file was not taken, in our words.
    pub(super) refusal: Rc<RefCell<Option<Error>>>,
}

impl FileResolver for Sources {
    fn resolve_path(&self, path: &Path) -> Option<String> {
        self.folders.iter().find_map(|folder| IncludeFileResolver::new(folder.clone()).resolve_path(path))
    }

    fn open_file(&self, name: &str) -> Result<File, protox::Error> {
        if let Some((_, text)) = self.text.as_ref().filter(|(own, _)| own == name) {
            return self.parse(name, text);
        }
        for path in self.folders.iter().map(|folder| folder.join(name)) {
            if let Ok(about) = std::fs::metadata(&path)
                && about.is_file()
            {
                self.admit(usize::try_from(about.len()).unwrap_or(usize::MAX)).map_err(|error| self.refuse(error))?;
                let text = std::fs::read_to_string(&path).map_err(|error| {
                    self.refuse(Error::Source { text: format!("cannot read {}: {error}", path.display()) })
                })?;
                return self.parse(name, &text);
            }
        }
        GoogleFileResolver::new().open_file(name)
    }
}

impl Sources {
    pub(super) fn new(folders: Vec<PathBuf>, text: Option<(String, String)>) -> Self {
        Self { folders, text, read: Cell::default(), refusal: Rc::default() }
    }

    fn admit(&self, size: usize) -> Result<(), Error> {
        let (files, bytes) = self.read.get();
        let now = (files + 1, bytes.saturating_add(size));
        bounded("number of files", now.0, MAX_FILES)?;
        bounded("size of the sources in bytes", now.1, MAX_SOURCE_BYTES)?;
        self.read.set(now);
        Ok(())
    }

    fn parse(&self, name: &str, text: &str) -> Result<File, protox::Error> {
        // The parser recurses: what would exhaust its stack comes no further.
        let nesting = nesting(text);
        bounded("nesting of the source", nesting, MAX_NESTING).map_err(|error| self.refuse(error))?;
        File::from_source(name, text)
    }

    fn refuse(&self, error: Error) -> protox::Error {
        let refused = protox::Error::new(error.to_string());
        self.refusal.replace(Some(error));
        refused
    }
}

/// How many brackets are open at most, those in comments and strings too.
fn nesting(text: &str) -> usize {
    let (mut open, mut most) = (0usize, 0usize);
    for byte in text.bytes() {
        match byte {
            b'{' | b'[' | b'<' => open += 1,
            b'}' | b']' | b'>' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// Bytes of all `.proto` files together. Google's whole API is 30 MB; no plugin's is a hundredth of it.
const MAX_SOURCE_BYTES: usize = 8 << 20;

/// Brackets of a source that are open at a time. Messages of real ones nest three deep.
const MAX_NESTING: usize = 100;
