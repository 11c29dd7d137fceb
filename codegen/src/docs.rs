//! Documentation: from the WIT to Rust.

use proc_macro2::TokenStream;
use quote::quote;

/// The `#[doc]` attributes of an item.
pub(crate) fn attributes(docs: Option<&str>) -> TokenStream {
    let lines = docs.map(str::trim).unwrap_or_default().lines().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    lines.collect()
}
