//! From the options of a macro to its expansion.

use std::path::{Path, PathBuf};

use amphi_codegen::Options;
use amphi_wit::World;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Error;

use crate::input::{Input, Source};

/// Parses the options and turns an error into one of the compiler's.
pub(crate) fn run(input: TokenStream, expand: fn(&Input) -> syn::Result<TokenStream>) -> TokenStream {
    syn::parse2(input).and_then(|input| expand(&input)).unwrap_or_else(Error::into_compile_error)
}

pub(crate) fn bindings(input: &Input) -> syn::Result<TokenStream> {
    let world = world(input)?;
    let runtime = match &input.runtime_crate {
        Some(path) => quote!(#path::__rt),
        None => quote!(::amphi_host::__rt),
    };
    let options =
        Options { runtime, additional_derives: input.additional_derives.clone(), wasm: cfg!(feature = "wasm") };
    let code = amphi_codegen::bindings(&world, &options).map_err(|error| at(&error, input.source.span()))?;
    let tracked = tracked(&world);
    Ok(quote!(#code #tracked))
}

pub(crate) fn plugin(input: &Input) -> syn::Result<TokenStream> {
    plugin_for(input, false)
}

/// The native arm's code; for `wasm`, only of worlds that components can have too.
fn plugin_for(input: &Input, wasm: bool) -> syn::Result<TokenStream> {
    let world = world(input)?;
    let runtime = quote!(crate::__amphi_sdk::__rt);
    let options = Options { runtime, additional_derives: input.additional_derives.clone(), wasm };
    let code = amphi_codegen::plugin(&world, &options).map_err(|error| at(&error, input.source.span()))?;
    let tracked = tracked(&world);
    Ok(quote!(#code #tracked))
}

/// wit-bindgen's own errors about WIT name no file, so the WIT is read here first.
pub(crate) fn component(input: &Input) -> syn::Result<TokenStream> {
    // What the native arm refuses is refused here too: a world must mean the same on both.
    plugin_for(input, true)?;
    let source = match &input.source {
        Source::Path(path, _) => quote!(path: #path),
        Source::Inline(text) => quote!(inline: #text),
    };
    let world = input.world.as_ref().map(|world| quote!(world: #world,));
    let derives = &input.additional_derives;
    Ok(quote! {
        crate::__amphi_sdk::__wasm::wit_bindgen::generate!({
            #source,
            #world
            generate_all,
            runtime_path: "crate::__amphi_sdk::__wasm::wit_bindgen::rt",
            additional_derives: [#(#derives),*],
        });

        const _: () = {
            extern "C" fn start() {
                crate::__amphi_sdk::__wasm::start();
            }

            // SAFETY: the start-up code calls the entries of this section, in order, before the first
            // exported function; the entry is a function of the type it expects.
            #[used]
            #[unsafe(link_section = ".init_array")]
            static START: extern "C" fn() = start;
        };
    })
}

fn world(input: &Input) -> syn::Result<World> {
    let name = input.world.as_ref().map(syn::LitStr::value);
    let world = match &input.source {
        Source::Path(path, _) => World::from_path(&manifest_dir().join(path), name.as_deref()),
        Source::Inline(text) => World::from_text("inline.wit", &text.value(), name.as_deref()),
    };
    world.map_err(|error| {
        let span = match (&error, &input.world) {
            (amphi_wit::Error::UnknownWorld { .. }, Some(name)) => name.span(),
            _ => input.source.span(),
        };
        at(&error, span)
    })
}

/// Makes the compiler look at the macro again when a file of the WIT changes.
fn tracked(world: &World) -> TokenStream {
    let files = world.sources().iter().filter_map(|path| path.to_str());
    quote!(#(const _: &[u8] = ::core::include_bytes!(#files);)*)
}

/// The error with its causes, at a place in the user's source; paths are relative to the manifest.
fn at(error: &dyn std::error::Error, span: Span) -> Error {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        // A transparent error says what its source says.
        if !text.ends_with(&next) {
            text = format!("{text}: {next}");
        }
        cause = error.source();
    }
    let root = format!("{}{}", manifest_dir().display(), std::path::MAIN_SEPARATOR);
    Error::new(span, text.replace(&root, ""))
}

/// Where paths start: cargo sets it for every crate that it compiles.
fn manifest_dir() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| Path::new(".").to_path_buf(), PathBuf::from)
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use super::{component, plugin, run};

    fn expand(input: TokenStream) -> String {
        run(input, plugin).to_string()
    }

    #[test]
    fn an_error_names_the_file_as_the_author_does() {
        let text = expand(quote!({ path: "tests/wit/broken.wit" }));
        assert!(text.contains("compile_error"), "{text}");
        assert!(text.contains(" tests/wit/broken.wit:4:28"), "{text}");
    }

    #[test]
    fn files_are_tracked() {
        let text = expand(quote!({ path: "tests/wit/greeter" }));
        assert!(text.contains("include_bytes"), "{text}");
        assert!(text.contains("greeter/world.wit"), "{text}");
        assert!(text.contains("greeter/deps/names/names.wit"), "{text}");
    }

    #[test]
    fn the_wasm_arm_passes_every_option_on() {
        let input = quote!({ path: "tests/wit/greeter", world: "greeter", additional_derives: [PartialEq, a::B] });
        let text = run(input, component).to_string();
        for part in ["path : \"tests/wit/greeter\"", "world : \"greeter\"", "PartialEq , a :: B", "generate_all"] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
    }
}
