//! The plugin's side: what the author's crate holds natively, in the shapes that wit-bindgen gives it on wasm.
//!
//! The macro's own module gets the world's types, its imports as functions and the trait `Guest`; each
//! interface gets a module; `export!` ties the author's type to them. What only the runtime calls stands
//! in the hidden module `__amphi`.

mod export;
mod import;
mod registration;
mod stream;

use amphi_wit::World;
use proc_macro2::TokenStream;
use quote::quote;

use crate::contract::{Contract, Group};
use crate::docs;
use crate::error::Error;
use crate::generator::{Generator, Side};
use crate::options::Options;
use crate::refusal;
use crate::scope::{Modules, Scope};

/// Generates what an author implements, for a native plugin.
///
/// `options.runtime` is the path of the runtime's hidden module, such as `crate::__amphi_sdk::__rt`.
///
/// # Errors
///
/// WIT that is wrong, or that uses what Amphi does not carry yet.
pub fn plugin(world: &World, options: &Options) -> Result<TokenStream, Error> {
    let contract = Contract::new(world)?;
    refuse_lent_lists(&contract)?;
    if options.wasm {
        refusal::component::check(&contract.resolve, world.resolve().1)?;
    }
    let generator = Generator {
        contract: &contract,
        side: Side::Plugin,
        runtime: options.runtime.clone(),
        additional_derives: &options.additional_derives,
        reserved: Vec::new(),
    };
    let registration = generator.registration(&world.to_section()?);
    let root = generator.plugin_root();
    let modules = generator.plugin_modules();
    let streams = generator.stream_modules();
    let code = quote! {
        #root
        #modules
        #streams
        #registration
    };
    refusal::check_names(&contract, code)
}

/// Refuses what wit-bindgen makes no code of that compiles: it has one place for the references of a whole list.
fn refuse_lent_lists(contract: &Contract) -> Result<(), Error> {
    for (index, function) in contract.exports.iter().flat_map(Group::numbered) {
        if function.params.iter().any(|(_, ty)| contract.has_lent_list(ty)) {
            let name = contract.interface.exports.get(index).map(amphi_protocol::Function::full_name);
            return Err(Error::Unsupported {
                location: function.location.clone(),
                function: name.unwrap_or_else(|| function.name.clone()),
                what: "a list of borrows of its host's resources in an exported function".to_string(),
            });
        }
    }
    Ok(())
}

impl Generator<'_> {
    fn plugin_root(&self) -> TokenStream {
        let scope = Scope(&[]);
        let types = self.define_all(&self.contract.types, scope);
        let imports = self.contract.imports.iter().filter(|group| group.is_root());
        let imports = imports.map(|group| self.import_functions(group, scope));
        let exports = self.contract.exports.iter().filter(|group| group.is_root());
        let exports = exports.map(|group| self.guest_trait(group, scope));
        quote! {
            #types
            #(#imports)*
            #(#exports)*
        }
    }

    fn plugin_modules(&self) -> TokenStream {
        let mut modules = Modules::default();
        for (groups, exported) in [(&self.contract.imports, false), (&self.contract.exports, true)] {
            for group in groups.iter().filter(|group| !group.is_root()) {
                let scope = Scope(&group.module);
                let types = self.define_all(&group.types, scope);
                let functions = match exported {
                    true => self.guest_trait(group, scope),
                    false => self.import_functions(group, scope),
                };
                modules.insert(&group.module, docs::attributes(group.docs.as_deref()), quote!(#types #functions));
            }
        }
        modules.into_tokens()
    }
}
