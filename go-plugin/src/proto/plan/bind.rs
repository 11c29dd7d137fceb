//! Binds a proto to the names of its mapping.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use amphi_protocol::{Name, Type};
use prost_reflect::{Cardinality, EnumDescriptor, Kind, MessageDescriptor};

use super::types::Types;
use super::{
    EnumPlan, FieldPlan, Item, Member, MessageId, MessagePlan, OneofPlan, Plans, Presence, Scalar, Shape, TreeShape,
};
use super::{UNRECOGNIZED, is_wrapper};
use crate::proto::error::Error;
use crate::proto::graph::{AnyField, Graph};
use crate::proto::mapping::{EnumNames, Mapping, MessageNames};
use crate::proto::name::is_kebab;

/// Makes the plans of everything that a graph has.
pub(in crate::proto) fn bind(graph: &Graph, mapping: &Mapping) -> Result<Plans, Error> {
    let mut binder = Binder {
        graph,
        names: unique(mapping.messages.iter().map(|it| (it.proto.as_str(), it)))?,
        ids: HashMap::new(),
        enum_ids: HashMap::new(),
        plans: Plans::default(),
    };
    let enum_names = unique(mapping.enums.iter().map(|it| (it.proto.as_str(), it)))?;
    for (position, (name, enumeration)) in graph.enums.iter().enumerate() {
        let names = enum_names.get(name.as_str()).ok_or_else(|| misfit(name, "is left out"))?;
        binder.plans.enums.push(bind_enum(enumeration, names)?);
        binder.enum_ids.insert(name.clone(), position);
    }
    // Contained messages come first, so that their types are there.
    let order: Vec<&String> = graph.components.iter().flatten().collect();
    binder.ids = order.iter().enumerate().map(|(position, name)| (name.as_str(), MessageId(position))).collect();
    for name in order {
        let message = graph.messages.get(name).ok_or_else(|| misfit(name, "is not in the proto"))?;
        let plan = binder.message(message)?;
        binder.plans.messages.push(plan);
    }
    let mut plans = binder.plans;
    plans.by_name =
        plans.messages.iter().enumerate().map(|(at, it)| (it.full_name().to_string(), MessageId(at))).collect();
    check_type_names(&plans)?;
    Types::fill(&mut plans, &graph.components)?;
    Ok(plans)
}

pub(in crate::proto) fn misfit(item: &str, problem: impl Into<String>) -> Error {
    Error::Mapping { item: item.to_string(), problem: problem.into() }
}

fn unique<'a, T>(entries: impl Iterator<Item = (&'a str, &'a T)>) -> Result<HashMap<&'a str, &'a T>, Error> {
    let mut all = HashMap::new();
    for (name, entry) in entries {
        if all.insert(name, entry).is_some() {
            return Err(misfit(name, "stands twice"));
        }
    }
    Ok(all)
}

/// A name of the mapping, which may have been edited.
fn name_of(item: &str, name: &str) -> Result<Name, Error> {
    if is_kebab(name) { Ok(name.into()) } else { Err(misfit(item, format!("has a name that is not WIT's: {name:?}"))) }
}

struct Binder<'a> {
    graph: &'a Graph,
    names: HashMap<&'a str, &'a MessageNames>,
    ids: HashMap<&'a str, MessageId>,
    enum_ids: HashMap<String, usize>,
    plans: Plans,
}

impl Binder<'_> {
    fn message(&self, message: &MessageDescriptor) -> Result<MessagePlan, Error> {
        let full = message.full_name();
        let (shape, members) = if is_wrapper(message) {
            let value = message.fields().next().ok_or_else(|| misfit(full, "has no field"))?;
            let value = self.field(full, &AnyField::Field(value), "value", false)?;
            (Shape::Wrapper, vec![Member::Field(value)])
        } else {
            let names = self.names.get(full).ok_or_else(|| misfit(full, "is left out"))?;
            let members = self.members(message, names)?;
            (self.shape(full, names, members.is_empty())?, members)
        };
        let mut places = HashMap::new();
        for (position, member) in members.iter().enumerate() {
            match member {
                Member::Field(field) => drop(places.insert(field.number, (position, 0))),
                Member::Oneof(oneof) => {
                    places.extend(oneof.cases.iter().enumerate().map(|(case, it)| (it.number, (position, case))));
                }
            }
        }
        Ok(MessagePlan { descriptor: message.clone(), shape, members, places, ty: Type::Bool, node: None })
    }

    fn shape(&self, full: &str, names: &MessageNames, is_empty: bool) -> Result<Shape, Error> {
        let name = name_of(full, &names.wit)?;
        let Some(component) = self.graph.recursive.get(full).and_then(|at| self.graph.components.get(*at)) else {
            return Ok(if is_empty { Shape::Empty { name } } else { Shape::Record { name } });
        };
        let node = names.node.as_deref().ok_or_else(|| misfit(full, "contains itself and has no `node`"))?;
        let any_node = names.any_node.as_deref().map(|any| name_of(full, any)).transpose()?;
        let first = component.first().and_then(|first| self.names.get(first.as_str()));
        if any_node.is_some() != (component.len() > 1) || first.is_none_or(|first| first.any_node != names.any_node) {
            return Err(misfit(full, "has another `any-node` than those that contain it"));
        }
        // Thousands of messages may share one list of them.
        let earlier = component.iter().filter_map(|member| self.ids.get(member.as_str()));
        let earlier = earlier.filter_map(|id| self.plans.message(*id)).find_map(|plan| match &plan.shape {
            Shape::Tree(tree) => Some(Arc::clone(&tree.kinds)),
            _ => None,
        });
        let kinds = match earlier {
            Some(kinds) => kinds,
            None => self.kinds(component)?,
        };
        Ok(Shape::Tree(TreeShape { name, node: name_of(full, node)?, any_node, kinds }))
    }

    fn kinds(&self, component: &[String]) -> Result<Arc<[(MessageId, Name)]>, Error> {
        let kinds = component.iter().map(|member| {
            let names = self.names.get(member.as_str()).ok_or_else(|| misfit(member, "is left out"))?;
            let id = self.ids.get(member.as_str()).copied().ok_or_else(|| misfit(member, "is not in the proto"))?;
            Ok((id, name_of(member, &names.wit)?))
        });
        kinds.collect()
    }

    /// The fields of a record in the mapping's order, with a oneof where its first field stands.
    fn members(&self, message: &MessageDescriptor, names: &MessageNames) -> Result<Vec<Member>, Error> {
        let full = message.full_name();
        let fields: HashMap<u32, AnyField> =
            AnyField::of(message).into_iter().map(|field| (field.number(), field)).collect();
        let (mut members, mut seen): (Vec<Member>, HashSet<u32>) = Default::default();
        for name in &names.fields {
            let item = format!("{full}.{}", name.proto);
            let field = fields.get(&name.number).filter(|field| field.name() == name.proto);
            let field = field.ok_or_else(|| misfit(&item, format!("is no field with the number {}", name.number)))?;
            if !seen.insert(name.number) {
                return Err(misfit(&item, "stands twice"));
            }
            let plan = self.field(&item, field, &name.wit, name.broker)?;
            let Some(oneof) = field.oneof() else {
                members.push(Member::Field(plan));
                continue;
            };
            let earlier = members.iter_mut().find_map(|member| match member {
                Member::Oneof(earlier) if earlier.proto == oneof.name() => Some(earlier),
                _ => None,
            });
            match earlier {
                Some(earlier) => earlier.cases.push(plan),
                None => members.push(Member::Oneof(self.oneof(full, oneof.name(), names, plan)?)),
            }
        }
        if seen.len() != fields.len() {
            return Err(misfit(full, format!("has {} fields, {} of them named", fields.len(), seen.len())));
        }
        let distinct: HashSet<&Name> = members.iter().map(Member::name).collect();
        let are_cases = members.iter().all(|member| match member {
            Member::Field(_) => true,
            Member::Oneof(oneof) => {
                oneof.cases.iter().map(|case| &case.name).collect::<HashSet<_>>().len() == oneof.cases.len()
            }
        });
        let is_distinct = distinct.len() == members.len() && are_cases;
        if is_distinct { Ok(members) } else { Err(misfit(full, "has two fields of one name")) }
    }

    fn oneof(&self, full: &str, proto: &str, names: &MessageNames, first: FieldPlan) -> Result<OneofPlan, Error> {
        let item = format!("{full}.{proto}");
        let names =
            names.oneofs.iter().find(|names| names.proto == proto).ok_or_else(|| misfit(&item, "is left out"))?;
        Ok(OneofPlan {
            proto: proto.to_string(),
            name: name_of(&item, &names.wit)?,
            ty_name: name_of(&item, &names.ty)?,
            cases: vec![first],
        })
    }

    fn field(&self, item: &str, field: &AnyField, name: &str, broker: bool) -> Result<FieldPlan, Error> {
        let kind = field.kind();
        let parent = match field {
            AnyField::Field(field) => field.parent_message().full_name().to_string(),
            AnyField::Extension(extension) => extension.containing_message().full_name().to_string(),
        };
        let (presence, kind) = match &kind {
            Kind::Message(entry) if entry.is_map_entry() => {
                let key = Scalar::of(&entry.map_entry_key_field().kind());
                let key = key.ok_or_else(|| misfit(item, "is a map without keys"))?;
                (Presence::Map { key }, entry.map_entry_value_field().kind())
            }
            _ => (presence_of(field), kind),
        };
        let item = self.item(item, &parent, &kind, field.is_group())?;
        Ok(FieldPlan { name: name_of(&parent, name)?, number: field.number(), presence, item, broker })
    }

    fn item(&self, item: &str, parent: &str, kind: &Kind, group: bool) -> Result<Item, Error> {
        match kind {
            Kind::Message(message) => {
                let id = self.ids.get(message.full_name()).copied();
                let id = id.ok_or_else(|| misfit(item, "holds a message that is not there"))?;
                let is_child = self.graph.is_child(parent, message.full_name());
                Ok(if is_child { Item::Child { id, group } } else { Item::Message { id, group } })
            }
            Kind::Enum(enumeration) => {
                let id = self.enum_ids.get(enumeration.full_name()).copied();
                id.map(Item::Enum).ok_or_else(|| misfit(item, "holds an enum that is not there"))
            }
            scalar => Scalar::of(scalar).map(Item::Scalar).ok_or_else(|| misfit(item, "holds nothing known")),
        }
    }
}

fn presence_of(field: &AnyField) -> Presence {
    match field.cardinality() {
        Cardinality::Repeated => Presence::Repeated { packed: field.is_packed() },
        Cardinality::Required => Presence::Required,
        Cardinality::Optional if field.oneof().is_some() => Presence::Case,
        Cardinality::Optional if field.has_presence() => Presence::Optional,
        Cardinality::Optional => Presence::Implicit,
    }
}

fn bind_enum(enumeration: &EnumDescriptor, names: &EnumNames) -> Result<EnumPlan, Error> {
    let full = enumeration.full_name();
    let (mut cases, mut by_number, mut seen) = (Vec::new(), HashMap::new(), HashSet::from([UNRECOGNIZED]));
    for value in &names.values {
        let declared = enumeration.values().any(|it| it.number() == value.number && it.name() == value.proto);
        let is_new = by_number.insert(value.number, cases.len()).is_none() && seen.insert(&value.wit);
        if !declared || !is_new {
            return Err(misfit(full, format!("has no value {} = {}, or has it twice", value.proto, value.number)));
        }
        cases.push((value.number, name_of(full, &value.wit)?));
    }
    if enumeration.values().any(|value| !by_number.contains_key(&value.number())) {
        return Err(misfit(full, "has a value that is left out"));
    }
    let (name, default) = (name_of(full, &names.wit)?, enumeration.default_value().number());
    Ok(EnumPlan { descriptor: enumeration.clone(), name, cases, by_number, default })
}

/// No two types of the interface may have one name.
fn check_type_names(plans: &Plans) -> Result<(), Error> {
    let mut seen: HashSet<Name> = crate::proto::status::TYPE_NAMES.iter().map(|name| Name::from(*name)).collect();
    let mut any_nodes: HashSet<Name> = HashSet::new();
    let mut take = |item: &str, name: &Name| {
        if seen.insert(name.clone()) { Ok(()) } else { Err(misfit(item, format!("has a name that is taken: {name}"))) }
    };
    for plan in &plans.messages {
        match &plan.shape {
            Shape::Wrapper => {}
            Shape::Empty { name } | Shape::Record { name } => take(plan.full_name(), name)?,
            Shape::Tree(tree) => {
                take(plan.full_name(), &tree.name)?;
                take(plan.full_name(), &tree.node)?;
                if let Some(any) = tree.any_node.as_ref().filter(|any| any_nodes.insert(Name::clone(any))) {
                    take(plan.full_name(), any)?;
                }
            }
        }
        for member in &plan.members {
            if let Member::Oneof(oneof) = member {
                take(plan.full_name(), &oneof.ty_name)?;
            }
        }
    }
    plans.enums.iter().try_for_each(|plan| take(plan.descriptor.full_name(), &plan.name))
}
