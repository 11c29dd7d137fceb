//! What a plugin offers and needs, as tables that give every function its number on the wire.

use std::fmt;

use crate::codec::{Decode, Encode, Reader, wire};
use crate::error::Error;
use crate::limits::{MAX_DECODED_INTERFACE_BYTES, MAX_FUNCTIONS, MAX_INTERFACE_BYTES};
use crate::resource::{Resource, ResourceIndex, Side};
use crate::ty::{Name, Type};

/// The number of a function in its table: what is sent instead of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionIndex(pub u32);

/// A world as it is on the wire: what a plugin exports, and what it imports.
///
/// Function numbers on the wire are positions in the *plugin's* interface, which may offer more than its
/// host expects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interface {
    /// What the plugin offers.
    pub exports: FunctionTable,
    /// What the plugin needs from its host.
    pub imports: FunctionTable,
}

/// Functions and resources in canonical order: sorted by interface, then by name, whatever order their source had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunctionTable {
    functions: Vec<Function>,
    resources: Vec<Resource>,
}

/// A function of an interface or of the world itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    /// The interface, such as `example:text/progress@1.0.0`, or none for a function of the world.
    pub interface: Option<Name>,
    /// The name in kebab case; that of a resource's function as in the component model: `[constructor]doc`,
    /// `[method]doc.words`, `[static]doc.parse`.
    pub name: Name,
    /// Whether it may wait while others run: `async func`.
    pub is_async: bool,
    /// The parameters, in order; that of a method begins with `self`.
    pub params: Vec<Param>,
    /// The result, if the function has one.
    pub result: Option<Type>,
}

/// What a function belongs to, as its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind<'a> {
    /// No resource.
    Plain,
    /// Makes this resource.
    Constructor(&'a str),
    /// Is called on this resource.
    Method(&'a str),
    /// Stands with this resource.
    Static(&'a str),
}

/// A parameter of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// The name in kebab case.
    pub name: Name,
    /// The type.
    pub ty: Type,
}

impl Interface {
    /// Whether an instance may have several calls under way: there is an async function, a stream or a future.
    pub fn is_concurrent(&self) -> bool {
        let is_waiting = |ty: &Type| matches!(ty, Type::Stream(_) | Type::Future(_));
        let mut functions = self.exports.iter().chain(self.imports.iter()).map(|(_, function)| function);
        functions.any(|function| {
            let mut types = function.params.iter().map(|param| &param.ty).chain(&function.result);
            function.is_async || types.any(|ty| ty.contains(&is_waiting))
        })
    }

    /// Gives the canonical bytes: what digests are taken of, and what a native executable carries.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.exports.functions.encode(&mut out);
        self.imports.functions.encode(&mut out);
        for table in [&self.exports, &self.imports] {
            table.encode_resources(&mut out);
        }
        out
    }

    /// Reads what [`to_bytes`](Self::to_bytes) gave.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with the bytes: they may come from a hostile file. Only the canonical form is read,
    /// so equal interfaces have equal bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > MAX_INTERFACE_BYTES {
            return Err(Error::OverLimit {
                what: "interface size in bytes",
                got: bytes.len() as u64,
                limit: MAX_INTERFACE_BYTES as u64,
            });
        }
        let mut input = Reader::with_budget(bytes, MAX_DECODED_INTERFACE_BYTES);
        let exports = FunctionTable::new(Vec::decode(&mut input)?)?;
        let imports = FunctionTable::new(Vec::decode(&mut input)?)?;
        let exports = exports.decode_resources(Side::Export, &mut input)?;
        let imports = imports.decode_resources(Side::Import, &mut input)?;
        input.finish()?;
        let interface = Self { exports, imports };
        // Function numbers are positions, and digests are of bytes: only one order and one spelling is right.
        if interface.to_bytes() != bytes {
            return Err(Error::Malformed { what: "interface", detail: "it is not in canonical form".to_string() });
        }
        Ok(interface)
    }
}

impl FunctionTable {
    /// Sorts functions into a table.
    ///
    /// # Errors
    ///
    /// Two functions with one name, or more than [`MAX_FUNCTIONS`].
    pub fn new(mut functions: Vec<Function>) -> Result<Self, Error> {
        if functions.len() > MAX_FUNCTIONS {
            return Err(Error::OverLimit {
                what: "function count",
                got: functions.len() as u64,
                limit: MAX_FUNCTIONS as u64,
            });
        }
        functions.sort_by(|a, b| a.key().cmp(&b.key()));
        for pair in functions.windows(2) {
            if let [a, b] = pair
                && a.key() == b.key()
            {
                return Err(Error::DuplicateFunction { function: a.full_name().into() });
            }
        }
        Ok(Self { functions, resources: Vec::new() })
    }

    /// Adds the resources that the table's interfaces declare.
    ///
    /// # Errors
    ///
    /// Two resources with one name, or more than [`MAX_FUNCTIONS`].
    pub fn with_resources(mut self, mut resources: Vec<Resource>) -> Result<Self, Error> {
        if resources.len() > MAX_FUNCTIONS {
            return Err(Error::OverLimit {
                what: "resource count",
                got: resources.len() as u64,
                limit: MAX_FUNCTIONS as u64,
            });
        }
        resources.sort();
        for pair in resources.windows(2) {
            if let [a, b] = pair
                && a == b
            {
                return Err(Error::DuplicateFunction { function: a.full_name().into() });
            }
        }
        self.resources = resources;
        Ok(self)
    }

    /// The resources in order.
    pub fn resources(&self) -> impl Iterator<Item = (ResourceIndex, &Resource)> {
        self.resources.iter().zip(0u32..).map(|(resource, index)| (ResourceIndex(index), resource))
    }

    /// The number of a resource.
    pub fn resource_position(&self, resource: &Resource) -> Option<ResourceIndex> {
        let position = self.resources.binary_search(resource).ok()?;
        Some(ResourceIndex(u32::try_from(position).ok()?))
    }

    fn encode_resources(&self, out: &mut Vec<u8>) {
        wire::write_u64(self.resources.len() as u64, out);
        for resource in &self.resources {
            resource.interface.encode(out);
            resource.name.encode(out);
        }
    }

    fn decode_resources(self, side: Side, input: &mut Reader<'_>) -> Result<Self, Error> {
        let count = input.length()?;
        input.charge_elements(count, size_of::<Resource>())?;
        let resource = |_| Ok(Resource { side, interface: Option::decode(input)?, name: Name::decode(input)? });
        self.with_resources((0..count).map(resource).collect::<Result<_, Error>>()?)
    }

    /// The functions in order.
    pub fn iter(&self) -> impl Iterator<Item = (FunctionIndex, &Function)> {
        self.functions.iter().zip(0u32..).map(|(function, index)| (FunctionIndex(index), function))
    }

    /// The function with a number.
    pub fn get(&self, index: FunctionIndex) -> Option<&Function> {
        self.functions.get(usize::try_from(index.0).ok()?)
    }

    /// How many functions there are.
    pub fn len(&self) -> usize {
        self.functions.len()
    }

    /// Whether there is no function.
    pub fn is_empty(&self) -> bool {
        self.functions.is_empty()
    }

    /// Finds a function by interface and name, exactly.
    pub fn position(&self, interface: Option<&str>, name: &str) -> Option<FunctionIndex> {
        let position = self.functions.binary_search_by(|function| function.key().cmp(&(interface, name))).ok()?;
        Some(FunctionIndex(u32::try_from(position).ok()?))
    }

    /// Finds a function as a person names it: `render`, or `example:text/document#words` in full, with or
    /// without the version.
    ///
    /// # Errors
    ///
    /// No such function (with the nearest name), or several of them in different interfaces.
    pub fn find(&self, name: &str) -> Result<FunctionIndex, Error> {
        let mut matches = self.iter().filter(|(_, function)| function.answers_to(name));
        match (matches.next(), matches.next()) {
            (Some((index, _)), None) => Ok(index),
            (None, _) => Err(Error::UnknownFunction { function: name.to_string(), nearest: self.nearest(name) }),
            (Some(first), Some(second)) => Err(Error::AmbiguousFunction {
                function: name.to_string(),
                candidates: [first, second].into_iter().chain(matches).map(|(_, it)| it.full_name()).collect(),
            }),
        }
    }

    /// The name with the fewest edits to what was asked, if it is near at all.
    fn nearest(&self, name: &str) -> Option<String> {
        let bare = name.rsplit('#').next().unwrap_or(name);
        self.functions
            .iter()
            // Names whose lengths are too far apart are not worth the comparison.
            .filter(|function| bare.len().abs_diff(function.spoken_name().len()) <= bare.len() / 3 + 1)
            .map(|function| (edits(bare, function.spoken_name()), function))
            .filter(|(distance, _)| *distance <= bare.len() / 3 + 1)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, function)| function.full_name())
    }
}

impl Function {
    /// The interface and the name in one: `example:text/document@1.0.0#words`, or just `render`.
    pub fn full_name(&self) -> String {
        match &self.interface {
            Some(interface) => format!("{interface}#{}", self.name),
            None => self.name.to_string(),
        }
    }

    /// What the function belongs to.
    pub fn kind(&self) -> FunctionKind<'_> {
        let Some((kind, rest)) = self.name.strip_prefix('[').and_then(|name| name.split_once(']')) else {
            return FunctionKind::Plain;
        };
        let resource = rest.split_once('.').map_or(rest, |(resource, _)| resource);
        match kind {
            "constructor" => FunctionKind::Constructor(resource),
            "method" => FunctionKind::Method(resource),
            "static" => FunctionKind::Static(resource),
            _ => FunctionKind::Plain,
        }
    }

    /// The name as people write it: `doc.words` for a method or a static function, `doc` for a constructor.
    pub fn spoken_name(&self) -> &str {
        match self.kind() {
            FunctionKind::Plain => &self.name,
            _ => self.name.split_once(']').map_or(&*self.name, |(_, name)| name),
        }
    }

    fn key(&self) -> (Option<&str>, &str) {
        (self.interface.as_deref(), &self.name)
    }

    fn is_named(&self, asked: &str) -> bool {
        *self.name == *asked || self.spoken_name() == asked
    }

    fn answers_to(&self, asked: &str) -> bool {
        match asked.split_once('#') {
            None => self.is_named(asked),
            Some((interface, name)) => {
                self.is_named(name)
                    && self.interface.as_deref().is_some_and(|own| {
                        own == interface || own.split_once('@').is_some_and(|(bare, _)| bare == interface)
                    })
            }
        }
    }
}

/// Writes the signature as WIT does: `render: func(source: string) -> string`.
impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keyword = if self.is_async { "async func" } else { "func" };
        write!(f, "{}: {keyword}(", self.full_name())?;
        for (position, param) in self.params.iter().enumerate() {
            let comma = if position > 0 { ", " } else { "" };
            write!(f, "{comma}{}: {}", param.name, param.ty)?;
        }
        f.write_str(")")?;
        match &self.result {
            Some(result) => write!(f, " -> {result}"),
            None => Ok(()),
        }
    }
}

/// Levenshtein's distance over characters, one row at a time.
fn edits(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(b.chars()) {
            let above = *cell;
            let replaced = diagonal + usize::from(from != to);
            left = replaced.min(above + 1).min(left + 1);
            diagonal = above;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

impl Encode for Function {
    fn encode(&self, out: &mut Vec<u8>) {
        self.interface.encode(out);
        self.name.encode(out);
        self.is_async.encode(out);
        self.params.encode(out);
        self.result.encode(out);
    }
}

impl Decode for Function {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(Self {
            interface: Option::decode(input)?,
            name: Name::decode(input)?,
            is_async: bool::decode(input)?,
            params: Vec::decode(input)?,
            result: Option::decode(input)?,
        })
    }
}

impl Encode for Param {
    fn encode(&self, out: &mut Vec<u8>) {
        self.name.encode(out);
        self.ty.encode(out);
    }
}

impl Decode for Param {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(Self { name: Name::decode(input)?, ty: Type::decode(input)? })
    }
}
