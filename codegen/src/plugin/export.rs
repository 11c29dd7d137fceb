//! What the author implements, and the functions that the runtime calls it by.

use amphi_protocol::Side as Owner;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use wit_parser::{Type, TypeDefKind};

use crate::contract::{Group, Kind, Signature};
use crate::docs;
use crate::generator::Generator;
use crate::lookup::Lookup as _;
use crate::names;
use crate::scope::Scope;
use crate::types::guest_ident;

impl Generator<'_> {
    /// The traits of a group, one more for each of its resources; none if there is nothing to implement.
    pub(super) fn guest_trait(&self, group: &Group, scope: Scope<'_>) -> TokenStream {
        if !self.has_guest_trait(group) {
            return TokenStream::new();
        }
        // Those of the world itself are the host's.
        let own = self.contract.resources_of(group).filter(|_| !group.is_root());
        let resources: Vec<_> = own.map(|(id, _)| id).collect();
        let methods = group.functions.iter().filter(|function| function.kind == Kind::Plain);
        let methods = methods.map(|function| self.guest_method(function, scope));
        let docs = docs::item(None, scope);
        // Everything of a plugin runs on one thread: its futures need not be able to leave it.
        let allow = group.functions.iter().any(|function| function.is_async);
        let allow = allow.then(|| quote!(#[allow(async_fn_in_trait)]));
        let types = resources.iter().map(|id| {
            let name = self.resource_ident(*id);
            let guest = guest_ident(&name);
            quote!(type #name: #guest;)
        });
        let traits = resources.iter().map(|id| {
            let guest = guest_ident(&self.resource_ident(*id));
            let methods = group.functions.iter().filter(|function| match function.kind {
                Kind::Plain => false,
                Kind::Constructor(of) | Kind::Method(of) | Kind::Static(of) => of == *id,
            });
            let methods = methods.map(|function| self.guest_method(function, scope));
            quote!(#docs #allow pub trait #guest: 'static { #(#methods)* })
        });
        quote! {
            #docs
            #allow
            pub trait Guest { #(#types)* #(#methods)* }
            #(#traits)*
        }
    }

    /// Whether there is anything in a group for an author to implement.
    pub(super) fn has_guest_trait(&self, group: &Group) -> bool {
        let has_resources = !group.is_root() && self.contract.resources_of(group).next().is_some();
        has_resources || !group.functions.is_empty()
    }

    fn guest_method(&self, function: &Signature, scope: Scope<'_>) -> TokenStream {
        let docs = docs::attributes(function.docs.as_deref());
        let ident = &function.ident;
        let (receiver, params) = match function.kind {
            Kind::Method(_) => (Some(quote!(&self,)), function.params.get(1..).unwrap_or_default()),
            _ => (None, function.params.as_slice()),
        };
        let params = params.iter().map(|(name, ty)| {
            let ty = self.owned(ty, scope);
            quote!(#name: #ty)
        });
        let (result, bound) = self.guest_result(function, scope);
        let is_async = function.is_async.then(|| quote!(async));
        quote! {
            #docs
            #is_async fn #ident(#receiver #(#params,)*) -> #result #bound;
        }
    }

    /// The result of an author's function: a constructor gives the author's own type.
    fn guest_result(&self, function: &Signature, scope: Scope<'_>) -> (TokenStream, TokenStream) {
        match self.constructed(function) {
            None => (self.result(function.result.as_ref(), scope), TokenStream::new()),
            Some(Constructed::Itself) => (quote!(Self), TokenStream::new()),
            Some(Constructed::OrError(error)) => {
                let error = self.result(error.as_ref(), scope);
                (quote!(::core::result::Result<Self, #error>), quote!(where Self: ::core::marker::Sized))
            }
        }
    }

    /// What a constructor gives.
    fn constructed(&self, function: &Signature) -> Option<Constructed> {
        let Kind::Constructor(_) = function.kind else { return None };
        let Some(Type::Id(id)) = function.result else { return Some(Constructed::Itself) };
        Some(match &self.contract.resolve.type_def(id).kind {
            TypeDefKind::Result(sides) => Constructed::OrError(sides.err),
            _ => Constructed::Itself,
        })
    }

    /// One function for each export, from bytes to bytes, in the order of the table.
    pub(super) fn dispatchers(&self) -> TokenStream {
        self.exported().map(|(name, group, function)| self.dispatcher(&name, group, function)).collect()
    }

    fn dispatcher(&self, name: &Ident, group: &Group, function: &Signature) -> TokenStream {
        let rt = &self.runtime;
        let hidden = [names::ident(HIDDEN)];
        let scope = Scope(&hidden);
        let guest = scope.path_to(&group.module, &names::ident("Guest"));
        let ident = &function.ident;
        let params: Vec<_> = function.params.iter().map(|(name, _)| name).collect();
        let types = function.params.iter().map(|(_, ty)| self.coming(ty, scope, &quote!('_)));
        let lends = |ty: &Type| self.contract.lends_of(Owner::Import, ty);
        let passed = function.params.iter().map(|(name, ty)| match self.lends(ty) {
            Some(_) if lends(ty) => quote!(&#name),
            _ => self.kept(ty, &quote!(#name)),
        });
        let passed: Vec<_> = passed.collect();
        // References inside of other values need a place that they point to.
        let keeps = function.params.iter().any(|(_, ty)| self.lends(ty).is_none() && lends(ty));
        let loans = keeps.then(|| quote!(let __loans = &#rt::Loans::default();));
        let of = |id| {
            let name = self.resource_ident(id);
            let (guest_of, path) = (guest_ident(&name), scope.path_to(&group.module, &name));
            let guest_of = scope.path_to(&group.module, &guest_of);
            (quote!(<T as #guest>::#name), guest_of, path)
        };
        let call = match function.kind {
            Kind::Plain => quote!(<T as #guest>::#ident(#(#passed),*)),
            Kind::Static(id) => {
                let (ty, guest_of, _) = of(id);
                quote!(<#ty as #guest_of>::#ident(#(#passed),*))
            }
            Kind::Constructor(id) => {
                let (ty, guest_of, path) = of(id);
                let made = quote!(<#ty as #guest_of>::#ident(#(#passed),*));
                match self.constructed(function) {
                    Some(Constructed::OrError(_)) => quote!(#made.map(#path::new)),
                    _ => quote!(#path::new(#made)),
                }
            }
            Kind::Method(id) => {
                let (ty, guest_of, _) = of(id);
                let (receiver, rest) = (params.first(), passed.get(1..).unwrap_or_default());
                quote!(<#ty as #guest_of>::#ident(#receiver.get::<#ty>(), #(#rest),*))
            }
        };
        let arguments = quote! {
            #(let #params: #types = #rt::Decode::decode(__input)?;)*
            __input.finish()?;
        };
        if function.is_async {
            return quote! {
                pub fn #name<T: #guest + 'static>(
                    __input: &mut #rt::Reader<'_>,
                    mut __out: ::std::vec::Vec<u8>,
                ) -> ::core::result::Result<#rt::LocalBoxFuture<'static, ::std::vec::Vec<u8>>, #rt::CodecError> {
                    #arguments
                    ::core::result::Result::Ok(::std::boxed::Box::pin(async move {
                        #loans
                        let __result = #call.await;
                        #rt::Encode::encode(&__result, &mut __out);
                        __out
                    }))
                }
            };
        }
        quote! {
            pub fn #name<T: #guest>(
                __input: &mut #rt::Reader<'_>,
                __out: &mut ::std::vec::Vec<u8>,
            ) -> ::core::result::Result<(), #rt::CodecError> {
                #arguments
                #loans
                let __result = #call;
                #rt::Encode::encode(&__result, __out);
                ::core::result::Result::Ok(())
            }
        }
    }

    /// The dispatchers as the runtime takes them, in the order of the table: the kind of each, and its name.
    pub(super) fn dispatcher_names(&self) -> (Vec<Ident>, Vec<Ident>) {
        let kind = |function: &Signature| names::ident(if function.is_async { "Async" } else { "Sync" });
        self.exported().map(|(name, _, function)| (kind(function), name)).unzip()
    }

    fn exported(&self) -> impl Iterator<Item = (Ident, &Group, &Signature)> {
        let mut functions: Vec<_> = self
            .contract
            .exports
            .iter()
            .flat_map(|group| group.numbered().map(move |(index, function)| (index, group, function)))
            .collect();
        functions.sort_by_key(|(index, ..)| *index);
        functions.into_iter().map(|(index, group, function)| {
            let snake = function.ident.to_string();
            let snake = snake.trim_start_matches("r#");
            let name = match function.kind {
                Kind::Plain => format_ident!("export_{}_{snake}", index.0),
                Kind::Constructor(id) | Kind::Method(id) | Kind::Static(id) => {
                    let resource = heck::AsSnakeCase(self.resource_ident(id).to_string()).to_string();
                    format_ident!("export_{}_{resource}_{snake}", index.0)
                }
            };
            (name, group, function)
        })
    }
}

/// The module of what only the runtime calls.
pub(super) const HIDDEN: &str = "__amphi";

/// What an author's constructor gives.
enum Constructed {
    /// The author's own type.
    Itself,
    /// That, or an error.
    OrError(Option<Type>),
}
