//! Worlds found in components.

use super::{FORMATTER, component, world};
use crate::{Error, World, compare, digest, digests, interface_of_component};

#[test]
fn a_component_has_the_interface_of_its_wit() {
    let source = world(FORMATTER);
    let expected = source.interface().unwrap();
    let found = interface_of_component(&component(&source)).unwrap();
    assert_eq!(found, expected);
    assert_eq!(digest(&found), digest(&expected));
    assert_eq!(digests(&found), digests(&expected));
    compare(&expected, &expected.imports, &found).unwrap();
}

#[test]
fn a_found_world_can_be_carried_on() {
    let found = World::from_component(&component(&world(FORMATTER))).unwrap();
    let section = crate::read_section(&found.to_section().unwrap()).unwrap();
    assert_eq!(section.interface, found.interface().unwrap());
    assert_eq!(section.world().unwrap().interface().unwrap(), section.interface);
}

#[test]
fn other_bytes_are_named() {
    let found = |bytes: &[u8]| match interface_of_component(bytes).unwrap_err() {
        Error::NotAComponent { found } => found,
        other => panic!("{other}"),
    };
    assert!(found(b"\0asm\x01\0\0\0").contains("core module"));
    assert!(found(b"\x7fELF\x02\x01\x01\0\0").contains("something else"));
    assert!(found(b"").contains("something else"));
    let source = world(FORMATTER);
    let (resolve, id) = source.resolve();
    let package = resolve.worlds[id].package.unwrap();
    assert!(found(&wit_component::encode(resolve, package).unwrap()).contains("WIT package"));
}

/// A core module in a component, whose one function is said to have 2 GiB. Found by fuzzing.
#[test]
fn what_is_announced_inside_is_not_allocated() {
    let code = [10, 8, 1, 0xff, 0xff, 0xff, 0xff, 0x07, 0, 0x0b];
    let module = [&b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0"[..], &code].concat();
    let length = u8::try_from(module.len()).unwrap();
    let component = [&b"\0asm\x0d\0\x01\0"[..], &[1, length], &module].concat();
    assert!(matches!(interface_of_component(&component), Err(Error::Component { .. })));
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let kibibytes: u64 = peak.trim().trim_end_matches("kB").trim().parse().unwrap();
        assert!(kibibytes < 1 << 20, "{kibibytes} KiB");
    }
}
