//! Whether a plugin fits what a host expects, and if not, every reason why.

mod change;
mod difference;
mod types;
mod version;

use amphi_protocol::{Function, FunctionIndex, FunctionTable, Interface, Resource, ResourceIndex};

pub use amphi_protocol::Side;
pub use change::Change;
pub use difference::{Difference, Incompatible, Mismatch};

/// How the numbers of host and plugin belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Binding {
    /// At the position of a function that the host expects: its number in the plugin's exports.
    pub exports: Vec<FunctionIndex>,
    /// At the position of a function that the plugin imports: its number in what the host offers.
    pub imports: Vec<FunctionIndex>,
    /// At the position of a resource that the host expects: its number in the plugin's exports.
    pub exported_resources: Vec<ResourceIndex>,
    /// At the position of a resource that the plugin imports: its number in what the host offers.
    pub imported_resources: Vec<ResourceIndex>,
}

/// Compares a plugin with its host's expectations.
///
/// The plugin may export more than `expected.exports`; what it imports must all be in `offered_imports`.
/// Functions fit if their parameters, names included, and their results are the same. An interface of another
/// version fits if that version is compatible as semver has it.
///
/// # Errors
///
/// Every difference, both directions, readable as it is.
pub fn compare(
    expected: &Interface,
    offered_imports: &FunctionTable,
    plugin: &Interface,
) -> Result<Binding, Incompatible> {
    let mut differences = Vec::new();
    let exports = bind(Side::Export, &expected.exports, &plugin.exports, &mut differences);
    let imports = bind(Side::Import, &plugin.imports, offered_imports, &mut differences);
    let exported_resources = bind_resources(Side::Export, &expected.exports, &plugin.exports, &mut differences);
    let imported_resources = bind_resources(Side::Import, &plugin.imports, offered_imports, &mut differences);
    if differences.is_empty() {
        Ok(Binding { exports, imports, exported_resources, imported_resources })
    } else {
        Err(Incompatible { differences })
    }
}

/// Finds each wanted resource among those that are there: the same interface first, then a compatible version.
fn bind_resources(
    side: Side,
    wanted: &FunctionTable,
    there: &FunctionTable,
    differences: &mut Vec<Difference>,
) -> Vec<ResourceIndex> {
    let mut bound = Vec::new();
    for (_, resource) in wanted.resources() {
        match there.resource_position(resource).or_else(|| highest_resource(resource, there)) {
            Some(index) => bound.push(index),
            None => {
                let function = resource.full_name();
                differences.push(Difference { side, function, mismatch: Mismatch::MissingResource });
            }
        }
    }
    bound
}

/// The same resource of the highest compatible version of its interface: where its functions are found too.
fn highest_resource(wanted: &Resource, there: &FunctionTable) -> Option<ResourceIndex> {
    let interface = wanted.interface.as_deref()?;
    let compatible = there.resources().filter(|(_, found)| types::same_resource(wanted, found));
    let versions = compatible
        .filter_map(|(index, found)| Some((version::compatible(interface, found.interface.as_deref()?)?, index)));
    versions.max().map(|(_, index)| index)
}

/// Finds each wanted function among those that are there.
fn bind(
    side: Side,
    wanted: &FunctionTable,
    there: &FunctionTable,
    differences: &mut Vec<Difference>,
) -> Vec<FunctionIndex> {
    // The usual case: both were made from one source.
    if wanted == there {
        return there.iter().map(|(index, _)| index).collect();
    }
    let mut bound = Vec::with_capacity(wanted.len());
    for (_, function) in wanted.iter() {
        let mut differs = |mismatch| {
            differences.push(Difference { side, function: function.full_name(), mismatch });
        };
        match find(function, there) {
            None => differs(Mismatch::Missing { nearest: nearest(function, there) }),
            Some((index, found)) => {
                bound.push(index);
                difference::of_signatures(function, found).into_iter().for_each(&mut differs);
            }
        }
    }
    bound
}

/// The function of the same interface, or else of its highest compatible version.
fn find<'t>(wanted: &Function, there: &'t FunctionTable) -> Option<(FunctionIndex, &'t Function)> {
    if let Some(index) = there.position(wanted.interface.as_deref(), &wanted.name) {
        return Some((index, there.get(index)?));
    }
    let interface = wanted.interface.as_deref()?;
    there
        .iter()
        .filter(|(_, function)| function.name == wanted.name)
        .filter_map(|found| Some((version::compatible(interface, found.1.interface.as_deref()?)?, found)))
        .max_by_key(|(version, _)| *version)
        .map(|(_, found)| found)
}

/// A name that may have been meant: the nearest there is, in whatever interface.
fn nearest(wanted: &Function, there: &FunctionTable) -> Option<String> {
    match there.find(&wanted.name) {
        Ok(index) => there.get(index).map(Function::full_name),
        Err(amphi_protocol::Error::UnknownFunction { nearest, .. }) => nearest,
        Err(amphi_protocol::Error::AmbiguousFunction { candidates, .. }) => candidates.into_iter().next(),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests;
