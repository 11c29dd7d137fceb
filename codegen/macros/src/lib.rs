//! The procedural macros of Amphi's host and plugin SDK.
//!
//! Nobody depends on this crate directly: hosts use `amphi_host::bindings!`, authors
//! `amphi_guest_sdk::plugin!`. Here the WIT is read and its errors become compile errors; the code itself
//! is written by `amphi-codegen`.

mod expand;
mod input;

use proc_macro::TokenStream;

/// Makes a typed client of a world, and the traits that answer its imports.
///
/// ```ignore
/// amphi_host::bindings!({ path: "wit", world: "formatter" });
/// ```
///
/// | option | meaning |
/// |---|---|
/// | `path` | a folder with a WIT package, or a `.wit` file, relative to the manifest; `wit` if not given |
/// | `inline` | the WIT itself, instead of a path |
/// | `world` | the world; not needed if the package has one only |
/// | `additional_derives` | paths of derive macros for every record, variant and enum |
#[proc_macro]
pub fn bindings(input: TokenStream) -> TokenStream {
    expand::run(input.into(), expand::bindings).into()
}

/// The native arm of `amphi_guest_sdk::plugin!`.
#[proc_macro]
pub fn plugin(input: TokenStream) -> TokenStream {
    expand::run(input.into(), expand::plugin).into()
}

/// The wasm arm of `amphi_guest_sdk::plugin!`: the same checks, then wit-bindgen.
#[proc_macro]
pub fn component(input: TokenStream) -> TokenStream {
    expand::run(input.into(), expand::component).into()
}
