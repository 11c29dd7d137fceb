//! Go reads what is written here, and what Go writes is what was recorded.

use std::io::Write;
use std::process::{Command, Stdio};

use super::recorded::streams;
use super::{decode, encode};
use crate::testing::go_program;

#[test]
fn go_reads_what_is_written_here() {
    let Some(program) = go_program("go", "./gob") else { return };
    let mut go = Command::new(program);
    let mut child = go.arg("read").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = String::new();
    for (name, stream) in streams() {
        let bytes = encode(&decode(&stream).unwrap()).unwrap();
        let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        lines.push_str(&format!("{name}|{text}\n"));
    }
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.lines().count(), streams().len());
    for line in said.lines() {
        assert!(line.ends_with("|ok"), "{line}");
    }
}

#[test]
fn what_was_recorded_is_what_go_writes() {
    let Some(program) = go_program("go", "./gob") else { return };
    let output = Command::new(program).arg("write").output().unwrap();
    let recorded = include_str!("../../../testdata/gob/recorded.txt");
    // Numbers of types and the order of maps are not the same in every run, the values are.
    let said = String::from_utf8(output.stdout).unwrap();
    for (line, known) in said.lines().zip(recorded.lines()) {
        let values = |line: &str| {
            let (name, text) = line.split_once('|').unwrap();
            (name.to_string(), decode(&super::hex(text)).unwrap())
        };
        assert_eq!(values(line), values(known));
    }
    assert_eq!(said.lines().count(), recorded.lines().count());
}
