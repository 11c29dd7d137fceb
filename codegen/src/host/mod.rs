//! The host's side: a typed client of the world, and the traits that answer its imports.
//!
//! The macro's own module gets the world's types, the client and the trait for its imports; each interface
//! gets a module with its types and its `Client` or `Host`. What only the runtime names stands in the
//! hidden module `__amphi`.

mod adapter;
mod client;
mod exports;
mod imports;

use amphi_wit::World;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::contract::{Contract, Group};
use crate::docs;
use crate::error::Error;
use crate::generator::{Generator, Side};
use crate::lookup::Lookup as _;
use crate::names;
use crate::options::Options;
use crate::refusal;
use crate::scope::{Modules, Scope};
use crate::types::{borrow_ident, host_ident};

/// Generates a typed client, and the traits for what the plugin may call.
///
/// `options.runtime` is the path of the runtime's hidden module, such as `::amphi_host::__rt`.
///
/// # Errors
///
/// WIT that is wrong, or that uses what Amphi does not carry yet.
pub fn bindings(world: &World, options: &Options) -> Result<TokenStream, Error> {
    // Where a host has both backends, a plugin may be a component.
    let contract = Contract::new(world)?;
    refuse_long_signatures(&contract)?;
    let generator = Generator {
        contract: &contract,
        side: Side::Host { wasm: options.wasm },
        runtime: options.runtime.clone(),
        additional_derives: &options.additional_derives,
        reserved: reserved(&contract),
    };
    let types = generator.define_all(&contract.types, Scope(&[]));
    let client = generator.world_client();
    let imports = generator.world_imports();
    let modules = generator.host_modules();
    let hidden = generator.hidden();
    let code = quote! {
        #types
        #client
        #imports
        #modules
        #hidden
    };
    refusal::check_names(&contract, code)
}

impl Generator<'_> {
    /// The client's type, named after the world.
    fn world_ident(&self) -> Ident {
        names::camel(&self.contract.name)
    }

    fn imports_ident(&self) -> Ident {
        imports_ident(self.contract)
    }

    fn host_modules(&self) -> TokenStream {
        let mut modules = Modules::default();
        for (groups, exported) in [(&self.contract.imports, false), (&self.contract.exports, true)] {
            for group in groups.iter().filter(|group| !group.is_root()) {
                let scope = Scope(&group.module);
                let types = self.define_all(&group.types, scope);
                let functions = match exported {
                    true => self.interface_client(group, scope),
                    false => self.host_trait(group, scope),
                };
                modules.insert(&group.module, docs::attributes(group.docs.as_deref()), quote!(#types #functions));
            }
        }
        modules.into_tokens()
    }

    fn hidden(&self) -> TokenStream {
        let exports = self.export_functions();
        let imports = self.import_adapters();
        let adapter = self.adapter();
        let hidden = names::ident(HIDDEN);
        quote! {
            #[doc(hidden)]
            #[allow(clippy::all)]
            pub mod #hidden {
                #exports
                #imports
                #adapter
            }
        }
    }

    /// Whether the plugin may call anything.
    fn has_imports(&self) -> bool {
        self.contract.imports.iter().any(|group| self.has_host_trait(group))
    }
}

/// The module of what only the runtime names.
const HIDDEN: &str = "__amphi";

/// The longest tuple that the codec has; longer argument lists would need a record.
const MAX_PARAMS: usize = 16;

fn imports_ident(contract: &Contract) -> Ident {
    format_ident!("{}Imports", names::camel(&contract.name))
}

/// The hidden name of a function: unique by its number, readable in a compiler's message.
fn function_ident(prefix: &str, index: u32, name: &str) -> Ident {
    format_ident!("{prefix}{index}{}", names::case(name))
}

fn reserved(contract: &Contract) -> Vec<(Vec<Ident>, Ident)> {
    let beside = |groups: &[Group], name: &str| -> Vec<_> {
        let groups = groups.iter().filter(|group| !group.is_root());
        groups.map(|group| (group.module.clone(), names::ident(name))).collect()
    };
    let mut reserved = beside(&contract.exports, "Client");
    reserved.extend(beside(&contract.imports, "Host"));
    // wasmtime's derives write these and mean the standard ones.
    for name in ["Option", "Copy"] {
        reserved.extend(beside(&contract.imports, name));
        reserved.extend(beside(&contract.exports, name));
    }
    for name in [names::ident("Option"), names::ident("Copy"), names::camel(&contract.name), imports_ident(contract)] {
        reserved.push((Vec::new(), name));
    }
    for (groups, imported) in [(&contract.imports, true), (&contract.exports, false)] {
        for group in groups {
            // Those of the world itself stand with its imports.
            let resources = contract.resources_of(group).filter(|_| imported || !group.is_root());
            for (id, _) in resources {
                let name = names::camel(contract.resolve.type_def(id).name.as_deref().unwrap_or_default());
                let traits = imported.then(|| host_ident(&name));
                let beside = traits.into_iter().chain([borrow_ident(&name)]);
                reserved.extend(beside.map(|name| (group.module.clone(), name)));
            }
        }
    }
    reserved
}

fn refuse_long_signatures(contract: &Contract) -> Result<(), Error> {
    for group in contract.imports.iter().chain(&contract.exports) {
        for (_, function) in group.numbered() {
            if function.params.len() > MAX_PARAMS {
                return Err(Error::TooMany {
                    location: function.location.clone(),
                    item: function.name.clone(),
                    what: "parameters",
                    got: function.params.len(),
                    limit: MAX_PARAMS,
                });
            }
        }
    }
    Ok(())
}
