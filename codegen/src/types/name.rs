//! How a type is spelled where it is used: owned, or borrowed as far as a caller needs not give it away.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use wit_parser::{Type, TypeDefKind, TypeId};

use super::definition;
use crate::generator::{Generator, Side};
use crate::lookup::Lookup as _;
use crate::names;
use crate::scope::Scope;

impl Generator<'_> {
    /// The name of a named type, in its own module.
    pub(crate) fn type_ident(&self, id: TypeId) -> Ident {
        let name = self.contract.resolve.type_def(id).name.as_deref().unwrap_or_default();
        let ident = names::camel(name);
        // What we put beside the types must not meet a type of the same name.
        let module = self.contract.home(id);
        match self.reserved.iter().any(|(home, taken)| home == module && *taken == ident) {
            true => names::ident(&format!("{ident}_")),
            false => ident,
        }
    }

    /// The type with everything owned, as it stands in a signature.
    pub(crate) fn owned(&self, ty: &Type, scope: Scope<'_>) -> TokenStream {
        self.owned_for(ty, scope, &quote!('_))
    }

    /// The type with everything owned; what is lent in it is lent for a lifetime.
    pub(crate) fn owned_for(&self, ty: &Type, scope: Scope<'_>, lifetime: &TokenStream) -> TokenStream {
        match ty {
            Type::Id(id) if self.contract.resolve.type_def(*id).name.is_some() => {
                let path = scope.path_to(self.contract.home(*id), &self.type_ident(*id));
                let generics = self.generics(ty, lifetime);
                quote!(#path #generics)
            }
            Type::Id(id) => self.spelled_for(&self.contract.resolve.type_def(*id).kind, scope, lifetime),
            plain => primitive(plain),
        }
    }

    /// A kind of type without its name.
    pub(super) fn spelled_for(&self, kind: &TypeDefKind, scope: Scope<'_>, lifetime: &TokenStream) -> TokenStream {
        match kind {
            TypeDefKind::Handle(handle) => self.handle(handle, scope, lifetime),
            kind => {
                let part = |ty: &Type| self.owned_for(ty, scope, lifetime);
                self.spelled(kind, part, part)
            }
        }
    }

    /// The generics of a named type: on the plugin's side, what lends something does so for a lifetime.
    pub(super) fn generics(&self, ty: &Type, lifetime: &TokenStream) -> TokenStream {
        let lends = self.side == Side::Plugin && self.contract.facts.lends(ty);
        if lends { quote!(<#lifetime>) } else { TokenStream::new() }
    }

    /// The result of a function.
    pub(crate) fn result(&self, ty: Option<&Type>, scope: Scope<'_>) -> TokenStream {
        ty.map_or_else(|| quote!(()), |ty| self.owned(ty, scope))
    }

    /// A parameter of an import on the plugin's side, as wit-bindgen has it: what holds a list or lends something is
    /// borrowed at its top, through options, results and tuples; the rest is given by value.
    pub(crate) fn borrowed(&self, ty: &Type, scope: Scope<'_>) -> TokenStream {
        let facts = &self.contract.facts;
        match (facts.owns(ty), facts.lends(ty)) {
            // What owns a resource or a stream is given away whole.
            (true, false) => self.owned(ty, scope),
            // But for a list: there the references in it decide.
            (true, true) => self.any_slice(ty, scope, &quote!()).unwrap_or_else(|| self.owned(ty, scope)),
            (false, true) => self.borrowed_part(ty, scope),
            (false, false) if facts.has_list(ty) => self.borrowed_part(ty, scope),
            (false, false) => self.owned(ty, scope),
        }
    }

    fn borrowed_part(&self, ty: &Type, scope: Scope<'_>) -> TokenStream {
        let resolve = &self.contract.resolve;
        if let Some(slice) = self.slice(ty, scope, &quote!()) {
            return slice;
        }
        match ty {
            Type::Id(id) if resolve.type_def(*id).name.is_some() => {
                let owned = self.owned(ty, scope);
                quote!(&#owned)
            }
            Type::Id(id) => match &resolve.type_def(*id).kind {
                TypeDefKind::Handle(handle) => self.handle(handle, scope, &quote!('_)),
                kind => {
                    let part = |ty: &Type| self.borrowed_part(ty, scope);
                    self.spelled(kind, part, |ty| self.owned(ty, scope))
                }
            },
            plain => primitive(plain),
        }
    }

    /// A parameter of an export on the host's side: strings and lists are borrowed, the rest is owned.
    pub(crate) fn argument(&self, ty: &Type, scope: Scope<'_>, lifetime: &TokenStream) -> TokenStream {
        self.slice(ty, scope, lifetime).unwrap_or_else(|| self.owned(ty, scope))
    }

    /// `&str` or `&[T]`, if the type is a string or a list, under whatever name.
    pub(crate) fn slice(&self, ty: &Type, scope: Scope<'_>, lifetime: &TokenStream) -> Option<TokenStream> {
        let facts = &self.contract.facts;
        // A host cannot copy a list of handles for a call that outlives its caller.
        let is_given = if self.side == Side::Plugin { facts.owns(ty) } else { facts.has_handles(ty) };
        if is_given { None } else { self.any_slice(ty, scope, lifetime) }
    }

    fn any_slice(&self, ty: &Type, scope: Scope<'_>, lifetime: &TokenStream) -> Option<TokenStream> {
        let Type::Id(id) = ty else {
            return matches!(ty, Type::String).then(|| quote!(&#lifetime str));
        };
        match &self.contract.resolve.type_def(definition(&self.contract.resolve, *id)).kind {
            TypeDefKind::Type(Type::String) => Some(quote!(&#lifetime str)),
            TypeDefKind::List(element) => {
                let element = self.owned(element, scope);
                Some(quote!(&#lifetime [#element]))
            }
            _ => None,
        }
    }

    /// A type without a name, its parts spelled by `part` and the elements of a list by `element`.
    pub(crate) fn spelled(
        &self,
        kind: &TypeDefKind,
        part: impl Fn(&Type) -> TokenStream,
        element: impl Fn(&Type) -> TokenStream,
    ) -> TokenStream {
        let side = |ty: &Option<Type>| ty.as_ref().map_or_else(|| quote!(()), &part);
        match kind {
            TypeDefKind::Tuple(tuple) => {
                let parts = tuple.types.iter().map(&part);
                quote!((#(#parts,)*))
            }
            TypeDefKind::Option(inner) => {
                let inner = part(inner);
                quote!(::core::option::Option<#inner>)
            }
            TypeDefKind::Result(sides) => {
                let (ok, err) = (side(&sides.ok), side(&sides.err));
                quote!(::core::result::Result<#ok, #err>)
            }
            TypeDefKind::List(inner) => {
                let inner = element(inner);
                quote!(::std::vec::Vec<#inner>)
            }
            TypeDefKind::FixedLengthList(inner, length) => {
                let (inner, length) = (element(inner), proc_macro2::Literal::u32_unsuffixed(*length));
                quote!([#inner; #length])
            }
            TypeDefKind::Type(inner) => part(inner),
            TypeDefKind::Stream(payload) => {
                let (rt, payload) = (&self.runtime, payload.as_ref().map_or_else(|| quote!(()), &element));
                quote!(#rt::StreamReader<#payload>)
            }
            TypeDefKind::Future(payload) => {
                let (rt, payload) = (&self.runtime, payload.as_ref().map_or_else(|| quote!(()), &element));
                quote!(#rt::FutureReader<#payload>)
            }
            // The contract holds no function and no type that uses one of these.
            _ => quote!(::core::convert::Infallible),
        }
    }
}

fn primitive(ty: &Type) -> TokenStream {
    match ty {
        Type::Bool => quote!(bool),
        Type::U8 => quote!(u8),
        Type::U16 => quote!(u16),
        Type::U32 => quote!(u32),
        Type::U64 => quote!(u64),
        Type::S8 => quote!(i8),
        Type::S16 => quote!(i16),
        Type::S32 => quote!(i32),
        Type::S64 => quote!(i64),
        Type::F32 => quote!(f32),
        Type::F64 => quote!(f64),
        Type::Char => quote!(char),
        Type::String => quote!(::std::string::String),
        // The contract holds no function and no type that uses one of these.
        Type::ErrorContext | Type::Id(_) => quote!(::core::convert::Infallible),
    }
}
