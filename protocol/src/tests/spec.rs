//! Every example in `SPEC.md` is what the code says.

use crate::handshake::{Address, Dialect, HandshakeLine};
use crate::{
    Call, CallFailure, CallId, Cancel, Decode, DropHandle, Encode, FailureKind, Function, FunctionTable, Goodbye,
    Handle, Health, Hello, InstanceId, Interface, Lane, Level, Log, Message, OpenLane, Outcome, Param, Reader,
    Resource, Return, Side, TraceContext, Type, Value, decode_value, encode_value, frame_begin, frame_finish, limits,
};

const SPEC: &str = include_str!("../../SPEC.md");

/// Every example by name, in the order of the text.
fn examples() -> Vec<(&'static str, Vec<u8>)> {
    let message = |message: Message| {
        let mut out = Vec::new();
        message.encode(&mut out);
        assert_eq!(Message::decode(&out), Ok((message, &[][..])));
        out
    };
    let with_payload = |head: Message, payload: &[u8]| [message(head), payload.to_vec()].concat();
    let health = |answer| message(Message::Health(Health { nonce: 7, answer }));
    vec![
        ("stream", [vec![0], framed(&message(Message::Cancel(Cancel { id: CallId(5) })))].concat()),
        ("stream-of-strings", passed(7, &[chunk(&["a".to_string(), "bc".to_string()])])),
        ("stream-of-bytes", passed(300, &[chunk(&[1u8, 2, 255]), chunk(&[7u8])])),
        (
            "future",
            passed(
                8,
                &[{
                    let mut body = Vec::new();
                    80u32.encode(&mut body);
                    body
                }],
            ),
        ),
        ("stream-of-resources", [vec![2], passed(9, &[handles(&[300])]).split_off(1)].concat()),
        ("frame", framed(&message(Message::Cancel(Cancel { id: CallId(5) })))),
        ("hello", message(Message::Hello(hello()))),
        ("call", with_payload(Message::Call(call()), &[2, b'h', b'i', 80])),
        ("call-of-plugin", with_payload(Message::Call(import_call()), &[1, 3])),
        (
            "return",
            with_payload(Message::Return(Return { id: CallId(5), outcome: Outcome::Done }), &[0, 2, b'o', b'k']),
        ),
        ("failure", message(Message::Return(Return { id: CallId(5), outcome: Outcome::Failed(failure()) }))),
        ("cancel", message(Message::Cancel(Cancel { id: CallId(5) }))),
        ("log", message(Message::Log(log()))),
        ("health", health(false)),
        ("health-answer", health(true)),
        ("goodbye", message(Message::Goodbye(Goodbye::new("idle")))),
        ("open-lane", message(Message::OpenLane(OpenLane { lane: Lane::Stream }))),
        ("drop", message(Message::Drop(DropHandle { handle: 300 }))),
        ("interface", interface().to_bytes()),
        ("resources", resources().to_bytes()),
    ]
}

/// The rows of the tables of values: type, value as shown, value.
fn values() -> Vec<(Type, &'static str, Value)> {
    let options = || Type::record([("width", Type::U32), ("title", Type::option(Type::String))]);
    let problem = || Type::variant([("too-long", Some(Type::U32)), ("unknown", None)]);
    let marks = || Type::flags(["a", "b", "c", "d", "e", "f", "g", "h", "i"]);
    vec![
        (Type::Bool, "true", true.into()),
        (Type::U8, "255", 255u8.into()),
        (Type::S8, "-1", (-1i8).into()),
        (Type::U16, "250", 250u16.into()),
        (Type::U16, "251", 251u16.into()),
        (Type::U32, "65535", 65_535u32.into()),
        (Type::U32, "65536", 65_536u32.into()),
        (Type::U64, "4294967296", 4_294_967_296u64.into()),
        (Type::S16, "-1", (-1i16).into()),
        (Type::S32, "1", 1i32.into()),
        (Type::S32, "-126", (-126i32).into()),
        (Type::S64, "-9223372036854775808", i64::MIN.into()),
        (Type::F32, "1.5", 1.5f32.into()),
        (Type::F64, "-0.0", (-0.0f64).into()),
        (Type::Char, "'é'", 'é'.into()),
        (Type::String, "\"hé\"", "hé".into()),
        (Type::list(Type::U8), "[1, 2, 255]", vec![1u8, 2, 255].into()),
        (Type::list(Type::U16), "[1, 300]", vec![1u16, 300].into()),
        (Type::list(Type::S32), "[-1]", vec![-1i32].into()),
        (Type::list(Type::String), "[\"a\", \"\"]", Value::list(["a".into(), "".into()])),
        (Type::list(Type::list(Type::U16)), "[[], [7]]", Value::list([Vec::<u16>::new().into(), vec![7u16].into()])),
        (Type::tuple([Type::U16, Type::Bool]), "(300, false)", Value::Tuple(vec![300u16.into(), false.into()])),
        (options(), "{width: 80}", Value::record([("width", 80u32.into()), ("title", Value::option(None))])),
        (problem(), "too-long(300)", Value::variant("too-long", Some(300u32.into()))),
        (problem(), "unknown", Value::variant("unknown", None)),
        (Type::enumeration(["plain", "rich"]), "rich", Value::enumeration("rich")),
        (Type::flags(["bold", "italic"]), "{italic}", Value::flags(["italic"])),
        (marks(), "{a, i}", Value::flags(["a", "i"])),
        (Type::option(Type::U8), "none", Value::option(None)),
        (Type::option(Type::U8), "some(7)", Value::option(Some(7u8.into()))),
        (Type::result(Some(Type::String), None), "ok(\"\")", Value::ok(Some("".into()))),
        (Type::result(Some(Type::String), None), "err", Value::err(None)),
        (Type::own(doc()), "the plugin's 7", Value::Handle(Handle::bare(7))),
        (Type::borrow(doc()), "the plugin's 300", Value::Handle(Handle::bare(300))),
        (Type::fixed_list(Type::U16, 2), "[1, 300]", vec![1u16, 300].into()),
        (Type::map(Type::String, Type::U8), "{\"a\": 1}", Value::list([Value::Tuple(vec!["a".into(), 1u8.into()])])),
    ]
}

#[test]
fn every_example_is_true() {
    let written = written_examples();
    let expected = examples();
    for (name, bytes) in &expected {
        let found = written.iter().find(|(other, _)| other == name);
        assert_eq!(found.map(|(_, bytes)| hex(bytes)), Some(hex(bytes)), "example {name}");
    }
    // The text has no others, and none twice.
    let names = |list: &[(&'static str, Vec<u8>)]| list.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    assert_eq!(names(&written), names(&expected));
}

#[test]
fn every_value_is_true() {
    let rows: Vec<&str> =
        SPEC.lines().filter(|line| line.starts_with("| `") && line.ends_with(" <!-- value --> |")).collect();
    let expected: Vec<String> = values()
        .into_iter()
        .map(|(ty, shown, value)| {
            let mut out = Vec::new();
            encode_value(&value, &ty, &mut out).unwrap();
            assert_eq!(decode_value(&ty, &mut Reader::new(&out)), Ok(value));
            format!("| `{ty}` | `{shown}` | `{}` <!-- value --> |", hex(&out))
        })
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn the_handshake_line_is_true() {
    let line = HandshakeLine {
        app_version: 1,
        address: Address::Unix("/tmp/amphi-x7/socket".into()),
        dialect: Dialect::Amphi,
        certificate: None,
        multiplex: None,
    };
    assert!(SPEC.contains(&format!("\n{}\n", line.to_line().unwrap())));
}

#[test]
fn every_limit_is_true() {
    for (name, number) in [
        ("MAX_FRAME_BYTES", limits::MAX_FRAME_BYTES),
        ("MAX_CALL_LANE_BYTES", limits::MAX_CALL_LANE_BYTES),
        ("MAX_STREAMS", limits::MAX_STREAMS),
        ("MAX_PASSED_STREAMS", limits::MAX_PASSED_STREAMS),
        ("STREAM_FRAME_BYTES", limits::STREAM_FRAME_BYTES),
        ("STREAM_TIMEOUT", usize::try_from(limits::STREAM_TIMEOUT.as_secs()).unwrap()),
        ("STREAM_WINDOW_BYTES", limits::STREAM_WINDOW_BYTES),
        ("MAX_DECODED_BYTES", limits::MAX_DECODED_BYTES),
        ("MAX_ENVELOPE_BYTES", limits::MAX_ENVELOPE_BYTES),
        ("MAX_EMPTY_ELEMENTS", limits::MAX_EMPTY_ELEMENTS),
        ("MAX_TYPE_DEPTH", limits::MAX_TYPE_DEPTH),
        ("MAX_FUNCTIONS", limits::MAX_FUNCTIONS),
        ("MAX_HANDLES", limits::MAX_HANDLES),
        ("MAX_INTERFACE_BYTES", limits::MAX_INTERFACE_BYTES),
        ("MAX_DECODED_INTERFACE_BYTES", limits::MAX_DECODED_INTERFACE_BYTES),
        ("MAX_NAME_BYTES", limits::MAX_NAME_BYTES),
        ("MAX_FEATURES", limits::MAX_FEATURES),
        ("MAX_CHAIN", limits::MAX_CHAIN),
        ("MAX_TEXT_BYTES", limits::MAX_TEXT_BYTES),
        ("MAX_LOG_FIELDS", limits::MAX_LOG_FIELDS),
        ("MAX_HANDSHAKE_BYTES", limits::MAX_HANDSHAKE_BYTES),
        ("MAX_BANNER_LINES", limits::MAX_BANNER_LINES),
    ] {
        assert!(SPEC.contains(&format!("| `{name}` | {number} |")), "{name} is {number}");
    }
}

/// The examples of the text: bytes stand before the first two blanks of a line, words after them.
fn written_examples() -> Vec<(&'static str, Vec<u8>)> {
    let mut found = Vec::new();
    let mut rest = SPEC;
    while let Some((_, after)) = rest.split_once("<!-- example: ") {
        let (name, after) = after.split_once(" -->").unwrap();
        let (_, block) = after.split_once("```text\n").unwrap();
        let (block, after) = block.split_once("```").unwrap();
        let columns = block.lines().map(|line| line.split("  ").next().unwrap());
        let bytes = columns.flat_map(str::split_whitespace).map(|byte| u8::from_str_radix(byte, 16).unwrap());
        found.push((name, bytes.collect()));
        rest = after;
    }
    found
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let start = frame_begin(&mut out);
    out.extend_from_slice(body);
    frame_finish(&mut out, start, limits::MAX_FRAME_BYTES).unwrap();
    out
}

fn hello() -> Hello {
    Hello {
        protocol: 1,
        lane: Lane::Call,
        session: [0x11; 16],
        interface: [0xab; 32],
        max_frame_bytes: 64 << 20,
        features: vec!["x".into()],
        software: "amphi 0.1".into(),
    }
}

fn call() -> Call {
    Call {
        id: CallId(5),
        function: 1,
        timeout_micros: Some(30_000_000),
        parent: None,
        chain: vec![InstanceId(3)],
        trace: Some(TraceContext { trace: [0xaa; 16], span: [0xbb; 8], flags: 1 }),
    }
}

fn import_call() -> Call {
    Call { id: CallId(0), function: 0, timeout_micros: None, parent: Some(CallId(5)), chain: Vec::new(), trace: None }
}

fn failure() -> CallFailure {
    CallFailure::new(FailureKind::BadArguments, "no")
}

fn log() -> Log {
    Log {
        level: Level::Warn,
        target: "app".into(),
        message: "slow".into(),
        fields: vec![("ms".into(), "12".into())],
        call: Some(CallId(5)),
    }
}

/// The body of a stream's frame.
fn chunk<T: Encode + Decode + PartialEq + std::fmt::Debug>(items: &[T]) -> Vec<u8> {
    let mut body = Vec::new();
    T::encode_chunk(items, &mut body);
    assert_eq!(T::decode_chunk(&mut Reader::new(&body)).as_deref(), Ok(items));
    body
}

/// A stream of the stream lane with these frames.
fn passed(number: u64, bodies: &[Vec<u8>]) -> Vec<u8> {
    let mut out = vec![1];
    out.extend(number.to_le_bytes());
    bodies.iter().for_each(|body| out.extend(framed(body)));
    out
}

/// A list of handles.
fn handles(numbers: &[u64]) -> Vec<u8> {
    let doc = Resource { side: Side::Export, interface: None, name: "doc".into() };
    let handles = numbers.iter().map(|number| Value::Handle(Handle::bare(*number)));
    let mut body = Vec::new();
    encode_value(&Value::list(handles), &Type::list(Type::own(doc)), &mut body).unwrap();
    body
}

fn interface() -> Interface {
    let render = Function {
        interface: None,
        name: "render".into(),
        is_async: false,
        params: vec![Param { name: "of".into(), ty: Type::list(Type::String) }],
        result: Some(Type::result(Some(Type::String), None)),
    };
    let report = Function {
        interface: Some("a:b/c".into()),
        name: "report".into(),
        is_async: false,
        params: vec![Param { name: "done".into(), ty: Type::U64 }],
        result: None,
    };
    Interface { exports: FunctionTable::new(vec![render]).unwrap(), imports: FunctionTable::new(vec![report]).unwrap() }
}

fn doc() -> Resource {
    Resource { side: Side::Export, interface: Some("a:b/c".into()), name: "doc".into() }
}

fn resources() -> Interface {
    let words = Function {
        interface: Some("a:b/c".into()),
        name: "[method]doc.words".into(),
        is_async: true,
        params: vec![Param { name: "self".into(), ty: Type::borrow(doc()) }],
        result: Some(Type::stream(Some(Type::U64))),
    };
    let exports = FunctionTable::new(vec![words]).unwrap().with_resources(vec![doc()]).unwrap();
    Interface { exports, imports: FunctionTable::default() }
}

#[test]
#[ignore = "prints what the examples should say"]
fn print() {
    for (name, bytes) in examples() {
        println!("{name}: {}", hex(&bytes));
    }
    for (ty, shown, value) in values() {
        let mut out = Vec::new();
        encode_value(&value, &ty, &mut out).unwrap();
        println!("| `{ty}` | `{shown}` | `{}` <!-- value --> |", hex(&out));
    }
}
