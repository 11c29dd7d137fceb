use std::fmt::Debug;
use std::io;

use amphi_protocol::Level as PluginLevel;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use super::callsite::{Budget, Callsites, Key, MAX_CALLSITES_PER_PLUGIN, MAX_FIELDS};
use super::*;

/// An event as a subscriber sees it: level, target, fields.
type Seen = (Level, String, Vec<(String, String)>);

#[derive(Clone, Default)]
struct Capture(Arc<Mutex<Vec<Seen>>>);

impl Capture {
    fn take(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl<S: Subscriber> Layer<S> for Capture {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        struct Fields(Vec<(String, String)>);
        impl Visit for Fields {
            fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
                self.0.push((field.name().into(), format!("{value:?}")));
            }
        }
        let mut fields = Fields(Vec::new());
        event.record(&mut fields);
        self.0.lock().unwrap().push((*event.metadata().level(), event.metadata().target().into(), fields.0));
    }
}

/// The output of a plugin that was loaded under a subscriber with a filter.
fn output(filter: Targets, sink: Output) -> (Arc<PluginOutput>, Capture) {
    let capture = Capture::default();
    let subscriber = tracing_subscriber::registry().with(capture.clone().with_filter(filter));
    let output = tracing::subscriber::with_default(subscriber, || PluginOutput::new(&"p".into(), sink));
    (output, capture)
}

fn everything() -> Targets {
    Targets::new().with_default(LevelFilter::TRACE)
}

fn log(level: PluginLevel, target: &str, message: &str, fields: &[(&str, &str)]) -> Log {
    let fields = fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    Log { level, target: target.into(), message: message.into(), fields, call: None }
}

fn fields(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
}

#[test]
fn an_event_keeps_its_level_target_and_fields() {
    let (output, capture) = output(everything(), Output::Log);
    for (level, seen) in [
        (PluginLevel::Trace, Level::TRACE),
        (PluginLevel::Debug, Level::DEBUG),
        (PluginLevel::Info, Level::INFO),
        (PluginLevel::Warn, Level::WARN),
        (PluginLevel::Error, Level::ERROR),
    ] {
        output.log(&log(level, "render::parser", "line read", &[("line", "7"), ("kind", "heading")]));
        let wanted = fields(&[("message", "line read"), ("plugin", "p"), ("line", "7"), ("kind", "heading")]);
        assert_eq!(capture.take(), [(seen, "render::parser".into(), wanted)]);
    }
}

#[test]
fn the_filters_of_the_subscriber_hold() {
    let filter = Targets::new().with_target("render::parser", Level::DEBUG).with_target("render", Level::WARN);
    let (filtered, capture) = output(filter, Output::Log);
    filtered.log(&log(PluginLevel::Debug, "render::parser", "kept", &[]));
    filtered.log(&log(PluginLevel::Trace, "render::parser", "dropped", &[]));
    filtered.log(&log(PluginLevel::Info, "render::writer", "dropped", &[]));
    filtered.log(&log(PluginLevel::Warn, "render::writer", "kept", &[]));
    filtered.log(&log(PluginLevel::Error, "other", "dropped", &[]));
    filtered.stdout("dropped");
    assert!(capture.take().iter().map(|(_, _, fields)| &*fields[0].1).eq(["kept", "kept"]));

    // A callsite that nobody wanted is wanted by a later subscriber.
    let (output, capture) = output(everything(), Output::Log);
    output.log(&log(PluginLevel::Trace, "render::parser", "now kept", &[]));
    assert_eq!(capture.take().len(), 1);
}

#[test]
fn a_plugin_cannot_pass_for_another_or_forge_a_line() {
    let (output, capture) = output(everything(), Output::Log);
    let forged = [("plugin", "q"), ("message", "m"), ("x", "a\nb\u{1b}[2J\tc")];
    output.log(&log(PluginLevel::Info, "t", "one\r\n2026 ERROR host: two", &forged));
    let wanted = [
        ("message", "one\\r\n    2026 ERROR host: two"),
        ("plugin", "p"),
        ("plugin.plugin", "q"),
        ("plugin.message", "m"),
        ("x", "a\\nb\\u{1b}[2J\tc"),
    ];
    assert_eq!(capture.take()[0].2, fields(&wanted));
}

#[test]
fn many_fields_and_long_names_arrive_as_text() {
    let (output, capture) = output(everything(), Output::Log);
    let names: Vec<String> = (0..MAX_FIELDS).map(|n| format!("f{n}")).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), "v")).collect();
    output.log(&log(PluginLevel::Warn, "t", "m", &many[..MAX_FIELDS - 2]));
    assert_eq!(capture.take()[0].2.len(), MAX_FIELDS);
    output.log(&log(PluginLevel::Warn, "t", "m", &many));
    output.log(&log(PluginLevel::Warn, &"t".repeat(60_000), &"m".repeat(60_000), &[]));
    let seen = capture.take();
    for (level, target, fields) in &seen {
        assert_eq!((*level, &**target), (Level::WARN, "amphi::plugin"));
        assert!(fields.iter().map(|(name, _)| &**name).eq(["message", "plugin", "target", "fields"]));
        assert!(fields.iter().all(|(_, value)| value.len() <= 16 << 10));
    }
    assert!(seen[0].2[3].1.starts_with("f0=v f1=v "));
}

#[test]
fn a_hostile_number_of_callsites_is_bounded() {
    let (output, capture) = output(everything(), Output::Log);
    for n in 0..MAX_CALLSITES_PER_PLUGIN + 50 {
        output.log(&log(PluginLevel::Info, &format!("hostile::{n}"), "m", &[]));
    }
    let seen = capture.take();
    assert_eq!(seen.len(), MAX_CALLSITES_PER_PLUGIN + 50);
    assert_eq!(seen.iter().filter(|(_, target, _)| target == "amphi::plugin").count(), 50);
    // What has a callsite keeps it.
    output.log(&log(PluginLevel::Info, "hostile::0", "m", &[]));
    assert_eq!(capture.take()[0].1, "hostile::0");
}

#[test]
fn all_plugins_together_are_bounded_too() {
    let all = Callsites::new(2);
    let make = |target| all.find_or_make(Key { level: Level::INFO, target, fields: &["message"] }, &Budget::default());
    let first = make("a").unwrap();
    assert!(make("b").is_some());
    assert!(make("c").is_none());
    assert!(std::ptr::eq(make("a").unwrap(), first));
}

#[test]
fn without_a_subscriber_nothing_happens() {
    let output = PluginOutput::new(&"p".into(), Output::Log);
    output.log(&log(PluginLevel::Error, "t", "m", &[("a", "b")]));
    output.stdout("x");
}

#[test]
fn lines_are_events() {
    let (output, capture) = output(everything(), Output::Log);
    output.stdout("out\u{1b}");
    output.stderr("err");
    let wanted = [("amphi::stdout", "\"out\\u{1b}\""), ("amphi::stderr", "\"err\"")]
        .map(|(target, line)| (Level::INFO, target.to_string(), fields(&[("plugin", "p"), ("line", line)])));
    assert_eq!(capture.take(), wanted);
}

#[test]
fn lines_go_where_the_host_wants_them() {
    #[derive(Clone, Default)]
    struct Buffer(Arc<Mutex<Vec<u8>>>);
    impl io::Write for Buffer {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut buffer = self.0.lock().unwrap();
            if buffer.len() > 8 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            buffer.extend(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let buffer = Buffer::default();
    let (written, capture) = output(everything(), Output::writer(buffer.clone()));
    written.stdout("out");
    written.stderr("error");
    assert_eq!(*buffer.0.lock().unwrap(), b"out\nerror\n");
    assert!(capture.take().is_empty());
    written.stdout("refused");
    assert_eq!(capture.take().len(), 1);

    let (silent, capture) = output(everything(), Output::Null);
    silent.stdout("out");
    silent.stderr("error");
    assert!(capture.take().is_empty());
    assert_eq!(silent.last_stderr(), ["error"]);
}

#[test]
fn the_last_lines_of_stderr_are_kept() {
    let output = PluginOutput::new(&"p".into(), Output::Null);
    for n in 0..LAST_LINES + 5 {
        output.stderr(&format!("{n} {}", "ä".repeat(LAST_LINE_BYTES)));
    }
    let last = output.last_stderr();
    assert_eq!(last.len(), LAST_LINES);
    assert!(last[0].starts_with("5 ") && last.iter().all(|line| line.len() <= LAST_LINE_BYTES));
}
