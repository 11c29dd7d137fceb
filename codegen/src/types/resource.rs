//! Resources become handles: types that own one, and types that are lent one.

use amphi_protocol::Side as Owner;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use wit_parser::{Handle, Type, TypeDefKind, TypeId};

use super::{Definition, definition};
use crate::generator::{Generator, Side};
use crate::lookup::Lookup as _;
use crate::scope::Scope;

impl Generator<'_> {
    /// The types of a resource, which the runtime writes.
    pub(super) fn resource(&self, of: Definition<'_>) -> TokenStream {
        let Definition { id, name, docs, .. } = of;
        let rt = &self.runtime;
        let Some((owner, index)) = self.contract.resource(id) else { return TokenStream::new() };
        let kind = Literal::u32_unsuffixed(index.0);
        let borrow = borrow_ident(name);
        match (self.side, owner) {
            (Side::Plugin, Owner::Export) => {
                let guest = guest_ident(name);
                quote!(#rt::exported_resource!(#docs #name, #borrow, #guest, #kind);)
            }
            (Side::Plugin, Owner::Import) => quote!(#rt::imported_resource!(#docs #name);),
            (Side::Host { .. }, Owner::Export) => quote!(#rt::plugin_resource!(#docs #name, #borrow);),
            (Side::Host { .. }, Owner::Import) => {
                let host = host_ident(name);
                quote!(#rt::host_resource!(#docs #name, #borrow, #host, #kind);)
            }
        }
    }

    /// Another name for a resource is one for its borrow too.
    pub(super) fn borrow_alias(&self, of: Definition<'_>) -> TokenStream {
        let resolve = &self.contract.resolve;
        let target = definition(resolve, of.id);
        let Some((owner, _)) = self.contract.resource(target) else { return TokenStream::new() };
        if !matches!(resolve.type_def(target).kind, TypeDefKind::Resource) {
            return TokenStream::new();
        }
        let borrow = borrow_ident(of.name);
        let path = of.scope.path_to(self.contract.home(target), &borrow_ident(&self.type_ident(target)));
        match (self.side, owner) {
            (Side::Plugin, Owner::Import) => TokenStream::new(),
            (Side::Plugin, Owner::Export) => quote!(pub type #borrow<'a> = #path<'a>;),
            (Side::Host { .. }, _) => quote!(pub type #borrow = #path;),
        }
    }

    /// How a handle is spelled.
    pub(super) fn handle(&self, handle: &Handle, scope: Scope<'_>, lifetime: &TokenStream) -> TokenStream {
        let id = match handle {
            Handle::Own(id) => return self.owned(&Type::Id(*id), scope),
            Handle::Borrow(id) => *id,
        };
        let lent = |id| scope.path_to(self.contract.home(id), &borrow_ident(&self.type_ident(id)));
        match (self.side, self.contract.resource(id).map(|(owner, _)| owner)) {
            (Side::Plugin, Some(Owner::Export)) => {
                let lent = lent(definition(&self.contract.resolve, id));
                quote!(#lent<#lifetime>)
            }
            (Side::Plugin, _) => {
                let resource = self.owned(&Type::Id(id), scope);
                // Where it goes without saying, it is not said.
                if lifetime.to_string() == "'_" { quote!(&#resource) } else { quote!(&#lifetime #resource) }
            }
            (Side::Host { .. }, _) => lent(definition(&self.contract.resolve, id)),
        }
    }

    /// The resource that a parameter lends, if it lends one.
    pub(crate) fn lends(&self, ty: &Type) -> Option<TypeId> {
        let Type::Id(id) = ty else { return None };
        match &self.contract.resolve.type_def(definition(&self.contract.resolve, *id)).kind {
            TypeDefKind::Handle(Handle::Borrow(resource)) => Some(*resource),
            _ => None,
        }
    }

    /// The name of a resource's type.
    pub(crate) fn resource_ident(&self, id: TypeId) -> Ident {
        self.type_ident(definition(&self.contract.resolve, id))
    }
}

/// The type of what is lent.
pub(crate) fn borrow_ident(name: &Ident) -> Ident {
    format_ident!("{name}Borrow")
}

/// The trait by which an author implements a resource.
pub(crate) fn guest_ident(name: &Ident) -> Ident {
    format_ident!("Guest{name}")
}

/// The trait by which a host implements a resource.
pub(crate) fn host_ident(name: &Ident) -> Ident {
    format_ident!("Host{name}")
}
