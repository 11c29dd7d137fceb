//! Which messages and enums the services reach, and which messages contain themselves.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use prost_reflect::{
    Cardinality, EnumDescriptor, ExtensionDescriptor, FieldDescriptor, Kind, MessageDescriptor, OneofDescriptor,
    ServiceDescriptor,
};

/// All that some services reach, sorted by name.
pub(super) struct Graph {
    /// By full name, without the entries of maps.
    pub(super) messages: BTreeMap<String, MessageDescriptor>,
    pub(super) enums: BTreeMap<String, EnumDescriptor>,
    /// Messages, those that a message contains before it; ones that contain each other stand together, in the order of
    /// their file.
    pub(super) components: Vec<Vec<String>>,
    /// The messages that contain themselves, with the position of their component.
    pub(super) recursive: HashMap<String, usize>,
}

/// A field, or an extension that the schema has of the message.
pub(super) enum AnyField {
    Field(FieldDescriptor),
    Extension(ExtensionDescriptor),
}

impl AnyField {
    /// Those of a message in the order of their numbers, the extensions last.
    pub(super) fn of(message: &MessageDescriptor) -> Vec<Self> {
        let mut extensions: Vec<_> = message.extensions().collect();
        extensions.sort_by_key(ExtensionDescriptor::number);
        message.fields().map(Self::Field).chain(extensions.into_iter().map(Self::Extension)).collect()
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Field(field) => field.kind(),
            Self::Extension(extension) => extension.kind(),
        }
    }

    pub(super) fn number(&self) -> u32 {
        match self {
            Self::Field(field) => field.number(),
            Self::Extension(extension) => extension.number(),
        }
    }

    /// The oneof that the field belongs to, if it is one that people wrote.
    pub(super) fn oneof(&self) -> Option<OneofDescriptor> {
        match self {
            Self::Field(field) => field.containing_oneof().filter(|oneof| !oneof.is_synthetic()),
            Self::Extension(_) => None,
        }
    }

    pub(super) fn cardinality(&self) -> Cardinality {
        match self {
            Self::Field(field) => field.cardinality(),
            Self::Extension(extension) => extension.cardinality(),
        }
    }

    /// Whether a value that is the default differs from none.
    pub(super) fn has_presence(&self) -> bool {
        match self {
            Self::Field(field) => field.supports_presence(),
            Self::Extension(extension) => extension.supports_presence(),
        }
    }

    pub(super) fn is_packed(&self) -> bool {
        match self {
            Self::Field(field) => field.is_packed(),
            Self::Extension(extension) => extension.is_packed(),
        }
    }

    pub(super) fn is_group(&self) -> bool {
        match self {
            Self::Field(field) => field.is_group(),
            Self::Extension(extension) => extension.is_group(),
        }
    }

    /// The name; that of an extension in full.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Field(field) => field.name(),
            Self::Extension(extension) => extension.full_name(),
        }
    }
}

impl Graph {
    pub(super) fn of(services: &[ServiceDescriptor]) -> Self {
        let mut graph = Self {
            messages: BTreeMap::new(),
            enums: BTreeMap::new(),
            components: Vec::new(),
            recursive: HashMap::new(),
        };
        let methods = services.iter().flat_map(|service| service.methods().collect::<Vec<_>>());
        let mut waiting: Vec<_> = methods.flat_map(|method| [method.input(), method.output()]).collect();
        while let Some(message) = waiting.pop() {
            if graph.messages.contains_key(message.full_name()) {
                continue;
            }
            for kind in kinds(&message) {
                match kind {
                    Kind::Message(other) => waiting.push(other),
                    Kind::Enum(other) => drop(graph.enums.insert(other.full_name().to_string(), other)),
                    _ => {}
                }
            }
            graph.messages.insert(message.full_name().to_string(), message);
        }
        graph.find_components();
        graph
    }

    /// Whether the first of the two messages contains the second in the sense that both contain each other.
    pub(super) fn is_child(&self, parent: &str, child: &str) -> bool {
        let component = self.recursive.get(parent);
        component.is_some() && component == self.recursive.get(child)
    }

    /// Kosaraju's two walks, each with a stack of its own: a chain of messages may be as long as the schema.
    fn find_components(&mut self) {
        let edges: HashMap<&str, BTreeSet<String>> = self
            .messages
            .iter()
            .map(|(name, message)| {
                let messages = kinds(message).into_iter().filter_map(|kind| match kind {
                    Kind::Message(other) => Some(other.full_name().to_string()),
                    _ => None,
                });
                (name.as_str(), messages.collect())
            })
            .collect();
        let mut reversed: HashMap<&str, Vec<&str>> = HashMap::new();
        for (from, targets) in &edges {
            for to in targets {
                reversed.entry(to).or_default().push(from);
            }
        }
        let finished = finish_order(self.messages.keys().map(String::as_str), &edges);
        let mut seen = BTreeSet::new();
        let mut components: Vec<Vec<String>> = Vec::new();
        for root in finished.into_iter().rev() {
            let mut component = Vec::new();
            let mut waiting = vec![root];
            while let Some(name) = waiting.pop() {
                if seen.insert(name) {
                    component.push(name.to_string());
                    waiting.extend(reversed.get(name).into_iter().flatten());
                }
            }
            if !component.is_empty() {
                components.push(component);
            }
        }
        // Found from those that contain to those that are contained.
        components.reverse();
        let is_cycle = |component: &[String]| {
            let own = |name: &String| edges.get(name.as_str()).is_some_and(|targets| targets.contains(name));
            component.len() > 1 || component.first().is_some_and(own)
        };
        let recursive: Vec<bool> = components.iter().map(|component| is_cycle(component)).collect();
        for (position, (component, recursive)) in components.iter_mut().zip(recursive).enumerate() {
            component.sort_by_cached_key(|name| {
                let place = self.messages.get(name).map(|it| (it.parent_file().name().to_string(), it.path().to_vec()));
                (place, name.clone())
            });
            if recursive {
                self.recursive.extend(component.iter().map(|name| (name.clone(), position)));
            }
        }
        self.components = components;
    }
}

/// The kinds of a message's fields, with a map's values in place of its entries.
fn kinds(message: &MessageDescriptor) -> Vec<Kind> {
    let fields = AnyField::of(message).into_iter();
    fields
        .map(|field| match field.kind() {
            Kind::Message(entry) if entry.is_map_entry() => entry.map_entry_value_field().kind(),
            kind => kind,
        })
        .collect()
}

/// Names in the order in which a walk in depth leaves them.
fn finish_order<'a>(roots: impl Iterator<Item = &'a str>, edges: &'a HashMap<&str, BTreeSet<String>>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    let mut finished = Vec::new();
    for root in roots {
        let mut stack = vec![(root, false)];
        while let Some((name, is_left)) = stack.pop() {
            if is_left {
                finished.push(name);
            } else if seen.insert(name) {
                stack.push((name, true));
                let targets = edges.get(name).into_iter().flatten();
                stack.extend(targets.filter(|to| !seen.contains(to.as_str())).map(|to| (to.as_str(), false)));
            }
        }
    }
    finished
}
