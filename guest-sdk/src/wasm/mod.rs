//! The macros and the runtime as a component has them: wit-bindgen, and Amphi's own imports.

pub mod context;
mod host;
#[cfg(feature = "logging")]
mod logging;
#[cfg(not(feature = "logging"))]
mod silence;

#[cfg(feature = "logging")]
pub use logging::init_logging;
#[cfg(not(feature = "logging"))]
pub use silence::init_logging;
pub use wit_bindgen::{FutureReader, FutureWriter, StreamReader, StreamResult, StreamWriter, spawn_local};

/// What generated code stands on; not for people, and without promises between versions.
#[doc(hidden)]
pub mod __wasm {
    pub use wit_bindgen;

    /// Runs before the first exported function.
    pub fn start() {
        crate::init_logging();
    }
}

/// Makes the traits, types and functions of a WIT world; it stands at the root of the crate.
///
/// The native build of this documentation has the options.
#[macro_export]
macro_rules! plugin {
    ($($options:tt)*) => {
        #[doc(hidden)]
        pub(crate) use $crate as __amphi_sdk;

        $crate::__macros::component!($($options)*);
    };
}

/// Writes an empty `main`: a component is made of the library alone.
#[macro_export]
macro_rules! main {
    ($library:ident) => {
        fn main() {}
    };
}
