//! Which types the text needs: a message without fields mostly needs none.

use std::collections::BTreeSet;

use crate::proto::function::Function;
use crate::proto::plan::{FieldPlan, Item, Member, MessageId, Plans, Presence, Shape};

/// The types that functions, and the types that they use, refer to.
#[derive(Default)]
pub(super) struct Used {
    /// Messages where they are used as a whole.
    pub(super) messages: BTreeSet<usize>,
    /// Messages that are nodes.
    pub(super) nodes: BTreeSet<usize>,
    pub(super) enums: BTreeSet<usize>,
}

impl Used {
    pub(super) fn by(plans: &Plans, functions: &[Function]) -> Self {
        let mut used = Self::default();
        let mut waiting = Vec::new();
        for function in functions {
            let sides = [
                (function.request(), function.is_client_streaming()),
                (function.response(), function.is_server_streaming()),
            ];
            for (message, is_stream) in sides {
                if let Some(id) = plans.by_name.get(message.full_name()).copied()
                    && (is_stream || !message.is_empty())
                {
                    waiting.push(id);
                }
            }
        }
        while let Some(id) = waiting.pop() {
            if used.messages.insert(id.0) {
                used.follow(plans, id, &mut waiting);
            }
        }
        used
    }

    fn follow(&mut self, plans: &Plans, id: MessageId, waiting: &mut Vec<MessageId>) {
        let Some(plan) = plans.message(id) else { return };
        let members: Vec<&Member> = match &plan.shape {
            Shape::Tree(tree) => {
                let ids = tree.kinds.iter().map(|(id, _)| *id);
                self.nodes.extend(ids.clone().map(|id| id.0));
                ids.filter_map(|id| plans.message(id)).flat_map(|plan| &plan.members).collect()
            }
            _ => plan.members.iter().collect(),
        };
        for member in members {
            match member {
                Member::Field(field) => self.field(plans, field, waiting),
                Member::Oneof(oneof) => oneof.cases.iter().for_each(|case| self.field(plans, case, waiting)),
            }
        }
    }

    fn field(&mut self, plans: &Plans, field: &FieldPlan, waiting: &mut Vec<MessageId>) {
        match field.item {
            Item::Enum(position) => drop(self.enums.insert(position)),
            Item::Message { id, .. } => {
                let is_empty = plans.message(id).is_some_and(|plan| plan.is_empty());
                if !(is_empty && field.presence == Presence::Case) {
                    waiting.push(id);
                }
            }
            Item::Scalar(_) | Item::Child { .. } => {}
        }
    }
}
