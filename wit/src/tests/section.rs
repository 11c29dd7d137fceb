//! The section's framing.

use amphi_protocol::Interface;

use super::{FORMATTER, world};
use crate::section::frame_section;
use crate::{Error, digest, read_section};

#[test]
fn a_section_gives_back_its_world() {
    let source = world(FORMATTER);
    let mut bytes = source.to_section().unwrap();
    assert!(bytes.starts_with(b"AMPHIWIT\x01\0\0\0"));
    bytes.extend_from_slice(&[0; 7]);
    let section = read_section(&bytes).unwrap();
    assert_eq!(section.interface, source.interface().unwrap());
    assert_eq!(section.digest, digest(&section.interface));
    assert_eq!(section.world_name(), "formatter");
    assert_eq!(section.world().unwrap().interface().unwrap(), section.interface);
}

#[test]
fn only_our_version_is_read() {
    let mut bytes = world(FORMATTER).to_section().unwrap();
    bytes[8] = 2;
    assert!(matches!(read_section(&bytes), Err(Error::SectionVersion { got: 2, known: 1 })));
    bytes[0] = b'B';
    assert!(matches!(read_section(&bytes), Err(Error::Section { .. })));
}

#[test]
fn lying_lengths_are_refused() {
    let bytes = world(FORMATTER).to_section().unwrap();
    for position in [12, 16] {
        let mut huge = bytes.clone();
        huge[position..position + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(matches!(read_section(&huge), Err(Error::TooLarge { .. })));
        let mut past = bytes.clone();
        past[position + 2] = 1;
        assert!(matches!(read_section(&past), Err(Error::Section { .. } | Error::Interface(_))));
    }
}

#[test]
fn functions_out_of_order_are_refused() {
    let one = world("package a:b; world w { export a: func(); }").interface().unwrap().to_bytes();
    let two = world("package a:b; world w { export b: func(); }").interface().unwrap().to_bytes();
    // Count, the functions, then no imports.
    let function = |bytes: &[u8]| bytes[1..bytes.len() - 1].to_vec();
    let unsorted = [vec![2], function(&two), function(&one), vec![0]].concat();
    let mut bytes = frame_section(&Interface::default(), "w", b"").unwrap();
    let rest = bytes.split_off(20 + Interface::default().to_bytes().len());
    bytes.truncate(20);
    bytes[12..16].copy_from_slice(&u32::try_from(unsorted.len()).unwrap().to_le_bytes());
    bytes.extend(unsorted);
    bytes.extend(rest);
    assert!(matches!(read_section(&bytes), Err(Error::Interface(_))));
}
