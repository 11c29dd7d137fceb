//! Modules: where an item stands, and how another one is reached from there.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The module that code is generated into, as a path from the macro's own module.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a>(pub(crate) &'a [Ident]);

impl Scope<'_> {
    /// The path to an item of another module: by way of the macro's own module, so that it works anywhere.
    pub(crate) fn path_to(self, module: &[Ident], name: &Ident) -> TokenStream {
        if module == self.0 {
            // The derives of wasmtime have a parameter of this name.
            return if name == "T" { quote!(self::#name) } else { quote!(#name) };
        }
        let up = self.0.iter().map(|_| quote!(super));
        let start = if self.0.is_empty() { quote!(self::) } else { quote!() };
        quote!(#start #(#up::)* #(#module::)* #name)
    }
}

/// Nested modules, put together from the contents of each.
#[derive(Default)]
pub(crate) struct Modules {
    children: BTreeMap<String, Self>,
    docs: TokenStream,
    items: TokenStream,
}

impl Modules {
    /// Adds a module's contents.
    pub(crate) fn insert(&mut self, path: &[Ident], docs: TokenStream, items: TokenStream) {
        let module = path.iter().fold(self, |module, name| module.children.entry(name.to_string()).or_default());
        module.docs.extend(docs);
        module.items.extend(items);
    }

    /// Writes the modules, but not the items at the root.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.children
            .into_iter()
            .map(|(name, module)| {
                let name = match name.strip_prefix("r#") {
                    Some(raw) => Ident::new_raw(raw, proc_macro2::Span::call_site()),
                    None => Ident::new(&name, proc_macro2::Span::call_site()),
                };
                let (docs, items) = (module.docs.clone(), module.items.clone());
                let children = module.into_tokens();
                quote! {
                    #docs
                    #[allow(dead_code, missing_docs, unused_imports, clippy::all)]
                    pub mod #name { #items #children }
                }
            })
            .collect()
    }
}
