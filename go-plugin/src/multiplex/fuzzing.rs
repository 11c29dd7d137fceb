//! What the watching of frames must do with any bytes.

use super::referee::{MAX_KEPT, MAX_PLUGIN_STREAMS, Referee};

/// A plugin's bytes in pieces, as the first byte cuts them, behind a host that has opened two streams: the same rule is
/// broken as in one piece, and what is kept is bounded.
pub(crate) fn frames(bytes: &[u8]) {
    let Some((cut, bytes)) = bytes.split_first() else { return };
    let whole = begun().heard(bytes).err();
    let (mut referee, mut at, mut pieces) = (begun(), 0, None);
    for piece in bytes.chunks(usize::from(*cut) + 1) {
        pieces = referee.heard(piece).err().map(|(sound, verdict)| (at + sound, verdict));
        if pieces.is_some() {
            break;
        }
        at += piece.len();
        assert!(referee.kept() <= MAX_KEPT + MAX_PLUGIN_STREAMS);
    }
    assert_eq!(whole.map(|it| it.1), pieces.map(|it| it.1));
    // Of a header that was cut, a part was given away before it was known what it is.
    if let (Some((whole, _)), Some((pieces, _))) = (whole, pieces) {
        assert!(whole <= pieces && pieces < whole + super::header::HEADER_BYTES);
    }
}

/// A ping, and the streams 1 and 3.
fn begun() -> Referee {
    let mut referee = Referee::default();
    referee.said(&[0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 7]);
    referee.said(&[0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]);
    referee.said(&[0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 0]);
    referee
}
