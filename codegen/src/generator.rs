//! What every part of the generators shares: the contract, the side, and the paths of the runtime.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::contract::Contract;

/// Whose code is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The author's, in the shapes of wit-bindgen.
    Plugin,
    /// The host's.
    Host {
        /// Whether types carry the derives of wasmtime.
        wasm: bool,
    },
}

/// Writes code for one world.
pub(crate) struct Generator<'a> {
    pub(crate) contract: &'a Contract,
    pub(crate) side: Side,
    /// The path of the module that generated code calls.
    pub(crate) runtime: TokenStream,
    /// What the user wants derived on every type.
    pub(crate) additional_derives: &'a [TokenStream],
    /// Type names that are taken, with their module.
    pub(crate) reserved: Vec<(Vec<Ident>, Ident)>,
}

impl Generator<'_> {
    /// The derives of a type: what its side gives to all types, `more`, and what the user asked for.
    ///
    /// What has a resource or a stream in it is one of a kind: it is not cloned, and not compared.
    pub(crate) fn derives(&self, copy: bool, unique: bool, more: &[&str]) -> TokenStream {
        let mut names = Vec::new();
        names.extend((!unique).then_some("Clone"));
        names.extend(copy.then_some("Copy"));
        if self.side != Side::Plugin {
            names.push("Debug");
            names.extend((!unique).then_some("PartialEq"));
        }
        names.extend(more);
        names.sort_unstable();
        // The host's side derives more than wit-bindgen does: naming it again is no mistake of the user's.
        let additional = self.additional_derives.iter().filter(|path| {
            let path = path.to_string();
            !names.contains(&path.rsplit("::").next().unwrap_or(&path).trim())
        });
        let names = names.iter().map(|name| crate::names::ident(name));
        quote!(#[derive(#(#names,)* #(#additional,)*)])
    }
}
