//! Messages that contain themselves, as people walk and make them.

use amphi_protocol::{List, Name, Value};

use super::error::{Error, TreeFault};
use super::function::elements;
use super::plan::NODES;

/// The nodes of a recursive message, to be walked: node 0 is the root.
///
/// ```
/// use amphi_go_plugin::proto::{Tree, TreeBuilder};
/// use amphi_protocol::Value;
///
/// // message Folder { string name = 1; repeated Folder inner = 2; }
/// let folder = |name: &str, inner: Vec<u32>| Value::record([("name", name.into()), ("inner", Value::from(inner))]);
/// let mut builder = TreeBuilder::new();
/// let root = builder.reserve();
/// let inner = builder.add(folder("inner", vec![]));
/// builder.set(root, folder("outer", vec![inner]))?;
/// let value = builder.finish();
///
/// let tree = Tree::of(&value).ok_or("a tree")?;
/// let names = |node: amphi_go_plugin::proto::Node<'_>| format!("{:?}", node.field("name"));
/// assert_eq!(names(tree.root().ok_or("a root")?), "Some(String(\"outer\"))");
/// let children: Vec<_> = tree.root().ok_or("a root")?.children("inner").map(names).collect();
/// assert_eq!(children, ["Some(String(\"inner\"))"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Tree<'v> {
    nodes: &'v [Value],
}

/// A node of a tree.
#[derive(Clone, Copy, Debug)]
pub struct Node<'v> {
    tree: Tree<'v>,
    index: u32,
    kind: Option<&'v str>,
    fields: &'v [(Name, Value)],
}

/// Makes a recursive message of its nodes.
#[derive(Clone, Debug, Default)]
pub struct TreeBuilder {
    nodes: Vec<Value>,
}

impl<'v> Tree<'v> {
    /// The tree of a value, if it is a record of nodes.
    pub fn of(value: &'v Value) -> Option<Self> {
        match value {
            Value::Record(fields) => match fields.as_slice() {
                [(name, list @ Value::List(_))] if &**name == NODES => Some(Self { nodes: elements(list) }),
                _ => None,
            },
            _ => None,
        }
    }

    /// The node that contains all others.
    pub fn root(&self) -> Option<Node<'v>> {
        self.get(0)
    }

    /// A node by its index.
    pub fn get(&self, index: u32) -> Option<Node<'v>> {
        let node = self.nodes.get(usize::try_from(index).ok()?)?;
        let (kind, record) = match node {
            Value::Variant(kind, Some(record)) => (Some(&**kind), &**record),
            record => (None, record),
        };
        let Value::Record(fields) = record else { return None };
        Some(Node { tree: *self, index, kind, fields })
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node, not even a root.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

impl<'v> Node<'v> {
    /// The index.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Which message it is, in WIT's name, where several contain each other.
    pub fn kind(&self) -> Option<&'v str> {
        self.kind
    }

    /// A field in WIT's name; one that holds other nodes holds their indices.
    pub fn field(&self, name: &str) -> Option<&'v Value> {
        self.fields.iter().find(|(own, _)| &**own == name).map(|(_, value)| value)
    }

    /// The nodes that a field holds: of an option none or one, of a list or a map all, of a oneof that of its case.
    ///
    /// A field that holds plain numbers is taken for one that holds indices: the type tells the two apart.
    pub fn children(&self, name: &str) -> impl Iterator<Item = Node<'v>> + use<'v> {
        let tree = self.tree;
        self.field(name).map(indices).unwrap_or_default().into_iter().filter_map(move |index| tree.get(index))
    }

    /// The key and the node of each entry of a map.
    pub fn entries(&self, name: &str) -> impl Iterator<Item = (&'v Value, Node<'v>)> + use<'v> {
        let tree = self.tree;
        let pairs = self.field(name).map(elements).unwrap_or_default();
        pairs.iter().filter_map(move |pair| match pair {
            Value::Tuple(pair) => match pair.as_slice() {
                [key, Value::U32(index)] => Some((key, tree.get(*index)?)),
                _ => None,
            },
            _ => None,
        })
    }
}

fn indices(value: &Value) -> Vec<u32> {
    match value {
        Value::U32(index) => vec![*index],
        Value::List(List::U32(indices)) => indices.clone(),
        Value::List(List::Values(values)) => values.iter().flat_map(indices).collect(),
        Value::Tuple(pair) => pair.get(1).map(indices).unwrap_or_default(),
        Value::Option(Some(inner)) | Value::Variant(_, Some(inner)) => indices(inner),
        _ => Vec::new(),
    }
}

impl TreeBuilder {
    /// A tree without nodes; the first that is added or reserved is the root.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a node and gives its index.
    pub fn add(&mut self, node: Value) -> u32 {
        let index = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(node);
        index
    }

    /// Takes an index for a node whose children are made before it.
    pub fn reserve(&mut self) -> u32 {
        self.add(Value::Record(Vec::new()))
    }

    /// Puts a node at an index that was [reserved](Self::reserve).
    ///
    /// # Errors
    ///
    /// [`TreeFault::OutOfRange`] for an index that was not.
    pub fn set(&mut self, index: u32, node: Value) -> Result<(), Error> {
        let place = usize::try_from(index).ok().and_then(|place| self.nodes.get_mut(place));
        *place.ok_or_else(|| Error::tree(index, TreeFault::OutOfRange))? = node;
        Ok(())
    }

    /// Makes the value. Whether it is a tree is checked when it is encoded.
    pub fn finish(self) -> Value {
        Value::record([(NODES, Value::List(List::Values(self.nodes)))])
    }
}
