//! The launch: what the host puts in the plugin's environment, and the line that the plugin answers with.
//!
//! Both are go-plugin's, so that either side may be a Go program. What is ours: one more variable
//! ([`env::AMPHI_PROTOCOL`]), one more dialect ([`Dialect::Amphi`]), and a reader that skips a banner before
//! the line. `SPEC.md` has the rules.

mod banner;
pub mod env;
mod line;
mod version;

pub use banner::{Found, HandshakeScanner};
pub use line::{Address, CORE_VERSION, Dialect, HandshakeLine};
pub use version::{
    PROTOCOL_VERSION, PROTOCOL_VERSIONS, app_version, format_versions, negotiate, parse_versions, protocol_version,
};

#[cfg(test)]
mod tests;
