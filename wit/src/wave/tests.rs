//! What text means and what it does not, most of it from the examples of WAVE's own description and tests.

use std::task::{Context, Poll};

use amphi_protocol::{
    Frame, FrameSource, Handle, List, Param, Resource, Side, StreamFailure, StreamHandle, Type, Value, testing,
};
use proptest::prelude::{ProptestConfig, Strategy, any};
use proptest::{prop_assert, prop_assert_eq, proptest};

use super::outside::Nothing;
use super::{Error, Outside, StreamText, display, parse, parse_arguments, parse_with};

fn reads(ty: &Type, text: &str) -> Value {
    parse(ty, text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn refuses(ty: &Type, texts: &[&str]) {
    for text in texts {
        if let Ok(value) = parse(ty, text) {
            panic!("{text} was read as {value:?}");
        }
    }
}

/// Reads each text and writes it again.
fn becomes(ty: &Type, texts: &[(&str, &str)]) {
    for (text, written) in texts {
        assert_eq!(display(&reads(ty, text)).to_string(), *written, "{text}");
    }
}

fn permissions() -> Type {
    Type::flags(["read", "write"])
}

fn basic_record() -> Type {
    Type::record([("required", Type::U8), ("optional", Type::option(Type::U8))])
}

fn optional_fields() -> Type {
    Type::record([("a", Type::option(Type::U8)), ("b", Type::option(Type::U8))])
}

const KEYWORDS: [&str; 8] = super::structure::KEYWORDS;

#[test]
fn integers_have_one_spelling_and_a_range() {
    assert_eq!(reads(&Type::U8, " 255 "), Value::U8(255));
    assert_eq!(reads(&Type::S64, "-9223372036854775808"), Value::S64(i64::MIN));
    refuses(&Type::U8, &["256", "-1", "+1", "01", "1.0", "1e1", "0x1", "", "1 2", "a"]);
    refuses(&Type::S8, &["128", "-129", "- 1", "-"]);
}

#[test]
fn floats_are_jsons_and_three_more() {
    let list = Type::list(Type::F32);
    becomes(
        &list,
        &[
            ("[0, 0.0, 0e0, 0.0e0, 0e-1, 0e+1, 0.000e100]", "[0, 0, 0, 0, 0, 0, 0]"),
            ("[-3.1415, -100000, -0.0e-0]", "[-3.1415, -100000, -0]"),
            ("[nan, inf, -inf]", "[nan, inf, -inf]"),
            ("[3.4028234664e39, 1.4012984643e-46]", "[inf, 0]"),
        ],
    );
    for ty in [Type::F32, Type::F64] {
        refuses(
            &ty,
            &["-nan", "NaN", "infinity", "-infinity", "INFINITY", "Inf", "-INF", "+inf", "1.", ".5", "01", "+1"],
        );
    }
}

#[test]
fn characters_are_one_and_may_be_escaped() {
    becomes(
        &Type::list(Type::Char),
        &[
            ("['W', 'A', 'V', 'E', '🌊']", "['W', 'A', 'V', 'E', '🌊']"),
            (r#"['\\', '\'', '\"', '\t', '\n', '\r']"#, r#"['\\', '\'', '\"', '\t', '\n', '\r']"#),
            (r"['\u{0}', '\u{000000}']", r"['\u{0}', '\u{0}']"),
            (r"['☃', '\u{2603}', '\u{002603}']", "['☃', '☃', '☃']"),
            (r#"['"', '\"', '\u{22}']"#, r#"['\"', '\"', '\"']"#),
        ],
    );
    refuses(
        &Type::Char,
        &[
            "''",
            "'ab'",
            "'☃☃'",
            r"'\n\n'",
            r"'\z'",
            r"'\x1f'",
            r"'\u1f'",
            r"'\u{1f'",
            r"'\u1f}'",
            r"'\u{}'",
            r"'\u{x}'",
            r"'\u{12345678}'",
            r"'\u{110000}'",
            r"'\u{D800}'",
            r"'\u{+1}'",
            "'",
            "x'",
            "'x",
            r"'\'",
            "'''",
            "'\n'",
        ],
    );
}

#[test]
fn strings_are_on_one_line_or_on_several() {
    let string = Type::String;
    becomes(
        &string,
        &[
            (r#""""#, r#""""#),
            (r#""\\\'\"\t\n\r""#, r#""\\\'\"\t\n\r""#),
            ("\"\"\"\n\"\"\"", r#""""#),
            ("\"\"\"\n  a: ''\"\\\"\"\n  \"\"\"", r#""a: \'\'\"\"\"""#),
            (
                "\"\"\"\r\n    Trailing indent\r\n  determines dedent\n      behavior.\n  \"\"\"",
                r#""  Trailing indent\ndetermines dedent\n    behavior.""#,
            ),
            ("\"\"\"\n\nEmpty lines are retained\n\n\"\"\"", r#""\nEmpty lines are retained\n""#),
            ("\"\"\"\nkept: \\r\r\nend\n\"\"\"", r#""kept: \r\nend""#),
        ],
    );
    refuses(
        &string,
        &[
            "\"",
            r#""\""#,
            "\"\n\"",
            r#""\u{d800}""#,
            r#""\u{110000}""#,
            r#""\u{-1}""#,
            "\"\"\"\"\"\"",
            "\"\"\" \"\"\"",
            "\"\"\"\"\n\"\"\"",
            "\"\"\"\n\"\"",
            "\"\"\"\n\"\"\"\"",
            "\"\"\"extra\n\"\"\"",
            "\"\"\"\nextra\"\"\"",
            "\"\"\"\n  \"\"\"\n  \"\"\"",
            "\"\"\"\n a\n  \"\"\"",
            "\"\"\"\n\\j\n\"\"\"",
            "text",
        ],
    );
}

#[test]
fn lists_and_tuples_take_a_comma_at_the_end() {
    assert_eq!(reads(&Type::list(Type::U16), "[1,2 ,]"), Value::List(List::U16(vec![1, 2])));
    assert_eq!(reads(&Type::list(Type::Bool), "[]"), Value::list([]));
    let pair = Type::tuple([Type::U8, Type::String]);
    assert_eq!(reads(&pair, "(1, \"a\",)"), Value::Tuple(vec![1_u8.into(), "a".into()]));
    refuses(&pair, &["(1)", "(1, \"a\", 2)", "1, \"a\"", "[1, \"a\"]", "()"]);
    refuses(&Type::list(Type::String), &["[\"\",,]", "[,\"\"]", "[,]", "[)", "(]", "[}", "{]", "["]);
}

#[test]
fn records_leave_out_what_is_none() {
    becomes(
        &basic_record(),
        &[
            ("{ required: 1 }", "{required: 1}"),
            ("{ optional: none, required: 1, }", "{required: 1}"),
            ("{ // comment\n %optional: some( // comment\n 2), required: 1 }", "{required: 1, optional: some(2)}"),
        ],
    );
    becomes(&optional_fields(), &[("{:}", "{:}"), ("{ : }", "{:}"), ("{b:none,}", "{:}"), ("{b:2}", "{b: some(2)}")]);
    refuses(
        &basic_record(),
        &[
            "{ optional: none }",
            "{ required: 0, required: 0 }",
            "{ required: 0, optional: none, optional: none }",
            "{ required: 0,, }",
            "{ , required: 0 }",
            "{ required: 0, other: 1 }",
            "{ required 0 }",
            "// { required: 1 }",
            "{:}",
        ],
    );
    refuses(&optional_fields(), &["{}"]);
    let keywords = Type::record(KEYWORDS.map(|name| (name, Type::U8)));
    reads(&keywords, "{true: 1, false: 1, inf: 1, nan: 1, some: 1, none: 1, ok: 1, err: 1}");
}

#[test]
fn cases_named_like_keywords_are_escaped() {
    let keywords = Type::enumeration(KEYWORDS);
    for name in KEYWORDS {
        becomes(&keywords, &[(&format!("%{name}"), &format!("%{name}"))]);
        refuses(&keywords, &[name]);
    }
    let variant =
        Type::variant([("some", Some(Type::U8)), ("other", None), ("pair", Some(Type::tuple([Type::U8, Type::U8])))]);
    becomes(&variant, &[("%some(1)", "%some(1)"), ("other", "other"), ("pair((1,2))", "pair((1, 2))")]);
    refuses(&variant, &["some(1)", "other(1)", "other()", "pair", "pair()", "nothing"]);
}

#[test]
fn options_and_results_may_be_flat() {
    becomes(&Type::option(Type::U8), &[("1", "some(1)"), ("some(1)", "some(1)"), ("none", "none")]);
    refuses(&Type::option(Type::U8), &["some", "some()", "some(some(0))", "none()", "none(0)", "some(none)"]);
    let nested = Type::option(Type::option(Type::U8));
    becomes(&nested, &[("some(1)", "some(some(1))"), ("some(none)", "some(none)"), ("none", "none")]);
    refuses(&nested, &["1"]);
    let (ok, err) = (Type::result(Some(Type::U8), None), Type::result(None, Some(Type::U8)));
    becomes(&ok, &[("1", "ok(1)"), ("ok(1)", "ok(1)"), ("err", "err")]);
    refuses(&ok, &["ok", "ok()", "o(0)", "err(0)"]);
    becomes(&err, &[("ok", "ok"), ("err(1)", "err(1)")]);
    refuses(&err, &["err", "err()", "e(0)", "ok(0)", "0"]);
    refuses(&Type::result(None, None), &["ok()", "err(0)", "0"]);
}

#[test]
fn flags_come_in_any_order_and_once() {
    becomes(&permissions(), &[("{}", "{}"), ("{ write, %read, }", "{read, write}")]);
    refuses(&permissions(), &["{read, read}", "{execute}", "{:}", "{read write}", "read"]);
}

#[test]
fn errors_say_where() {
    let error = parse(&basic_record(), "{\n  required: 1,\n  optional: \"☃\",\n}").unwrap_err();
    assert_eq!((error.line, error.column, error.offset), (3, 13, 29));
    assert_eq!(error.to_string(), "expected u8 (0 to 255), found `\\\"` (line 3, column 13)");
    let error = parse(&basic_record(), "{reqiured: 1}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected record with the fields required, optional, found `reqiured` (line 1, column 2)"
    );
}

#[test]
fn arguments_leave_out_options_at_the_end() {
    let param = |name: &str, ty| Param { name: name.into(), ty };
    let params = [param("a", Type::U8), param("b", Type::option(Type::U8))];
    let read = |text| parse_arguments(&params, text, &mut Nothing);
    assert_eq!(read("(1)").unwrap(), [Value::U8(1), Value::Option(None)]);
    assert_eq!(read("(1, 2)").unwrap(), [Value::U8(1), Value::option(Some(Value::U8(2)))]);
    assert!(read("(1, 2, 3)").is_err());
    assert_eq!(read("()").unwrap_err().expected, "the argument a (u8)");
}

#[test]
fn files_are_read_only_where_that_was_allowed() {
    let ty = Type::record([("a", Type::list(Type::U8)), ("b", Type::list(Type::U8))]);
    let text = "{a: @x/y.bin, b: @\"with space\"}";
    let mut files = Files { asked: Vec::new(), answer: Ok(vec![7]) };
    assert_eq!(parse_with(&ty, text, &mut files).unwrap(), reads(&ty, "{a: [7], b: [7]}"));
    assert_eq!(files.asked, ["x/y.bin", "with space"]);
    assert!(parse(&ty, text).is_err());
    assert!(parse(&Type::String, "@x").is_err());
    files.answer = Err("no such file".to_string());
    let error = parse_with(&ty, text, &mut files).unwrap_err();
    assert_eq!(error.found, "x/y.bin: no such file");
}

struct Files {
    asked: Vec<String>,
    answer: Result<Vec<u8>, String>,
}

impl Outside for Files {
    fn file(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.asked.push(path.to_string());
        self.answer.clone()
    }
}

/// Holds every resource there could be.
struct Everything;

impl Outside for Everything {
    fn handle(&mut self, _resource: &Resource, number: u64) -> Result<Handle, String> {
        Ok(Handle::bare(number))
    }
}

#[test]
fn resources_stand_for_themselves() {
    let doc = Type::own(Resource { side: Side::Export, interface: Some("a:b/c".into()), name: "doc".into() });
    let value = parse_with(&doc, " # 7", &mut Everything).unwrap();
    assert_eq!(display(&value).to_string(), "#7");
    let error = parse(&doc, "#7").unwrap_err();
    assert_eq!(error.found, "a:b/c#doc #7 is held by nobody here");
    for text in ["7", "#", "#-1", "#18446744073709551616"] {
        assert!(parse_with(&doc, text, &mut Everything).is_err(), "{text}");
    }
}

#[test]
fn lists_of_a_length_and_maps_are_lists() {
    let three = Type::fixed_list(Type::U8, 3);
    assert_eq!(reads(&three, "[1, 2, 3]"), Value::List(List::U8(vec![1, 2, 3])));
    refuses(&three, &["[1, 2]", "[1, 2, 3, 4]", "[]"]);
    let map = Type::map(Type::String, Type::option(Type::U8));
    becomes(&map, &[("[(\"a\", 1,), (\"b\", none),]", "[(\"a\", some(1)), (\"b\", none)]"), ("[]", "[]")]);
    refuses(&map, &["[(\"a\")]", "[\"a\"]", "[(1, 1)]", "{}"]);
}

/// Makes streams that nobody reads, and keeps what they are of.
#[derive(Default)]
struct Streams(Vec<StreamText>);

struct Empty;

impl FrameSource for Empty {
    fn poll_frame(&mut self, _: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamFailure>>> {
        Poll::Ready(None)
    }
}

impl Outside for Streams {
    fn stream(&mut self, _: Option<&Type>, of: StreamText) -> Result<StreamHandle, String> {
        self.0.push(of);
        Ok(StreamHandle::new(Box::new(Empty)))
    }

    fn future(&mut self, _: Option<&Type>, value: Value) -> Result<StreamHandle, String> {
        self.stream(None, StreamText::Elements(vec![value]))
    }
}

#[test]
fn streams_and_futures_are_made_of_what_they_give() {
    let made = |ty: &Type, text: &str| {
        let mut streams = Streams::default();
        parse_with(ty, text, &mut streams).map(|value| (display(&value).to_string(), streams.0))
    };
    let bytes = Type::stream(Some(Type::U8));
    let texts = Type::stream(Some(Type::String));
    let elements = |values: &[Value]| StreamText::Elements(values.to_vec());
    let nothing = Value::Tuple(Vec::new());
    for (ty, text, of) in [
        (&bytes, "\"a\\n\"", StreamText::Bytes(b"a\n".to_vec())),
        (&bytes, "[1, 2]", elements(&[Value::U8(1), Value::U8(2)])),
        (&bytes, "@a.bin", StreamText::Path("a.bin".to_string())),
        (&bytes, " @\"a b\" ", StreamText::Path("a b".to_string())),
        (&texts, "[\"a\"]", elements(&["a".into()])),
        (&texts, "@-", StreamText::Path("-".to_string())),
        (&Type::stream(None), "[(), ()]", elements(&[nothing.clone(), nothing.clone()])),
    ] {
        assert_eq!(made(ty, text).unwrap(), ("<stream>".to_string(), vec![of]), "{text}");
        // Data makes none: what is read without an outside can be written and read again.
        parse(ty, text).unwrap_err();
    }
    let future = Type::future(Some(Type::U8));
    assert_eq!(made(&future, "7").unwrap(), ("<future>".to_string(), vec![elements(&[Value::U8(7)])]));
    assert_eq!(made(&Type::future(None), "()").unwrap().1, [elements(&[nothing])]);
    parse(&future, "7").unwrap_err();
    // They stand inside of others, where they are told apart.
    let parcel = Type::record([("name", Type::String), ("content", bytes.clone()), ("paid", future.clone())]);
    let (text, of) = made(&parcel, "{paid: 5, content: @c.bin, name: \"n\"}").unwrap();
    assert_eq!(text, "{name: \"n\", content: <stream>, paid: <future>}");
    assert_eq!(of, [elements(&[Value::U8(5)]), StreamText::Path("c.bin".to_string())]);
    for (ty, text) in
        [(&bytes, ""), (&bytes, "a"), (&bytes, "[256]"), (&texts, "\"a\""), (&future, ""), (&future, "[1]")]
    {
        made(ty, text).unwrap_err();
    }
    refuses(&Type::Stream(None), &["", "[]", "1"]);
}

#[test]
fn depth_and_memory_are_bounded() {
    let deep = (0..100).fold(Type::U8, |ty, _| Type::list(ty));
    let text = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    assert!(parse(&deep, &text).unwrap_err().expected.contains("deep"));
    let wide: Vec<String> = (0..20_000).map(|number| format!("f{number}")).collect();
    let wide = Type::list(Type::record(wide.iter().map(|name| (name.as_str(), Type::option(Type::U8)))));
    let text = format!("[{}]", "{:},".repeat(10_000));
    assert!(parse(&wide, &text).unwrap_err().expected.contains("bytes in memory"));
}

#[test]
fn a_terminal_sees_no_control_characters() {
    let text = display(&Value::from("\u{1b}[2J\0\u{202e}\u{9b}")).to_string();
    assert!(!text.contains(char::is_control), "{text:?}");
    assert_eq!(reads(&Type::String, &text), Value::from("\u{1b}[2J\0\u{202e}\u{9b}"));
}

/// A value that is equal to itself: text does not keep the bits of a NaN.
fn has_nan(value: &Value) -> bool {
    value.clone() != *value
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_written_is_read((ty, value) in testing::arbitrary_typed(5).prop_filter("NaN", |(_, value)| !has_nan(value))) {
        let text = display(&value).to_string();
        let read = parse_with(&ty, &text, &mut Everything);
        prop_assert_eq!(read.as_ref(), Ok(&value), "{}", text);
    }

    #[test]
    fn any_text_gives_an_answer(ty in testing::arbitrary_type(4), text in "[\\[\\](){}:,%'\"@a-z0-9\\\\\n .-]{0,40}") {
        crate::fuzzing::wave_of(&ty, &text);
    }

    #[test]
    fn cut_text_gives_an_answer((ty, value) in testing::arbitrary_typed(4), cut in any::<proptest::sample::Index>()) {
        let text = display(&value).to_string();
        let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
        crate::fuzzing::wave_of(&ty, &text[..places[cut.index(places.len())]]);
        prop_assert!(true);
    }
}

#[test]
fn an_error_is_one_line() {
    let error: Error = parse(&Type::U8, "\u{7}\n").unwrap_err();
    assert!(!error.to_string().contains(char::is_control), "{error:?}");
}
