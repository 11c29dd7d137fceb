//! MessagePack, as far as these resources have it: nothing, texts, whole numbers and maps.

use super::Json;

pub(super) fn written(value: &Json) -> Vec<u8> {
    match value {
        Json::Null => vec![0xc0],
        Json::String(text) => [&[0xd9, u8::try_from(text.len()).unwrap()][..], text.as_bytes()].concat(),
        Json::Object(fields) => {
            let mut bytes = vec![0x80 | u8::try_from(fields.len()).unwrap()];
            assert!(bytes[0] < 0x90, "a map of more than 15");
            for (name, value) in fields {
                bytes.extend(written(&Json::from(name.as_str())));
                bytes.extend(written(value));
            }
            bytes
        }
        other => panic!("{other}"),
    }
}

pub(super) fn read(bytes: &[u8]) -> Json {
    let mut left = bytes;
    let value = next(&mut left);
    assert!(left.is_empty(), "{left:?} after {value}");
    value
}

fn next(left: &mut &[u8]) -> Json {
    match number(left, 1) {
        small @ 0..=0x7f => small.into(),
        map @ 0x80..=0x8f => {
            let field = |_| (next(left).as_str().unwrap().to_string(), next(left));
            (0..map & 0xf).map(field).collect::<serde_json::Map<_, _>>().into()
        }
        short @ 0xa0..=0xbf => text(left, short & 0x1f),
        0xc0 => Json::Null,
        0xcc => number(left, 1).into(),
        0xcd => number(left, 2).into(),
        0xce => number(left, 4).into(),
        0xd9 => {
            let length = number(left, 1);
            text(left, length)
        }
        other => panic!("{other:#x} in MessagePack"),
    }
}

fn number(left: &mut &[u8], bytes: usize) -> u64 {
    let (number, rest) = left.split_at(bytes);
    *left = rest;
    number.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

fn text(left: &mut &[u8], length: u64) -> Json {
    let (text, rest) = left.split_at(usize::try_from(length).unwrap());
    *left = rest;
    std::str::from_utf8(text).unwrap().into()
}
