//! The WIT type of every message, contained ones first.

use std::ops::Range;

use amphi_protocol::limits::MAX_TYPE_DEPTH;
use amphi_protocol::{Case, Field, Type};

use super::{
    EMPTY, EnumPlan, FieldPlan, Item, Member, MessagePlan, NODES, Plans, Presence, Scalar, Shape, UNRECOGNIZED,
};
use crate::proto::error::Error;

/// Types as far as they are made.
pub(super) struct Types {
    /// How deep the type of each message nests.
    depths: Vec<usize>,
    enums: Vec<Type>,
}

impl Types {
    /// Gives every plan its type.
    pub(super) fn fill(plans: &mut Plans, components: &[Vec<String>]) -> Result<(), Error> {
        let enums = plans.enums.iter().map(of_enum).collect();
        let mut types = Self { depths: vec![0; plans.messages.len()], enums };
        let mut start = 0;
        for component in components {
            let range = start..start + component.len();
            start = range.end;
            types.component(plans, range)?;
        }
        Ok(())
    }

    /// The types of messages that contain each other, or of one.
    fn component(&mut self, plans: &mut Plans, range: Range<usize>) -> Result<(), Error> {
        let mut made = Vec::new();
        let mut deepest = 0;
        for position in range.clone() {
            let Some(plan) = plans.messages.get(position) else { continue };
            let depth = self.depth(plan);
            if depth > MAX_TYPE_DEPTH {
                let what = "depth of a type";
                return Err(Error::OverLimit { what, got: depth as u64, limit: MAX_TYPE_DEPTH as u64 });
            }
            deepest = deepest.max(depth);
            made.push(self.body(plans, plan));
        }
        let any_node = any_node(plans, &range, &made);
        for (position, body) in range.zip(made) {
            let Some(plan) = plans.messages.get_mut(position) else { continue };
            (plan.ty, plan.node) = match &plan.shape {
                Shape::Tree(_) => {
                    let node = any_node.clone().unwrap_or(body);
                    (Type::record([(NODES, Type::list(node.clone()))]), Some(node))
                }
                _ => (body, None),
            };
            if let Some(depth) = self.depths.get_mut(position) {
                // The record, the list and the variant around the nodes.
                *depth = deepest + if matches!(plan.shape, Shape::Tree(_)) { 3 } else { 0 };
            }
        }
        Ok(())
    }

    fn depth(&self, plan: &MessagePlan) -> usize {
        let fields = plan.members.iter().flat_map(|member| match member {
            Member::Field(field) => std::slice::from_ref(field),
            Member::Oneof(oneof) => oneof.cases.as_slice(),
        });
        let depths = fields.map(|field| match field.item {
            Item::Message { id, .. } => self.depths.get(id.0).copied().unwrap_or_default(),
            _ => 1,
        });
        // At most a list and a tuple, or an option and a variant, stand between.
        depths.max().unwrap_or_default() + 3
    }

    /// The record of a message, or of a node.
    fn body(&self, plans: &Plans, plan: &MessagePlan) -> Type {
        match &plan.shape {
            Shape::Wrapper => plan.wrapped().map_or(Type::Bool, |field| self.item(plans, &field.item)),
            Shape::Empty { .. } => Type::enumeration([EMPTY]),
            Shape::Record { .. } | Shape::Tree(_) => {
                let field = |member: &Member| Field { name: member.name().clone(), ty: self.member(plans, member) };
                Type::Record(plan.members.iter().map(field).collect())
            }
        }
    }

    fn member(&self, plans: &Plans, member: &Member) -> Type {
        match member {
            Member::Field(field) => self.field(plans, field),
            Member::Oneof(oneof) => {
                let case = |case: &FieldPlan| Case {
                    name: case.name.clone(),
                    ty: (!is_empty(plans, &case.item)).then(|| self.item(plans, &case.item)),
                };
                Type::option(Type::Variant(oneof.cases.iter().map(case).collect()))
            }
        }
    }

    fn field(&self, plans: &Plans, field: &FieldPlan) -> Type {
        let item = self.item(plans, &field.item);
        match field.presence {
            Presence::Implicit | Presence::Required | Presence::Case => item,
            Presence::Optional => Type::option(item),
            Presence::Repeated { .. } => Type::list(item),
            Presence::Map { key } => Type::list(Type::tuple([of_scalar(key), item])),
        }
    }

    fn item(&self, plans: &Plans, item: &Item) -> Type {
        match item {
            Item::Scalar(scalar) => of_scalar(*scalar),
            Item::Enum(position) => self.enums.get(*position).cloned().unwrap_or(Type::S32),
            Item::Message { id, .. } => plans.message(*id).map_or(Type::Bool, |plan| plan.ty.clone()),
            Item::Child { .. } => Type::U32,
        }
    }
}

/// The variant of the nodes of messages that contain each other, made once for all of them.
fn any_node(plans: &Plans, range: &Range<usize>, bodies: &[Type]) -> Option<Type> {
    let Shape::Tree(tree) = &plans.messages.get(range.start)?.shape else { return None };
    tree.any_node.as_ref()?;
    let cases = tree.kinds.iter().zip(bodies);
    Some(Type::Variant(cases.map(|((_, name), body)| Case { name: name.clone(), ty: Some(body.clone()) }).collect()))
}

/// Whether this is a message without fields: a case of a oneof needs no payload for it.
pub(super) fn is_empty(plans: &Plans, item: &Item) -> bool {
    matches!(item, Item::Message { id, .. } if plans.message(*id).is_some_and(MessagePlan::is_empty))
}

fn of_enum(plan: &EnumPlan) -> Type {
    let cases = plan.cases.iter().map(|(_, name)| Case { name: name.clone(), ty: None });
    let unrecognized = Case { name: UNRECOGNIZED.into(), ty: Some(Type::S32) };
    Type::Variant(cases.chain([unrecognized]).collect())
}

fn of_scalar(scalar: Scalar) -> Type {
    match scalar {
        Scalar::Bool => Type::Bool,
        Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => Type::S32,
        Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => Type::S64,
        Scalar::Uint32 | Scalar::Fixed32 => Type::U32,
        Scalar::Uint64 | Scalar::Fixed64 => Type::U64,
        Scalar::Float => Type::F32,
        Scalar::Double => Type::F64,
        Scalar::String => Type::String,
        Scalar::Bytes => Type::list(Type::U8),
    }
}
