//! Recordings of real plugins as seeds, for the tests of all that reads what a plugin sends: how they are written and
//! damaged, and those of what a process says before and beside its session.

use amphi_protocol::handshake::{HandshakeLine, HandshakeScanner};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::fuzzing;
use crate::hclog::{Event, LogReader};
use crate::testing::go_program;

/// What may happen to a recording.
#[derive(Clone, Debug)]
pub(crate) enum Damage {
    /// Some bits of a byte.
    Change { at: Index, bits: u8 },
    /// The rest is missing.
    Cut { at: Index },
    /// A part comes twice.
    Repeat { from: Index, to: Index },
    /// It goes on with a part of another.
    Splice { from: Index, to: Index },
}

pub(crate) fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<Index>;
    prop_oneof![
        4 => (index(), 1..=u8::MAX).prop_map(|(at, bits)| Damage::Change { at, bits }),
        1 => index().prop_map(|at| Damage::Cut { at }),
        1 => (index(), index()).prop_map(|(from, to)| Damage::Repeat { from, to }),
        1 => (index(), index()).prop_map(|(from, to)| Damage::Splice { from, to }),
    ]
}

impl Damage {
    /// Where it happens.
    pub(crate) fn place(&self) -> Index {
        match self {
            Self::Change { at, .. } | Self::Cut { at } => *at,
            Self::Repeat { from, .. } | Self::Splice { from, .. } => *from,
        }
    }

    /// Does it to bytes. What they are spliced with is themselves.
    pub(crate) fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let at = self.place().index(bytes.len());
        match self {
            Self::Change { bits, .. } => bytes[at] ^= bits,
            Self::Cut { .. } => bytes.truncate(at),
            Self::Repeat { to, .. } | Self::Splice { to, .. } => {
                let tail = bytes[to.index(bytes.len())..].to_vec();
                if matches!(self, Self::Splice { .. }) {
                    bytes.truncate(at);
                }
                bytes.splice(at.min(bytes.len()).., tail);
            }
        }
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        text.chars().filter_map(|c| c.to_digit(16)).map(|digit| u8::try_from(digit).unwrap()).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// What real plugins wrote to their stdout: of both dialects, with certificates and without, multiplexed and not.
const HANDSHAKES: &str = include_str!("../testdata/recorded/handshake.txt");

/// What a real plugin wrote to its stderr, to the end of its panic.
const LOG: &str = include_str!("../testdata/recorded/hclog.txt");

#[test]
#[ignore = "writes the recording"]
fn record_handshakes() {
    use std::io::BufRead as _;
    let identity = amphi_transport::Identity::generate().unwrap();
    let mut lines = String::new();
    for (module, package) in [("go", "./plugin"), ("grpc", "./probe")] {
        for (is_tls, is_mux) in [(false, false), (true, false), (false, true), (true, true)] {
            let folder = tempfile::tempdir().unwrap();
            let mut command = std::process::Command::new(go_program(module, package).unwrap());
            command.env_clear().env("BASIC_PLUGIN", "hello").env("PLUGIN_PROTOCOL_VERSIONS", "1");
            command.env("TMPDIR", folder.path());
            if is_tls {
                command.env("PLUGIN_CLIENT_CERT", identity.pem());
            }
            if is_mux {
                command.env("PLUGIN_MULTIPLEX_GRPC", "true");
            }
            let mut plugin = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
            std::io::BufReader::new(plugin.stdout.take().unwrap()).read_line(&mut lines).unwrap();
            plugin.kill().unwrap();
            plugin.wait().unwrap();
        }
    }
    std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/recorded")).unwrap();
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/recorded/handshake.txt"), lines).unwrap();
}

#[test]
fn recorded_handshakes_are_read() {
    let lines: Vec<HandshakeLine> = HANDSHAKES.lines().map(|line| HandshakeLine::parse(line).unwrap()).collect();
    assert!(lines.len() >= 6);
    assert!(
        lines.iter().any(|line| line.certificate.is_some()) && lines.iter().any(|line| line.multiplex == Some(true))
    );
}

#[test]
fn a_recorded_log_is_read() {
    let mut reader = LogReader::new();
    LOG.lines().for_each(|line| reader.push(line.as_bytes()));
    reader.finish();
    let events: Vec<Event> = std::iter::from_fn(|| reader.next_event()).collect();
    assert!(events.iter().any(|event| matches!(event, Event::Record(record) if record.message == "said")));
    assert!(matches!(events.last(), Some(Event::Crash(crash)) if crash.has_stack), "{events:?}");
}

proptest! {
    #[test]
    fn damaged_handshakes_are_read_or_refused(damages in proptest::collection::vec(damage(), 1..5), piece in 1..100_usize) {
        let mut bytes = HANDSHAKES.as_bytes().to_vec();
        damages.iter().for_each(|damage| damage.apply(&mut bytes));
        let mut scanner = HandshakeScanner::default();
        let found = bytes.chunks(piece).find_map(|piece| scanner.feed(piece).transpose());
        // Whatever is found has an own text that is read as the same.
        if let Some(Ok(found)) = found
            && let Ok(text) = found.line.to_line()
        {
            prop_assert_eq!(HandshakeLine::parse(&text).ok(), Some(found.line));
        }
    }

    #[test]
    fn damaged_logs_are_something(damages in proptest::collection::vec(damage(), 1..5)) {
        let mut bytes = LOG.as_bytes().to_vec();
        damages.iter().for_each(|damage| damage.apply(&mut bytes));
        fuzzing::hclog(&bytes);
    }
}
