//! What every decoder must do with any bytes: give an answer, and one that holds. The fuzz targets and the property
//! tests call these.
//!
//! Not a part of the API: behind the private feature `_fuzz`.

use crate::handshake::{HandshakeLine, HandshakeScanner};
use crate::limits::{MAX_BANNER_LINES, MAX_HANDSHAKE_BYTES};
use crate::{Decode, FrameReader, Interface, Message, Reader, Type, decode_value, encode_value};

/// A byte stream in pieces, as the first byte cuts it, with frames of at most 1 KiB: what comes out is what went in.
pub fn frames(bytes: &[u8]) {
    let Some((cut, mut stream)) = bytes.split_first() else { return };
    let whole = stream;
    let mut reader = FrameReader::new(1 << 10);
    let mut read = Vec::new();
    while !stream.is_empty() {
        let space = reader.space();
        let count = space.len().min(stream.len()).min(usize::from(*cut) + 1);
        let (now, later) = stream.split_at(count);
        for (to, from) in space.iter_mut().zip(now) {
            *to = *from;
        }
        reader.filled(count);
        stream = later;
        loop {
            match reader.next() {
                Ok(Some(body)) => {
                    assert!(body.len() <= 1 << 10);
                    read.extend_from_slice(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes());
                    read.extend_from_slice(body);
                }
                Ok(None) => break,
                Err(_) => return,
            }
        }
    }
    assert!(whole.starts_with(&read) && reader.is_partial() == (read.len() < whole.len()));
    assert!(reader.space().len() <= 2 * FrameReader::CHUNK);
}

/// One frame's body: what is decoded is what its own encoding means.
pub fn message(bytes: &[u8]) {
    let Ok((message, payload)) = Message::decode(bytes) else { return };
    assert!(bytes.ends_with(payload));
    let mut out = Vec::new();
    message.encode(&mut out);
    out.extend_from_slice(payload);
    assert_eq!(Message::decode(&out), Ok((message, payload)));
}

/// A plugin's stdout in pieces, as the first byte cuts it: a line that is found is found again in its own text.
pub fn handshake(bytes: &[u8]) {
    let Some((cut, stdout)) = bytes.split_first() else { return };
    let mut scanner = HandshakeScanner::default();
    let mut line = None;
    for piece in stdout.chunks(usize::from(*cut) + 1) {
        match scanner.feed(piece) {
            Ok(None) => {}
            Ok(Some(found)) => {
                assert!(found.used <= piece.len());
                line = Some(found.line);
                break;
            }
            Err(_) => return,
        }
    }
    assert!(scanner.banner().len() <= MAX_BANNER_LINES);
    let Some(line) = line.or_else(|| scanner.finish().ok().flatten()) else { return };
    // A socket whose path has a `|` in it can be read, and not be written.
    if let Ok(text) = line.to_line() {
        assert!(text.len() <= 2 * MAX_HANDSHAKE_BYTES);
        assert_eq!(HandshakeLine::parse(&text), Ok(line));
    }
}

/// A type and then a value of it, under a budget of 1 MiB: what is decoded is a value of the type, with bytes of its
/// own.
pub fn value(bytes: &[u8]) {
    let mut input = Reader::with_budget(bytes, 1 << 20);
    let Ok(ty) = Type::decode(&mut input) else { return };
    let Ok(value) = decode_value(&ty, &mut input) else { return };
    let mut out = Vec::new();
    assert_eq!(encode_value(&value, &ty, &mut out), Ok(()));
    let mut again = Vec::new();
    // Compared by their bytes: a float may be no number, and so not itself.
    if let Ok(second) = decode_value(&ty, &mut Reader::new(&out)) {
        assert_eq!(encode_value(&second, &ty, &mut again), Ok(()));
    }
    assert_eq!(out, again);
}

/// An encoded interface: one is read in one form alone.
pub fn interface(bytes: &[u8]) {
    if let Ok(interface) = Interface::from_bytes(bytes) {
        assert_eq!(interface.to_bytes(), bytes);
    }
}
