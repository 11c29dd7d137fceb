//! The types of random worlds, and what is asked about them.

use super::world::World;

/// Who implements a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The host: the resource `token` of the interface `types`.
    Host,
    /// The plugin: the resource `thing` of the interface `things`.
    Plugin,
}

/// A type with a name.
pub struct Decl {
    /// In whose interface it stands, and whose resources it may have in it: a plugin's types may have those of both.
    pub home: Owner,
    pub name: String,
    pub kind: Kind,
}

pub enum Kind {
    Record(Vec<(String, Type)>),
    Variant(Vec<(String, Option<Type>)>),
    Enum(Vec<String>),
    Flags(Vec<String>),
    Alias(Type),
}

#[derive(Clone)]
pub enum Type {
    Plain(&'static str),
    String,
    List(Box<Self>),
    /// As many of what takes no memory of its own.
    Fixed(Box<Self>, usize),
    Option(Box<Self>),
    Result(Option<Box<Self>>, Option<Box<Self>>),
    Tuple(Vec<Self>),
    /// One of the world's declarations.
    Named(usize),
    Own(Owner),
    Borrow(Owner),
    Stream(Option<Box<Self>>),
    Future(Option<Box<Self>>),
}

/// Whether a type is meant as it is given, or as it is given back: then a tuple of its number stands for what was lent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Given,
    Seen,
}

impl Owner {
    pub fn resource(self) -> &'static str {
        match self {
            Self::Host => "token",
            Self::Plugin => "thing",
        }
    }
}

impl World {
    /// Whether a value is more than can be copied.
    pub fn has_heap(&self, ty: &Type) -> bool {
        self.any(ty, &|ty| matches!(ty, Type::String | Type::List(_)))
    }

    /// Whether there is only one of a value: a resource, a stream or a future is in it.
    pub fn owns(&self, ty: &Type) -> bool {
        self.any(ty, &|ty| matches!(ty, Type::Own(_) | Type::Stream(_) | Type::Future(_)))
    }

    /// Whether a resource is lent somewhere in it.
    pub fn lends(&self, ty: &Type) -> bool {
        self.any(ty, &|ty| matches!(ty, Type::Borrow(_)))
    }

    pub fn lends_of(&self, owner: Owner, ty: &Type) -> bool {
        self.any(ty, &|ty| matches!(ty, Type::Borrow(of) if *of == owner))
    }

    /// Whether one of the host's resources is lent in a list.
    pub fn has_lent_list(&self, ty: &Type) -> bool {
        self.any(ty, &|ty| matches!(ty, Type::List(element) if self.lends_of(Owner::Host, element)))
    }

    /// Whether it is a string or a list, under whatever name.
    pub fn is_list(&self, ty: &Type) -> bool {
        match ty {
            Type::String | Type::List(_) => true,
            Type::Named(index) => matches!(&self.decls[*index].kind, Kind::Alias(ty) if self.is_list(ty)),
            _ => false,
        }
    }

    /// What a declaration is called in a form.
    pub fn name(&self, index: usize, form: Form) -> String {
        let name = &self.decls[index].name;
        let is_other = form == Form::Seen && self.lends(&Type::Named(index));
        if is_other { format!("seen-{name}") } else { name.clone() }
    }

    /// Whether a part of a type, or of what it names, is wanted.
    pub fn any(&self, ty: &Type, wanted: &dyn Fn(&Type) -> bool) -> bool {
        wanted(ty) || self.parts(ty).into_iter().any(|part| self.any(part, wanted))
    }

    /// How many parts of a kind, which have none of it inside of them, a value may have at most.
    pub fn most(&self, ty: &Type, counted: &dyn Fn(&Type) -> bool) -> usize {
        let of_parts = || self.parts(ty).into_iter().map(|part| self.most(part, counted));
        let is_either = |index: &usize| matches!(self.decls[*index].kind, Kind::Variant(_));
        match ty {
            ty if counted(ty) => 1,
            Type::List(_) => MOST_ELEMENTS * of_parts().sum::<usize>(),
            Type::Result(..) => of_parts().max().unwrap_or_default(),
            Type::Named(index) if is_either(index) => of_parts().max().unwrap_or_default(),
            _ => of_parts().sum(),
        }
    }

    fn parts<'a>(&'a self, ty: &'a Type) -> Vec<&'a Type> {
        match ty {
            Type::Plain(_) | Type::String | Type::Own(_) | Type::Borrow(_) => Vec::new(),
            Type::List(ty) | Type::Option(ty) | Type::Fixed(ty, _) => vec![&**ty],
            Type::Stream(ty) | Type::Future(ty) => ty.iter().map(|ty| &**ty).collect(),
            Type::Result(ok, err) => ok.iter().chain(err).map(|ty| &**ty).collect(),
            Type::Tuple(items) => items.iter().collect(),
            Type::Named(index) => match &self.decls[*index].kind {
                Kind::Record(fields) => fields.iter().map(|(_, ty)| ty).collect(),
                Kind::Variant(cases) => cases.iter().filter_map(|(_, ty)| ty.as_ref()).collect(),
                Kind::Enum(_) | Kind::Flags(_) => Vec::new(),
                Kind::Alias(ty) => vec![ty],
            },
        }
    }
}

/// Elements of a random list.
const MOST_ELEMENTS: usize = 8;
