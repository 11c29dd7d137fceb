//! The launch.

use std::path::PathBuf;

use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};

use super::{
    Address, Dialect, HandshakeLine, HandshakeScanner, app_version, env, format_versions, negotiate, parse_versions,
    protocol_version,
};
use crate::error::Error;
use crate::fuzzing;
use crate::limits::{MAX_BANNER_LINES, MAX_HANDSHAKE_BYTES};

fn parse(line: &str) -> HandshakeLine {
    HandshakeLine::parse(line).unwrap()
}

fn wrong_field(line: &str) -> &'static str {
    match HandshakeLine::parse(line).unwrap_err() {
        Error::Handshake { field, .. } => field,
        other => panic!("{other}"),
    }
}

#[test]
fn lines_of_every_age_are_read() {
    let bare = HandshakeLine {
        app_version: 3,
        address: Address::Unix("/tmp/plugin1".into()),
        dialect: Dialect::NetRpc,
        certificate: None,
        multiplex: None,
    };
    assert_eq!(parse("1|3|unix|/tmp/plugin1"), bare);
    assert_eq!(parse("  1|3|unix|/tmp/plugin1|netrpc|\r\n"), bare);
    assert_eq!(parse("1|3|unix|/tmp/plugin1|grpc|"), HandshakeLine { dialect: Dialect::Grpc, ..bare.clone() });
    // The sixth field of 2018: 48 characters that are no certificate.
    let old = format!("1|3|unix|/tmp/plugin1|netrpc|{}", "e".repeat(48));
    assert_eq!(parse(&old), bare);
    let mux = parse("1|3|unix|/tmp/plugin1|grpc||true|and|more");
    assert_eq!(mux.multiplex, Some(true));
    assert_eq!(parse("1|3|unix|/tmp/plugin1|grpc||F").multiplex, Some(false));
    assert_eq!(parse("1|3|unix|/tmp/plugin1|grpc||maybe").multiplex, None);
}

#[test]
fn tcp_addresses_are_numbers_or_localhost() {
    assert_eq!(parse("1|0|tcp|127.0.0.1:10000").address, Address::Tcp("127.0.0.1:10000".parse().unwrap()));
    assert_eq!(parse("1|0|tcp|[::1]:9").address, Address::Tcp("[::1]:9".parse().unwrap()));
    assert_eq!(parse("1|0|tcp|localhost:9").address, Address::Tcp("127.0.0.1:9".parse().unwrap()));
    assert_eq!(wrong_field("1|0|tcp|example.org:9"), "field 4 (address)");
}

#[test]
fn certificates_may_be_padded() {
    let der: Vec<u8> = (0..40).collect();
    let line = HandshakeLine {
        app_version: 1,
        address: Address::Unix("/tmp/s".into()),
        dialect: Dialect::Amphi,
        certificate: Some(der),
        multiplex: None,
    };
    let text = line.to_line().unwrap();
    assert!(!text.contains('='));
    assert_eq!(parse(&text), line);
    assert_eq!(parse(&format!("{text}==")), line);
    assert_eq!(wrong_field(&format!("1|1|unix|/tmp/s|amphi|{}", "*".repeat(60))), "field 6 (certificate)");
}

#[test]
fn what_is_wrong_is_named() {
    for (line, field) in [
        ("", "the line"),
        ("1|1|unix", "the line"),
        ("2|1|unix|/tmp/s", "field 1 (core version)"),
        ("|1|unix|/tmp/s", "field 1 (core version)"),
        ("1|-1|unix|/tmp/s", "field 2 (application version)"),
        ("1|99999999999|unix|/tmp/s", "field 2 (application version)"),
        ("1|1|unixgram|/tmp/s", "field 3 (network)"),
        ("1|1|unix|", "field 4 (address)"),
        ("1|1|unix|/tmp/s|", "field 5 (protocol)"),
        ("1|1|unix|/tmp/s|http", "field 5 (protocol)"),
    ] {
        assert_eq!(wrong_field(line), field, "{line}");
    }
    assert_eq!(wrong_field(&"1|".repeat(MAX_HANDSHAKE_BYTES)), "the line");
}

#[test]
fn what_a_line_cannot_carry_is_not_written() {
    let line = |path: &str| HandshakeLine {
        app_version: 1,
        address: Address::Unix(path.into()),
        dialect: Dialect::Amphi,
        certificate: None,
        multiplex: None,
    };
    assert_eq!(line("/tmp/s").to_line().unwrap(), "1|1|unix|/tmp/s|amphi|");
    for path in ["/tmp/a|b", "/tmp/a\nb", "", "/tmp/a "] {
        assert!(matches!(line(path).to_line(), Err(Error::Handshake { .. })), "{path:?}");
    }
    let short = HandshakeLine { certificate: Some(vec![1; 9]), ..line("/tmp/s") };
    assert!(short.to_line().is_err());
    let long = HandshakeLine { certificate: Some(vec![1; MAX_HANDSHAKE_BYTES]), ..line("/tmp/s") };
    assert!(long.to_line().is_err());
}

#[test]
fn a_banner_is_skipped_and_kept() {
    let mut scanner = HandshakeScanner::default();
    let input = b"hello\n\n \xff version 1|2\n1|1|unix|/tmp/s|amphi|\nlater output\n";
    let found = scanner.feed(input).unwrap().unwrap();
    assert_eq!(found.line.address, Address::Unix("/tmp/s".into()));
    assert_eq!(&input[found.used..], b"later output\n");
    assert_eq!(scanner.banner(), ["hello", "\u{fffd} version 1|2"]);
}

#[test]
fn the_search_is_bounded() {
    let mut scanner = HandshakeScanner::default();
    let lines = "line\n".repeat(MAX_BANNER_LINES);
    assert_eq!(scanner.feed(lines.as_bytes()), Ok(None));
    assert!(matches!(scanner.feed(b"one more\n"), Err(Error::Handshake { .. })));
    assert_eq!(scanner.banner().len(), MAX_BANNER_LINES);

    let mut scanner = HandshakeScanner::default();
    assert_eq!(scanner.feed(&[b'x'; MAX_HANDSHAKE_BYTES]), Ok(None));
    assert!(matches!(scanner.feed(b"x"), Err(Error::Handshake { .. })));

    let mut scanner = HandshakeScanner::default();
    assert!(matches!(
        scanner.feed(b"2|1|unix|/tmp/s\n"),
        Err(Error::Handshake { field: "field 1 (core version)", .. })
    ));
}

#[test]
fn the_end_of_output_ends_a_line() {
    let mut scanner = HandshakeScanner::default();
    assert_eq!(scanner.feed(b"1|1|unix|/tmp/s"), Ok(None));
    assert_eq!(scanner.finish().unwrap().unwrap().app_version, 1);
    assert_eq!(HandshakeScanner::default().finish(), Ok(None));
}

#[test]
fn the_highest_common_version_is_chosen() {
    assert_eq!(parse_versions("3, 1,x,,-2,2"), [3, 1, 2]);
    assert_eq!(format_versions(&[3, 1, 1]), "1,3");
    assert_eq!(negotiate("application", &[1, 2, 5], &[3, 2, 1]), Ok(2));
    assert_eq!(app_version(Some("7,6"), &[5, 6]), Ok(6));
    assert_eq!(app_version(None, &[5, 6]), Ok(5));
    assert_eq!(app_version(Some(""), &[0]), Ok(0));
    let error = app_version(Some("1,2"), &[3, 4]).unwrap_err();
    let text = "no common application version: the host offers 1, 2, the plugin has 3, 4; upgrade the host";
    assert_eq!(error.to_string(), text);
    assert!(app_version(None, &[]).is_err());

    assert_eq!(protocol_version(None), Ok(None));
    assert_eq!(protocol_version(Some("2,1")), Ok(Some(1)));
    assert!(protocol_version(Some("2")).is_err());
    assert!(protocol_version(Some("junk")).is_err());
}

#[test]
fn every_variable_is_scrubbed_once() {
    let all: std::collections::BTreeSet<_> = env::SCRUBBED.into_iter().collect();
    assert_eq!(all.len(), env::SCRUBBED.len());
    assert!(!all.contains(env::DEFAULT_COOKIE_KEY));
}

fn arbitrary_line() -> impl Strategy<Value = HandshakeLine> {
    let address = prop_oneof![
        "/[a-zA-Z0-9 ._=,-]{0,80}[a-z]".prop_map(|path| Address::Unix(PathBuf::from(path))),
        any::<std::net::SocketAddr>().prop_map(|address| {
            // Flow labels have no text form.
            Address::Tcp((address.ip(), address.port()).into())
        }),
    ];
    let dialect = prop_oneof![Just(Dialect::Amphi), Just(Dialect::Grpc), Just(Dialect::NetRpc)];
    let certificate = prop::option::of(prop::collection::vec(any::<u8>(), 39..900));
    (any::<u32>(), address, dialect, certificate, any::<Option<bool>>()).prop_map(
        |(app_version, address, dialect, certificate, multiplex)| HandshakeLine {
            app_version,
            address,
            dialect,
            certificate,
            multiplex,
        },
    )
}

proptest! {
    #[test]
    fn lines_round_trip(line in arbitrary_line()) {
        assert_eq!(parse(&line.to_line().unwrap()), line);
    }

    #[test]
    fn any_text_gives_an_answer(cut in any::<u8>(), text in "(1\\|[0-9]\\|(unix|tcp)\\|)?[0-9|a-z/:\\PC]{0,200}") {
        fuzzing::handshake(&[&[cut], text.as_bytes()].concat());
    }

    #[test]
    fn any_chunks_give_the_same(line in arbitrary_line(), banner in prop::collection::vec("[a-z ]{0,30}", 0..5), cuts in prop::collection::vec(1usize..40, 1..40)) {
        let mut input: Vec<u8> = banner.iter().flat_map(|text| format!("{text}\r\n").into_bytes()).collect();
        input.extend(line.to_line().unwrap().into_bytes());
        input.extend(b"\nafter");
        let mut scanner = HandshakeScanner::default();
        let mut rest = input.as_slice();
        let mut cuts = cuts.into_iter().cycle();
        let found = loop {
            let (chunk, later) = rest.split_at(cuts.next().unwrap().min(rest.len()));
            if let Some(found) = scanner.feed(chunk).unwrap() {
                rest = &rest[found.used..];
                break found;
            }
            rest = later;
        };
        assert_eq!(found.line, line);
        assert_eq!(rest, b"after");
    }

    #[test]
    fn any_bytes_are_scanned_in_bounds(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        fuzzing::handshake(&bytes);
    }
}
