//! Versions of interfaces: which of them may stand for another.

/// Gives the version of `found` if it can stand for `wanted`: the same interface, on the same track.
///
/// As in the component model, a track is the first part of a version that is not zero, pre-releases stand for nothing
/// but themselves, and metadata of the build (`+…`) says nothing.
pub(super) fn compatible(wanted: &str, found: &str) -> Option<[u64; 3]> {
    let (wanted_name, wanted_version) = wanted.split_once('@')?;
    let (found_name, found_version) = found.split_once('@')?;
    let (wanted, found) = (without_build(wanted_version), without_build(found_version));
    let (release, version) = parse(found)?;
    let fits = wanted == found || parse(wanted).is_some_and(|(_, other)| release && track(other) == track(version));
    (wanted_name == found_name && fits && is_release(wanted) == release).then_some(version)
}

fn without_build(version: &str) -> &str {
    version.split('+').next().unwrap_or(version)
}

fn is_release(version: &str) -> bool {
    !version.contains('-')
}

/// The three numbers, and whether they are all.
fn parse(version: &str) -> Option<(bool, [u64; 3])> {
    let numbers = version.split('-').next().unwrap_or(version);
    let mut parts = numbers.split('.').map(|part| part.parse::<u64>().ok());
    let parsed = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some((is_release(version), parsed))
}

fn track(version: [u64; 3]) -> [u64; 3] {
    match version {
        [0, 0, patch] => [0, 0, patch],
        [0, minor, _] => [0, minor, 0],
        [major, ..] => [major, 0, 0],
    }
}
