//! The traits that answer what the plugin calls.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::contract::{Group, Kind, Signature};
use crate::docs;
use crate::generator::Generator;
use crate::names;
use crate::scope::Scope;
use crate::types::host_ident;

impl Generator<'_> {
    /// The trait of one imported interface; none if it has only types.
    pub(super) fn host_trait(&self, group: &Group, scope: Scope<'_>) -> TokenStream {
        if !self.has_host_trait(group) {
            return TokenStream::new();
        }
        let docs = format!(
            " Answers the functions of `{}`. Write them as `async fn`.",
            group.interface.as_deref().unwrap_or_default()
        );
        let methods = self.host_methods(group, scope);
        let resources = self.host_resource_traits(group, scope);
        quote! {
            #[doc = #docs]
            pub trait Host: ::core::marker::Send + ::core::marker::Sync + 'static { #methods }

            #resources
        }
    }

    /// Whether there is anything to answer in a group.
    pub(super) fn has_host_trait(&self, group: &Group) -> bool {
        group.numbered().next().is_some() || self.contract.resources_of(group).next().is_some()
    }

    /// What the host itself answers: functions, constructors and statics, and which type each resource has.
    fn host_methods(&self, group: &Group, scope: Scope<'_>) -> TokenStream {
        let types = self.contract.resources_of(group).map(|(id, _)| {
            let name = self.resource_ident(id);
            let host = host_ident(&name);
            let docs = format!(" What the host keeps for each `{name}`.");
            quote!(#[doc = #docs] type #name: #host;)
        });
        let own = group.numbered().filter(|(_, function)| !matches!(function.kind, Kind::Method(_)));
        let own = own.map(|(_, function)| self.host_method(group, function, scope));
        quote!(#(#types)* #(#own)*)
    }

    /// A trait with the methods of each resource.
    fn host_resource_traits(&self, group: &Group, scope: Scope<'_>) -> TokenStream {
        let traits = self.contract.resources_of(group).map(|(id, _)| {
            let name = self.resource_ident(id);
            let host = host_ident(&name);
            let docs = format!(" Answers the methods of `{name}`. Write them as `async fn`.");
            let own = group.numbered().filter(|(_, function)| function.kind == Kind::Method(id));
            let own = own.map(|(_, function)| self.host_method(group, function, scope));
            quote! {
                #[doc = #docs]
                pub trait #host: ::core::marker::Send + ::core::marker::Sync + 'static { #(#own)* }
            }
        });
        traits.collect()
    }

    /// The name of a function in the traits of the host. Constructors and statics of all resources stand in one trait with
    /// the functions of their interface, which keep their names.
    pub(super) fn host_method_ident(&self, group: &Group, function: &Signature) -> Ident {
        if matches!(function.kind, Kind::Plain | Kind::Method(_)) {
            return function.ident.clone();
        }
        let plain = group.numbered().map(|(_, one)| one).filter(|one| one.kind == Kind::Plain);
        let mut taken: Vec<_> = plain.map(|one| one.ident.clone()).collect();
        for (_, one) in group.numbered() {
            let resource = |id| heck::AsSnakeCase(self.resource_ident(id).to_string()).to_string();
            let wanted = match one.kind {
                Kind::Plain | Kind::Method(_) => continue,
                Kind::Constructor(id) => format!("new_{}", resource(id)),
                Kind::Static(id) => format!("{}_{}", resource(id), one.ident.to_string().trim_start_matches("r#")),
            };
            let ident = names::unused(&wanted, &taken);
            if one.name == function.name {
                return ident;
            }
            taken.push(ident);
        }
        function.ident.clone()
    }

    /// The trait of the whole world: everything that a plugin may call.
    pub(super) fn world_imports(&self) -> TokenStream {
        if !self.has_imports() {
            return TokenStream::new();
        }
        let name = self.imports_ident();
        let scope = Scope(&[]);
        let docs = format!(" Answers everything that a plugin of the world `{}` may call.", self.contract.name);
        let hosts: Vec<_> = self
            .contract
            .imports
            .iter()
            .filter(|group| !group.is_root() && self.has_host_trait(group))
            .map(|group| scope.path_to(&group.module, &names::ident("Host")))
            .collect();
        let own = || self.contract.imports.iter().filter(|group| group.is_root());
        let methods: TokenStream = own().map(|group| self.host_methods(group, scope)).collect();
        let resources: TokenStream = own().map(|group| self.host_resource_traits(group, scope)).collect();
        let blanket = methods.is_empty().then(|| {
            quote! {
                impl<I: #(#hosts +)* ::core::marker::Send + ::core::marker::Sync + 'static> #name for I {}
            }
        });
        quote! {
            #[doc = #docs]
            #[allow(missing_docs)]
            pub trait #name: #(#hosts +)* ::core::marker::Send + ::core::marker::Sync + 'static { #methods }

            #resources

            #blanket
        }
    }

    fn host_method(&self, group: &Group, function: &Signature, scope: Scope<'_>) -> TokenStream {
        let rt = &self.runtime;
        let docs = docs::attributes(function.docs.as_deref());
        let ident = self.host_method_ident(group, function);
        let skipped = usize::from(matches!(function.kind, Kind::Method(_)));
        let names: Vec<_> = function.params.iter().map(|(name, _)| name.clone()).collect();
        let context = names::unused("cx", &names);
        let params = function.params.iter().skip(skipped).map(|(name, ty)| {
            let ty = self.owned(ty, scope);
            quote!(#name: #ty)
        });
        let result = self.result(function.result.as_ref(), scope);
        quote! {
            #docs
            fn #ident(
                &self,
                #context: &#rt::CallContext,
                #(#params,)*
            ) -> impl ::core::future::Future<Output = ::core::result::Result<#result, #rt::ImportError>>
                 + ::core::marker::Send;
        }
    }
}
