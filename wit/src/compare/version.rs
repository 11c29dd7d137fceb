//! Versions of interfaces: which of them may stand for another.

/// Gives the version of `found` if it can stand for `wanted`: the same interface, on the same track.
///
/// As in the component model, a track is the first part of a version that is not zero, and pre-releases
/// stand for nothing but themselves.
pub(super) fn compatible(wanted: &str, found: &str) -> Option<[u64; 3]> {
    let (wanted_name, wanted_version) = wanted.split_once('@')?;
    let (found_name, found_version) = found.split_once('@')?;
    let (wanted, found) = (parse(wanted_version)?, parse(found_version)?);
    (wanted_name == found_name && track(wanted) == track(found)).then_some(found)
}

fn parse(version: &str) -> Option<[u64; 3]> {
    let mut parts = version.split('.').map(|part| part.parse::<u64>().ok());
    let parsed = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(parsed)
}

fn track(version: [u64; 3]) -> [u64; 3] {
    match version {
        [0, 0, patch] => [0, 0, patch],
        [0, minor, _] => [0, minor, 0],
        [major, ..] => [major, 0, 0],
    }
}
