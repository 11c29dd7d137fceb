//! What a plugin says of itself when it ends its connection: the code of HTTP/2's GOAWAY, which the library keeps to itself.

/// Looks for it among the frames as they come, in pieces of any size.
#[derive(Debug, Default)]
pub(super) struct Farewell {
    /// The header of a frame, and of a GOAWAY what follows as far as its code.
    head: [u8; GO_AWAY_BYTES],
    filled: usize,
    /// Bytes of the frame's body that are of no interest.
    skipped: usize,
    code: Option<u32>,
}

impl Farewell {
    /// The code of the last one; 0 stands for an end in peace.
    pub(super) fn code(&self) -> Option<u32> {
        self.code
    }

    /// Takes what came.
    pub(super) fn hear(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let passed = self.skipped.min(bytes.len());
            self.skipped -= passed;
            bytes = bytes.get(passed..).unwrap_or_default();
            let open = self.head.get_mut(self.filled..).unwrap_or_default();
            let wanted = if self.filled < HEADER_BYTES { HEADER_BYTES - self.filled } else { open.len() };
            let count = wanted.min(bytes.len());
            for (to, from) in open.iter_mut().zip(bytes.iter().take(count)) {
                *to = *from;
            }
            self.filled += count;
            bytes = bytes.get(count..).unwrap_or_default();
            self.look();
        }
    }

    /// Sees what it is once there is enough of it.
    fn look(&mut self) {
        let [l0, l1, l2, kind, _, _, _, _, _, _, _, _, _, c0, c1, c2, c3] = self.head;
        let length = usize::try_from(u32::from_be_bytes([0, l0, l1, l2])).unwrap_or(usize::MAX);
        let has_code = kind == GO_AWAY && length >= GO_AWAY_BYTES - HEADER_BYTES;
        match self.filled {
            HEADER_BYTES if has_code => {}
            HEADER_BYTES => (self.filled, self.skipped) = (0, length),
            GO_AWAY_BYTES => {
                self.code = Some(u32::from_be_bytes([c0, c1, c2, c3]));
                (self.filled, self.skipped) = (0, length - (GO_AWAY_BYTES - HEADER_BYTES));
            }
            _ => {}
        }
    }
}

/// Before every frame.
const HEADER_BYTES: usize = 9;

/// Of a GOAWAY also the last stream, and the code.
const GO_AWAY_BYTES: usize = HEADER_BYTES + 8;

const GO_AWAY: u8 = 7;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_found_behind_other_frames_and_in_pieces() {
        let data = [&[0, 0, 20, 0, 0, 0, 0, 0, 1][..], &[GO_AWAY; 20]].concat();
        let go_away = |code: u8| [&[0, 0, 11, GO_AWAY, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, code][..], b"bye"].concat();
        // One that is too short to have a code is no end.
        let cut = vec![0, 0, 4, GO_AWAY, 0, 0, 0, 0, 0, 1, 2, 3, 4];
        let whole = [data.clone(), cut, go_away(0), data, go_away(11)].concat();
        for piece in 1..=whole.len() {
            let mut farewell = Farewell::default();
            let codes: Vec<_> = whole
                .chunks(piece)
                .map(|it| {
                    farewell.hear(it);
                    farewell.code()
                })
                .collect();
            assert_eq!(codes.last(), Some(&Some(11)), "{piece}");
            if piece == 1 {
                assert!(codes.contains(&None) && codes.contains(&Some(0)));
            }
        }
    }
}
