//! Lines as Go writes them, lines that crash Go's own host, and any bytes at all.

use proptest::prelude::*;

use super::{Crash, Event, Level, LogReader, Record};

fn read(text: &str) -> Vec<Event> {
    let mut reader = LogReader::new();
    let mut events = Vec::new();
    for line in text.split_inclusive('\n') {
        reader.push(line.as_bytes());
        events.extend(std::iter::from_fn(|| reader.next_event()));
    }
    reader.finish();
    events.extend(std::iter::from_fn(|| reader.next_event()));
    events
}

fn record(text: &str) -> Record {
    match read(text).as_slice() {
        [Event::Record(record)] => record.clone(),
        other => panic!("{text}: {other:?}"),
    }
}

fn crash(events: &[Event]) -> &Crash {
    let found = events.iter().find_map(|event| if let Event::Crash(crash) = event { Some(crash) } else { None });
    found.unwrap_or_else(|| panic!("{events:?}"))
}

#[test]
fn a_record_of_hclog_is_taken_apart() {
    let line = r#"{"@caller":"main.go:7","@level":"warn","@message":"low","@module":"kv","@timestamp":"2026-04-29T01:02:03.000004Z","left":3,"list":["a",1],"name":"x","nil":null}"#;
    let record = record(line);
    assert_eq!((record.level, record.message.as_str()), (Level::Warn, "low"));
    assert_eq!(record.module.as_deref(), Some("kv"));
    assert_eq!(record.timestamp.as_deref(), Some("2026-04-29T01:02:03.000004Z"));
    let fields: Vec<(&str, &str)> = record.fields.iter().map(|(name, text)| (&**name, &**text)).collect();
    assert_eq!(
        fields,
        [("@caller", "main.go:7"), ("left", "3"), ("list", r#"["a",1]"#), ("name", "x"), ("nil", "null")]
    );
}

#[test]
fn keys_of_the_wrong_type_are_fields() {
    let found = record(r#"{"@level":3,"@message":null,"@timestamp":17,"@module":"m"}"#);
    assert_eq!((found.level, found.message.as_str(), found.timestamp), (Level::Debug, "", None));
    let names: Vec<&str> = found.fields.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["@level", "@message", "@timestamp"]);
    // An unknown level is one of them.
    let found = record(r#"{"@level":"loud","@message":"m"}"#);
    assert_eq!((found.level, found.fields), (Level::Debug, vec![("@level".into(), "loud".into())]));
    // Objects that are no record, and JSON that is no object, are shown as they are.
    for line in [r#"{"a":1}"#, r#"{"@level":3}"#, "{}", "[1]", "3", "null", r#""text""#, r#"{"@level":"info""#, ""] {
        assert_eq!(record(&format!("{line}\n")).message, line);
    }
}

#[test]
fn text_says_its_level_or_is_debug() {
    for (line, level, message) in [
        ("[INFO] ready", Level::Info, "ready"),
        ("[ERR] plugin: no", Level::Error, "plugin: no"),
        ("[WARN]  two", Level::Warn, "two"),
        ("2026/04/29 01:02:03 [TRACE] t", Level::Trace, "t"),
        ("2026-04-29T01:02:03.000+0200 [ERROR] kv: broken: a=1", Level::Error, "kv: broken: a=1"),
        ("just text\r\n", Level::Debug, "just text"),
        ("[other] text", Level::Debug, "[other] text"),
        ("see [INFO] here", Level::Debug, "see [INFO] here"),
    ] {
        let found = record(line);
        assert_eq!((found.level, found.message.as_str()), (level, message), "{line}");
    }
    assert_eq!(record("2026/04/29 01:02:03 [INFO] t").timestamp.as_deref(), Some("2026/04/29 01:02:03"));
}

const PANIC: &str = "panic: two
lines [recovered]
\tpanic: again
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x46c7e1]

goroutine 9 [running]:
main.(*Echo).Panic.func1(...)
\t/src/main.go:12 +0x1d
github.com/x/y%2ez.(*T).Do(0xc0000, {0x1, 0x2})
\t/src/y.go:3 +0x45
created by main.main in goroutine 1
\t/src/main.go:9 +0x2

goroutine 1 [chan receive, 2 minutes]:
...additional frames elided...
rip    0x46c7e1
exit status 2
";

#[test]
fn a_panic_is_collected_as_a_whole() {
    let events = read(&format!("before\n{PANIC}"));
    assert_eq!(events.len(), 2);
    let crash = crash(&events);
    assert_eq!((crash.headline.as_str(), crash.has_stack), ("panic: two", true));
    assert_eq!(crash.report, PANIC.trim_end());
    for beginning in ["fatal error: all goroutines are asleep - deadlock!", "SIGQUIT: quit", "runtime: out of memory"] {
        let events = read(&format!("{beginning}\nPC=0x46 m=0\n\ngoroutine 1 [select]:\nmain.main()\n"));
        assert_eq!(events.len(), 1, "{events:?}");
    }
    // Without stacks, as with GOTRACEBACK=none.
    assert!(!self::crash(&read("panic: alone\n")).has_stack);
}

#[test]
fn records_between_the_lines_stay_records_and_a_program_that_goes_on_is_heard() {
    let (head, tail) = PANIC.split_at(PANIC.find("main.(").unwrap());
    let events = read(&format!("{head}{{\"@level\":\"info\",\"@message\":\"still here\"}}\n{tail}goes on\nand on\n"));
    assert_eq!(crash(&events).report, PANIC.trim_end());
    let messages: Vec<&str> = events
        .iter()
        .filter_map(|event| if let Event::Record(it) = event { Some(&*it.message) } else { None })
        .collect();
    assert_eq!(messages, ["still here", "goes on", "and on"]);
}

#[test]
fn what_only_begins_like_a_panic_is_text_again() {
    let mut text = String::from("panic: is what I feel\n");
    for line in 0..100 {
        text.push_str(&format!("line {line}\n"));
    }
    let events = read(&text);
    assert_eq!(events.len(), 101);
    let Event::Record(first) = &events[0] else { panic!("{events:?}") };
    assert_eq!((first.level, first.message.as_str()), (Level::Error, "panic: is what I feel"));
    assert!(events[1..].iter().all(|event| matches!(event, Event::Record(record) if record.level == Level::Debug)));
}

#[test]
fn what_is_kept_is_bounded() {
    let long = "x".repeat(1 << 20);
    assert!(record(&long).message.len() <= amphi_protocol::limits::MAX_TEXT_BYTES);
    let many: String = (0..1000).map(|n| format!(",\"k{n}\":{n}")).collect();
    let found = record(&format!("{{\"@message\":\"m\"{many}}}"));
    assert_eq!(found.fields.len(), amphi_protocol::limits::MAX_LOG_FIELDS);
    let report = format!("panic: p\ngoroutine 1 [running]:\n{}", "main.f()\n\t/src/main.go:1\n".repeat(100_000));
    let events = read(&report);
    let crash = crash(&events);
    assert!(crash.truncated && crash.report.len() <= 256 << 10);
    // Deeper than the parser goes: text.
    assert_eq!(record(&format!("{}{}", "{\"a\":".repeat(10_000), "}")).level, Level::Debug);
}

proptest! {
    #[test]
    fn any_lines_are_something(lines in proptest::collection::vec(prop_oneof![
        // A line has no end inside it.
        proptest::collection::vec(any::<u8>().prop_filter("an end", |byte| *byte != b'\n'), 0..60),
        "(panic: |goroutine 1 \\[x\\]:|\\[INFO\\] |\t|main\\.f\\(\\)|\\{\"@level\":)?.{0,20}".prop_map(String::into_bytes),
        r#"\{"@(level|message|timestamp|module)":("[a-z]{0,5}"|[0-9]{1,3}|null|\[\]|\{\})\}"#.prop_map(String::into_bytes),
    ], 0..200)) {
        crate::fuzzing::hclog(&lines.join(&b'\n'));
        let mut reader = LogReader::new();
        let mut said = 0;
        for line in &lines {
            reader.push(line);
            said += std::iter::from_fn(|| reader.next_event()).count();
        }
        reader.finish();
        said += std::iter::from_fn(|| reader.next_event()).count();
        prop_assert!(said <= lines.len() && (lines.is_empty() || said > 0));
    }
}
