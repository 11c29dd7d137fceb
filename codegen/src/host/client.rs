//! The typed clients: one for the world, one for each interface that it exports.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use wit_parser::Type;

use super::{HIDDEN, function_ident};
use crate::contract::{Group, Kind, Signature};
use crate::docs;
use crate::generator::Generator;
use crate::names;
use crate::scope::Scope;

impl Generator<'_> {
    pub(super) fn world_client(&self) -> TokenStream {
        let rt = &self.runtime;
        let name = self.world_ident();
        let wit = &self.contract.name;
        let docs = self.contract.docs.clone().unwrap_or_else(|| format!("A plugin of the world `{wit}`."));
        let docs = docs::attributes(Some(&docs));
        let own = self.contract.exports.iter().filter(|group| group.is_root());
        let methods = own.map(|group| self.methods(group, Scope(&[])));
        let accessors = self.accessors();
        let within = self.within();
        let interface = Literal::byte_string(&self.contract.interface.to_bytes());
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #name { __client: #rt::Client }

            #[allow(dead_code, clippy::all)]
            impl #name {
                #within
                #(#methods)*
                #accessors
            }

            impl #rt::World for #name {
                const NAME: &'static str = #wit;

                fn interface() -> &'static #rt::Interface {
                    static INTERFACE: ::std::sync::LazyLock<#rt::Interface> = ::std::sync::LazyLock::new(|| {
                        #rt::Interface::from_bytes(#interface).expect("written by the same version of the codec")
                    });
                    &INTERFACE
                }

                fn from_client(client: #rt::Client) -> Self {
                    Self { __client: client }
                }
            }
        }
    }

    pub(super) fn interface_client(&self, group: &Group, scope: Scope<'_>) -> TokenStream {
        if group.numbered().next().is_none() {
            return TokenStream::new();
        }
        let rt = &self.runtime;
        let docs = format!(" The functions of `{}`.", group.interface.as_deref().unwrap_or_default());
        let methods = self.methods(group, scope);
        let resources = self.resource_clients(group, scope);
        let within = self.within();
        quote! {
            #[doc = #docs]
            #[derive(Clone, Debug)]
            pub struct Client { __client: #rt::Client }

            impl Client {
                #[doc(hidden)]
                pub fn __new(client: #rt::Client) -> Self { Self { __client: client } }

                #within
                #methods
            }

            #resources
        }
    }

    /// The functions of each resource, on its own type.
    fn resource_clients(&self, group: &Group, scope: Scope<'_>) -> TokenStream {
        let clients = self.contract.resources_of(group).map(|(id, _)| {
            let name = self.resource_ident(id);
            let own = group.numbered().filter(|(_, function)| match function.kind {
                Kind::Plain => false,
                Kind::Constructor(of) | Kind::Method(of) | Kind::Static(of) => of == id,
            });
            let own = own.map(|(index, function)| self.method(index.0, function, scope));
            quote!(impl #name { #(#own)* })
        });
        clients.collect()
    }

    fn within(&self) -> TokenStream {
        let rt = &self.runtime;
        quote! {
            #[doc = " The same client, calling in the name of `context`: from a host import, with the context it was given."]
            #[must_use]
            pub fn within(&self, context: &#rt::CallContext) -> Self {
                Self { __client: self.__client.within(context) }
            }
        }
    }

    fn methods(&self, group: &Group, scope: Scope<'_>) -> TokenStream {
        let own = group.numbered().filter(|(_, function)| function.kind == Kind::Plain);
        own.map(|(index, function)| self.method(index.0, function, scope)).collect()
    }

    fn method(&self, index: u32, function: &Signature, scope: Scope<'_>) -> TokenStream {
        let rt = &self.runtime;
        let docs = docs::attributes(Some(&method_docs(function)));
        let ident = method_ident(function);
        let is_method = matches!(function.kind, Kind::Method(_));
        let args = function.params.iter().enumerate().map(|(position, (name, ty))| match self.lends(ty) {
            Some(_) if is_method && position == 0 => quote!(self.borrow()),
            Some(_) => quote!(#name.borrow()),
            None => quote!(#name),
        });
        let params = function.params.iter().skip(usize::from(is_method)).map(|(name, ty)| {
            let ty = match self.lends(ty) {
                Some(id) => {
                    let resource = self.owned(&Type::Id(id), scope);
                    quote!(&#resource)
                }
                None => self.argument(ty, scope, &quote!()),
            };
            quote!(#name: #ty)
        });
        let result = self.result(function.result.as_ref(), scope);
        let marker = scope.path_to(&[names::ident(HIDDEN)], &function_ident("Export", index, &function.name));
        let (caller, client) = match function.kind {
            Kind::Plain => (quote!(&self,), quote!(self.__client)),
            Kind::Method(_) => (quote!(&self,), quote!(self.__client()?)),
            // What belongs to no resource yet is called on the plugin.
            Kind::Constructor(_) | Kind::Static(_) => (quote!(__plugin: &Client,), quote!(__plugin.__client)),
        };
        quote! {
            #docs
            pub async fn #ident(#caller #(#params,)*) -> ::core::result::Result<#result, #rt::Error> {
                #client.call::<#marker>((#(#args,)*)).await
            }
        }
    }

    /// A method for each exported interface that has functions.
    fn accessors(&self) -> TokenStream {
        let groups: Vec<_> = self
            .contract
            .exports
            .iter()
            .filter(|group| !group.is_root() && group.numbered().next().is_some())
            .collect();
        let own = self.contract.exports.iter().filter(|group| group.is_root());
        let mut taken: Vec<Ident> = own.flat_map(|group| group.functions.iter().map(method_ident)).collect();
        taken.push(names::ident("within"));
        taken.extend(groups.iter().filter_map(|group| group.module.last().cloned()));
        let accessors = groups.iter().map(|group| {
            let name = accessor_ident(group, &taken);
            let client = Scope(&[]).path_to(&group.module, &names::ident("Client"));
            let docs = group
                .docs
                .clone()
                .unwrap_or_else(|| format!("The functions of `{}`.", group.interface.as_deref().unwrap_or_default()));
            let docs = docs::attributes(Some(&docs));
            quote! {
                #docs
                pub fn #name(&self) -> #client { #client::__new(self.__client.clone()) }
            }
        });
        accessors.collect()
    }
}

/// What a client, or a handle to a resource, has by itself is not taken by a function of the plugin.
fn method_ident(function: &Signature) -> Ident {
    let own: &[&str] = if function.kind == Kind::Plain { &["within"] } else { &["borrow", "within"] };
    match own.iter().find(|own| function.ident == **own) {
        Some(own) => format_ident!("{own}_"),
        None => function.ident.clone(),
    }
}

/// The interface's name, or its whole path where the name alone is taken.
fn accessor_ident(group: &Group, taken: &[Ident]) -> Ident {
    let Some(short) = group.module.last() else { return names::ident("interface") };
    if taken.iter().filter(|name| *name == short).count() <= 1 {
        return short.clone();
    }
    let path: Vec<_> = group.module.iter().skip(1).map(|part| part.to_string().replace("r#", "")).collect();
    format_ident!("{}", path.join("_"))
}

fn method_docs(function: &Signature) -> String {
    let own = function.docs.as_deref().map(str::trim).unwrap_or_default();
    let own = if own.is_empty() { format!("Calls `{}`.", function.name) } else { own.to_string() };
    format!(
        "{own}\n\nDropping the future cancels the call: nobody waits for it any more, and it ends by itself or at its \
         deadline."
    )
}
