//! Values that a host's own code may make: of the type, whatever they are, and of another.

use amphi_protocol::testing::{arbitrary_typed, arbitrary_value};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};

use super::super::{Error, Message};
use super::codec;

const MESSAGES: [(&str, &str); 10] = [
    ("constructs/proto3.proto", "constructs.three.Scalars"),
    ("constructs/proto3.proto", "constructs.three.Optionals"),
    ("constructs/proto3.proto", "constructs.three.Lists"),
    ("constructs/proto3.proto", "constructs.three.Maps"),
    ("constructs/proto3.proto", "constructs.three.Choices"),
    ("constructs/proto3.proto", "constructs.three.WellKnown"),
    ("constructs/proto2.proto", "constructs.two.All"),
    ("constructs/recursive.proto", "constructs.recursive.Folder"),
    ("constructs/recursive.proto", "constructs.recursive.Drawer"),
    ("hashicorp/terraform-plugin-go/tfplugin6.proto", "tfplugin6.GetProviderSchema.Response"),
];

fn run<T: std::fmt::Debug>(strategy: &impl Strategy<Value = T>, test: impl Fn(T) -> Result<(), TestCaseError>) {
    let mut runner = TestRunner::new(Config { cases: 60, failure_persistence: None, ..Config::default() });
    match runner.run(strategy, test) {
        Ok(()) => {}
        Err(TestError::Fail(reason, value)) => panic!("{reason}: {value:?}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

/// What is written of a value that fits reads as one that writes the same.
fn settles(message: &Message, bytes: &[u8]) -> Result<(), TestCaseError> {
    let read = message.decode(bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let again = message.encode(&read).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let settled = message.decode(&again).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(format!("{:?}", settled), format!("{:?}", read));
    Ok(())
}

#[test]
fn any_value_of_the_type_is_written_or_is_no_tree() {
    for (proto, name) in MESSAGES {
        let message = codec(proto).message(name).unwrap();
        run(&arbitrary_value(&message.ty()), |value| match message.encode(&value) {
            Ok(bytes) => settles(&message, &bytes),
            // Nodes that are no tree, and keys that stand twice, are all that a value of the type can get wrong.
            Err(Error::Tree { .. }) => Ok(()),
            Err(Error::Value { expected, .. }) if expected == "each key once" => Ok(()),
            Err(other) => Err(TestCaseError::fail(format!("{other:?}"))),
        });
    }
}

#[test]
fn any_value_of_another_type_is_refused() {
    for (proto, name) in MESSAGES {
        let message = codec(proto).message(name).unwrap();
        run(&arbitrary_typed(3), |(_, value)| {
            let is_refused = matches!(message.encode(&value), Err(Error::Value { .. } | Error::Tree { .. }));
            prop_assert!(is_refused);
            Ok(())
        });
    }
}
