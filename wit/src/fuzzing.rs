//! What every reader of untrusted files must do with any bytes: give an answer, and one that holds. The fuzz targets
//! and the property tests call these.
//!
//! Not a part of the API: behind the private feature `_fuzz`.

use std::io::Cursor;

use amphi_protocol::{Decode, Reader, Type};

use crate::{World, digest, interface_of_component, read_section, section_of_reader, wave};

/// The bytes of a section, and what may follow its first words, which a fuzzer hardly guesses.
pub fn section(bytes: &[u8]) {
    any_section(bytes);
    any_section(&[b"AMPHIWIT\x01\0\0\0", bytes].concat());
}

/// The digest is that of the interface. The WIT is only decoded on demand, and is as hostile as the rest.
fn any_section(bytes: &[u8]) {
    let Ok(section) = read_section(bytes) else { return };
    assert_eq!(section.digest, digest(&section.interface));
    drop(section.world().and_then(|world| world.interface()));
}

/// An executable: its section, if it has one, is one by itself.
pub fn executable(bytes: &[u8]) {
    if let Ok(section) = section_of_reader(Cursor::new(bytes)) {
        assert_eq!(section.digest, digest(&section.interface));
    }
}

/// A component, with or without a world in it.
pub fn component(bytes: &[u8]) {
    drop(interface_of_component(bytes));
    drop(World::from_component(bytes).and_then(|world| world.to_section()));
}

/// A type, and text for it: what is read is written, and then read as the same. The type stands before the text, as the
/// bytes of an interface have it.
pub fn wave(bytes: &[u8]) {
    let mut input = Reader::new(bytes);
    let Ok(ty) = Type::decode(&mut input) else { return };
    let Ok(rest) = input.take(input.remaining()) else { return };
    if let Ok(text) = str::from_utf8(rest) {
        wave_of(&ty, text);
    }
}

pub(crate) fn wave_of(ty: &Type, text: &str) {
    let Ok(value) = wave::parse(ty, text) else { return };
    let written = wave::display(&value).to_string();
    let again = wave::parse(ty, &written).map(|value| wave::display(&value).to_string());
    assert_eq!(again.as_deref(), Ok(written.as_str()));
}
