//! Interfaces and their tables.

use proptest::prelude::{any, prop, proptest};

use crate::limits::{MAX_FUNCTIONS, MAX_NAME_BYTES};
use crate::testing::arbitrary_interface;
use crate::{Error, Function, FunctionIndex, FunctionTable, Interface, fuzzing};

fn function(interface: Option<&str>, name: &str) -> Function {
    Function {
        interface: interface.map(Into::into),
        name: name.into(),
        is_async: false,
        params: Vec::new(),
        result: None,
    }
}

fn table(functions: &[(Option<&str>, &str)]) -> FunctionTable {
    FunctionTable::new(functions.iter().map(|(interface, name)| function(*interface, name)).collect()).unwrap()
}

proptest! {
    #[test]
    fn interfaces_round_trip(interface in arbitrary_interface()) {
        assert_eq!(Interface::from_bytes(&interface.to_bytes()), Ok(interface));
    }

    #[test]
    fn every_function_is_found(interface in arbitrary_interface()) {
        for (index, function) in interface.exports.iter() {
            assert_eq!(interface.exports.position(function.interface.as_deref(), &function.name), Some(index));
            assert_eq!(interface.exports.find(&function.full_name()), Ok(index));
        }
    }

    #[test]
    fn changed_bytes_give_an_answer(
        interface in arbitrary_interface(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..5),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = interface.to_bytes();
        for (position, bits) in flips {
            let position = position.index(bytes.len());
            bytes[position] ^= bits;
        }
        fuzzing::interface(&bytes);
        assert!(Interface::from_bytes(&bytes[..cut.index(bytes.len())]).is_err());
    }
}

#[test]
fn functions_are_found_by_what_people_write() {
    let table = table(&[
        (None, "render"),
        (Some("example:text/document@1.0.0"), "words"),
        (Some("example:text/document@1.0.0"), "adjust"),
        (Some("progress"), "words"),
    ]);
    let index = |name: &str| table.find(name).map(|index| index.0);
    assert_eq!(index("render"), Ok(0));
    assert_eq!(index("adjust"), Ok(1));
    assert_eq!(index("example:text/document@1.0.0#words"), Ok(2));
    assert_eq!(index("example:text/document#words"), Ok(2));
    assert_eq!(index("progress#words"), Ok(3));
    assert!(matches!(index("words"), Err(Error::AmbiguousFunction { candidates, .. }) if candidates.len() == 2));
    assert!(matches!(index("rendre"), Err(Error::UnknownFunction { nearest: Some(name), .. }) if name == "render"));
    assert!(matches!(index("something-else"), Err(Error::UnknownFunction { nearest: None, .. })));
    assert_eq!(table.get(FunctionIndex(4)), None);
}

#[test]
fn no_function_stands_twice_and_not_too_many() {
    let twice = FunctionTable::new(vec![function(None, "a"), function(Some("i"), "a"), function(None, "a")]);
    assert_eq!(twice, Err(Error::DuplicateFunction { function: "a".into() }));
    let many = (0..=MAX_FUNCTIONS).map(|number| function(None, &format!("f{number}"))).collect();
    assert!(matches!(FunctionTable::new(many), Err(Error::OverLimit { .. })));
}

#[test]
fn names_that_would_spoil_a_log_are_refused() {
    for name in ["", "a b", "a\nb", "a\u{1b}[1m", "ä", &"a".repeat(MAX_NAME_BYTES + 1)] {
        let interface = Interface { exports: table(&[(None, name)]), imports: FunctionTable::default() };
        assert!(matches!(Interface::from_bytes(&interface.to_bytes()), Err(Error::Malformed { .. })), "{name:?}");
    }
}

#[test]
fn only_the_canonical_form_is_read() {
    let bytes = Interface { exports: table(&[(None, "a"), (None, "b")]), imports: table(&[]) }.to_bytes();
    assert!(Interface::from_bytes(&bytes).is_ok());
    // The same count, spelt in three bytes.
    let long = [&[251, 2, 0], &bytes[1..]].concat();
    assert!(matches!(Interface::from_bytes(&long), Err(Error::Malformed { .. })));
    let swapped: Vec<u8> = bytes.iter().map(|byte| if let b'a' | b'b' = byte { byte ^ 3 } else { *byte }).collect();
    assert!(matches!(Interface::from_bytes(&swapped), Err(Error::Malformed { .. })));
}
