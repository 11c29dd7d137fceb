//! The one error of this crate.

use std::io;
use std::path::PathBuf;

/// A contract that cannot be read, or cannot be served yet.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file cannot be read.
    #[error("cannot read {}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The WIT is wrong; the text names file, line and column and shows the place.
    #[error("{text}")]
    Wit {
        /// The whole message, over several lines.
        text: String,
    },
    /// The package has no world: its author has to write one.
    #[error("package {package} has no world: write `world NAME {{ … }}`")]
    NoWorld {
        /// The package.
        package: String,
    },
    /// The package has several worlds and none was chosen.
    #[error("package {package} has several worlds: choose one of {}", .worlds.join(", "))]
    SeveralWorlds {
        /// The package.
        package: String,
        /// Its worlds.
        worlds: Vec<String>,
    },
    /// The package has no world of the chosen name.
    #[error("package {package} has no world {world}: it has {}", .worlds.join(", "))]
    UnknownWorld {
        /// The package.
        package: String,
        /// The name that was chosen.
        world: String,
        /// The worlds there are.
        worlds: Vec<String>,
    },
    /// A function uses a part of WIT that Amphi does not carry yet.
    #[error("{function} uses {what}, not supported yet")]
    Unsupported {
        /// The function's full name.
        function: String,
        /// The part of WIT, such as `a resource`.
        what: &'static str,
    },
    /// A type of a function is over a limit.
    #[error("a type of {function} is over the limit: {what} {limit}")]
    TypeOverLimit {
        /// The function's full name.
        function: String,
        /// What is limited.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// The bytes are no component.
    #[error("not a WebAssembly component but {found}")]
    NotAComponent {
        /// What they are.
        found: &'static str,
    },
    /// The bytes begin like a component and then are malformed.
    #[error("malformed component: {detail}")]
    Component {
        /// What is wrong with them.
        detail: String,
    },
    /// The file is no executable of a format that we read.
    #[error("not an executable that can be read: {detail}")]
    Executable {
        /// What is wrong with it.
        detail: String,
    },
    /// The executable does not carry its contract: it was not built with the SDK, or the section was lost.
    #[error("no {section} section in the {format} executable: was it built with the plugin SDK?")]
    NoSection {
        /// The name that was looked for.
        section: &'static str,
        /// The format of the executable.
        format: &'static str,
    },
    /// The section, or a part of it, is larger than any real one.
    #[error("the {what} has {got} bytes, over the limit of {limit}")]
    TooLarge {
        /// The part.
        what: &'static str,
        /// Its size in bytes.
        got: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// The section has a version that this build does not know: the plugin is newer than the host.
    #[error("the contract section has version {got}, this host reads version {known}: upgrade the host")]
    SectionVersion {
        /// The version that came.
        got: u32,
        /// The version that is known.
        known: u32,
    },
    /// The section is malformed.
    #[error("malformed contract section: {detail}")]
    Section {
        /// What is wrong with it.
        detail: &'static str,
    },
    /// The WIT cannot be encoded for a section.
    #[error("cannot encode the WIT: {detail}")]
    Encode {
        /// Why.
        detail: String,
    },
    /// The interface is not one that the protocol carries.
    #[error("the interface is not valid")]
    Interface(#[from] amphi_protocol::Error),
}
