//! Documentation: from the WIT to Rust.

use proc_macro2::TokenStream;
use quote::quote;

use crate::scope::Scope;

/// The attributes of an item that stands in `scope`: the user's own module may ask for documentation that
/// the WIT does not have. Modules of ours say it once for all that is in them.
pub(crate) fn item(docs: Option<&str>, scope: Scope<'_>) -> TokenStream {
    let docs = attributes(docs);
    if scope.0.is_empty() { quote!(#docs #[allow(missing_docs)]) } else { docs }
}

/// The `#[doc]` attributes of an item.
pub(crate) fn attributes(docs: Option<&str>) -> TokenStream {
    let lines = docs.map(str::trim).unwrap_or_default().lines().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    lines.collect()
}
