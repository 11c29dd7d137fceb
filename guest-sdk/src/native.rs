//! The macros as a native build has them.

/// Makes the traits, types and functions of a WIT world; it stands at the root of the crate.
///
/// | option | meaning |
/// |---|---|
/// | `path` | a folder with a WIT package, or a `.wit` file, relative to the manifest; `wit` if not given |
/// | `inline` | the WIT itself, instead of a path |
/// | `world` | the world; not needed if the package has one only |
/// | `additional_derives` | paths of derive macros for every record, variant and enum |
///
/// What the world exports becomes a trait `Guest` at the root, and one in `exports::NAMESPACE::PACKAGE::INTERFACE`
/// for each interface; what it imports becomes functions. `export!(Type)` names the type that implements the
/// traits. All of it has the shapes of `wit_bindgen::generate!`, which stands behind it on wasm.
#[macro_export]
macro_rules! plugin {
    ($($options:tt)*) => {
        #[doc(hidden)]
        pub(crate) use $crate as __amphi_sdk;

        $crate::__macros::plugin!($($options)*);
    };
}

/// Writes `main` for the executable of the plugin that a library holds: `main!(name_of_the_library);`.
#[macro_export]
macro_rules! main {
    ($library:ident) => {
        fn main() -> ::std::process::ExitCode {
            $crate::serve(&$library::__AMPHI_PLUGIN)
        }
    };
}
