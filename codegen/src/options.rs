//! What a caller of the generators chooses.

use proc_macro2::TokenStream;

/// Choices for generated code.
#[derive(Clone, Debug)]
pub struct Options {
    /// The path of the runtime's hidden module, which all generated code goes through.
    pub runtime: TokenStream,
    /// Paths of derive macros for every record, variant and enum.
    pub additional_derives: Vec<TokenStream>,
    /// Whether components are meant too: the host's types then carry what wasmtime needs, and on either side a world that
    /// only natives can have is refused.
    pub wasm: bool,
}
