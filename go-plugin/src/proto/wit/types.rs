//! The types of the derived WIT.

use std::fmt::Write as _;

use amphi_protocol::Name;

use super::Writer;
use super::comments::lines;
use super::used::Used;
use crate::proto::name::escaped;
use crate::proto::plan::{
    EMPTY, EnumPlan, FieldPlan, Item, Member, MessagePlan, NODES, OneofPlan, Presence, Scalar, Shape, TreeShape,
    UNRECOGNIZED,
};

impl Writer<'_> {
    pub(super) fn write_types(&mut self, used: &Used) {
        let plans = self.source.plans;
        let mut messages: Vec<(usize, &MessagePlan)> = plans.messages.iter().enumerate().collect();
        messages.sort_by_key(|(_, plan)| plan.full_name());
        for (position, plan) in messages {
            let (is_used, is_node) = (used.messages.contains(&position), used.nodes.contains(&position));
            match &plan.shape {
                Shape::Empty { name } if is_used => self.empty(plan, name),
                Shape::Record { name } if is_used => self.record(plan, name),
                Shape::Tree(tree) => {
                    if is_used {
                        self.tree(plan, tree);
                    }
                    if is_node {
                        self.record(plan, &tree.node);
                    }
                    if is_node && tree.kinds.first().is_some_and(|(first, _)| first.0 == position) {
                        self.any_node(tree);
                    }
                }
                _ => {}
            }
        }
        for position in &used.enums {
            if let Some(plan) = plans.enumeration(*position) {
                self.enumeration(plan);
            }
        }
    }

    /// The type of a wrapper, which has no name.
    pub(super) fn wrapped_text(&self, full_name: &str) -> String {
        let plans = self.source.plans;
        let plan = plans.by_name.get(full_name).and_then(|id| plans.message(*id));
        plan.and_then(MessagePlan::wrapped).map(|field| self.item_text(&field.item)).unwrap_or_default()
    }

    fn empty(&mut self, plan: &MessagePlan, name: &Name) {
        self.type_comment(plan);
        let _ = writeln!(self.out, "    enum {} {{\n        {EMPTY},\n    }}", escaped(name));
    }

    fn tree(&mut self, plan: &MessagePlan, tree: &TreeShape) {
        self.out.push('\n');
        let element = tree.any_node.as_ref().unwrap_or(&tree.node);
        let own = format!("`{}`, which contains itself: a tree, as a list of nodes.", plan.full_name());
        let rule = "Node 0 is the root; every other node is referred to once, by its index.";
        self.comment("    ", &[own, rule.to_string()]);
        let (name, element) = (escaped(&tree.name), escaped(element));
        let _ = writeln!(self.out, "    record {name} {{\n        {NODES}: list<{element}>,\n    }}");
    }

    fn any_node(&mut self, tree: &TreeShape) {
        let Some(name) = &tree.any_node else { return };
        let _ = write!(self.out, "\n    /// A node of a tree of several messages.\n    variant {} {{\n", escaped(name));
        for (id, case) in tree.kinds.iter() {
            if let Some(Shape::Tree(kind)) = self.source.plans.message(*id).map(|plan| &plan.shape) {
                let _ = writeln!(self.out, "        {}({}),", escaped(case), escaped(&kind.node));
            }
        }
        self.out.push_str("    }\n");
    }

    fn record(&mut self, plan: &MessagePlan, name: &Name) {
        self.type_comment(plan);
        let _ = writeln!(self.out, "    record {} {{", escaped(name));
        for member in &plan.members {
            match member {
                Member::Field(field) => {
                    self.field_comment(plan, field);
                    let _ = writeln!(self.out, "        {}: {},", escaped(&field.name), self.field_text(field));
                }
                Member::Oneof(oneof) => {
                    let descriptor = plan.descriptor.oneofs().find(|it| it.name() == oneof.proto);
                    let path = descriptor.map(|it| it.path().to_vec()).unwrap_or_default();
                    let comment = self.comments.of(&plan.descriptor.parent_file(), &path);
                    self.comment("        ", &comment);
                    let _ =
                        writeln!(self.out, "        {}: option<{}>,", escaped(&oneof.name), escaped(&oneof.ty_name));
                }
            }
        }
        self.out.push_str("    }\n");
        for member in &plan.members {
            if let Member::Oneof(oneof) = member {
                self.oneof(plan, oneof);
            }
        }
    }

    fn oneof(&mut self, plan: &MessagePlan, oneof: &OneofPlan) {
        let _ = write!(
            self.out,
            "\n    /// The oneof `{}` of `{}`.\n    variant {} {{\n",
            oneof.proto,
            plan.full_name(),
            escaped(&oneof.ty_name)
        );
        for case in &oneof.cases {
            self.field_comment(plan, case);
            let is_empty = matches!(
                case.item,
                Item::Message { id, .. } if self.source.plans.message(id).is_some_and(MessagePlan::is_empty)
            );
            let payload = if is_empty { String::new() } else { format!("({})", self.item_text(&case.item)) };
            let _ = writeln!(self.out, "        {}{payload},", escaped(&case.name));
        }
        self.out.push_str("    }\n");
    }

    fn enumeration(&mut self, plan: &EnumPlan) {
        let descriptor = &plan.descriptor;
        let mut comment = self.comments.of(&descriptor.parent_file(), descriptor.path());
        if comment.is_empty() {
            comment.push(format!("`{}`.", descriptor.full_name()));
        }
        self.out.push('\n');
        self.comment("    ", &comment);
        let _ = writeln!(self.out, "    variant {} {{", escaped(&plan.name));
        for (number, name) in &plan.cases {
            // The number may have several values; the first has the case, the others are told.
            let values: Vec<_> = descriptor.values().filter(|value| value.number() == *number).collect();
            let mut comment = Vec::new();
            for value in &values {
                comment.extend(self.comments.of(&descriptor.parent_file(), value.path()));
            }
            if values.len() > 1 {
                let names: Vec<_> = values.iter().map(|value| format!("`{}`", value.name())).collect();
                comment.push(format!("{number} in the proto: {}.", names.join(", ")));
            }
            self.comment("        ", &comment);
            let _ = writeln!(self.out, "        {},", escaped(name));
        }
        let _ = writeln!(
            self.out,
            "        /// A number that the proto has no name for.\n        {UNRECOGNIZED}(s32),\n    }}"
        );
    }

    fn type_comment(&mut self, plan: &MessagePlan) {
        let mut comment = self.comments.of(&plan.descriptor.parent_file(), plan.descriptor.path());
        if comment.is_empty() {
            comment.push(format!("`{}`.", plan.full_name()));
        }
        self.out.push('\n');
        self.comment("    ", &comment);
    }

    fn field_comment(&mut self, plan: &MessagePlan, field: &FieldPlan) {
        let descriptor = plan.descriptor.get_field(field.number);
        let path = descriptor.as_ref().map(|it| it.path().to_vec()).unwrap_or_default();
        let mut comment = self.comments.of(&plan.descriptor.parent_file(), &path);
        let default = descriptor.and_then(|it| it.field_descriptor_proto().default_value.clone());
        if let Some(default) = default.filter(|_| field.presence == Presence::Optional) {
            comment.extend(lines(&format!("Where it is none, it means {}.", default.escape_debug())));
        }
        if field.broker {
            comment.push("An id of the broker: who receives it dials the service that listens there.".to_string());
        }
        if let Item::Child { id, .. } = field.item {
            let child = self.source.plans.message(id).map(MessagePlan::full_name).unwrap_or_default();
            let nodes = match field.presence {
                Presence::Repeated { .. } | Presence::Map { .. } => "Indices of nodes",
                _ => "The index of a node",
            };
            comment.push(format!("{nodes}: `{child}`."));
        }
        self.comment("        ", &comment);
    }

    fn field_text(&self, field: &FieldPlan) -> String {
        let item = self.item_text(&field.item);
        match field.presence {
            Presence::Implicit | Presence::Required | Presence::Case => item,
            Presence::Optional => format!("option<{item}>"),
            Presence::Repeated { .. } => format!("list<{item}>"),
            Presence::Map { key } => format!("list<tuple<{}, {item}>>", scalar_text(key)),
        }
    }

    fn item_text(&self, item: &Item) -> String {
        let plans = self.source.plans;
        match item {
            Item::Scalar(scalar) => scalar_text(*scalar).to_string(),
            Item::Enum(position) => plans.enumeration(*position).map(|plan| escaped(&plan.name)).unwrap_or_default(),
            Item::Child { .. } => "u32".to_string(),
            Item::Message { id, .. } => match plans.message(*id).map(|plan| (&plan.shape, plan)) {
                Some((Shape::Wrapper, plan)) => self.wrapped_text(plan.full_name()),
                Some((Shape::Empty { name } | Shape::Record { name }, _)) => escaped(name),
                Some((Shape::Tree(tree), _)) => escaped(&tree.name),
                None => String::new(),
            },
        }
    }
}

fn scalar_text(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => "s32",
        Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => "s64",
        Scalar::Uint32 | Scalar::Fixed32 => "u32",
        Scalar::Uint64 | Scalar::Fixed64 => "u64",
        Scalar::Float => "f32",
        Scalar::Double => "f64",
        Scalar::String => "string",
        Scalar::Bytes => "list<u8>",
    }
}
