//! The headers of frames, found among their bytes.

use super::violation::Violation;

/// The 12 bytes before each frame's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) kind: Kind,
    pub(super) flags: u16,
    pub(super) stream: u32,
    /// Bytes of the body, credit, the value of a ping, or the code of an end: as the kind is.
    pub(super) length: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Data,
    Window,
    Ping,
    GoAway,
}

pub(super) const SYN: u16 = 1;
pub(super) const ACK: u16 = 2;
pub(super) const FIN: u16 = 4;
pub(super) const RST: u16 = 8;

impl Header {
    fn read(bytes: [u8; HEADER_BYTES]) -> Result<Self, Violation> {
        let [version, kind, f0, f1, s0, s1, s2, s3, l0, l1, l2, l3] = bytes;
        if version != 0 {
            return Err(Violation::Version { got: version });
        }
        let kind = match kind {
            0 => Kind::Data,
            1 => Kind::Window,
            2 => Kind::Ping,
            3 => Kind::GoAway,
            got => return Err(Violation::FrameType { got }),
        };
        let flags = u16::from_be_bytes([f0, f1]);
        Ok(Self {
            kind,
            flags,
            stream: u32::from_be_bytes([s0, s1, s2, s3]),
            length: u32::from_be_bytes([l0, l1, l2, l3]),
        })
    }

    pub(super) fn has(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    /// Bytes of the body that follows.
    pub(super) fn body(&self) -> u32 {
        if self.kind == Kind::Data { self.length } else { 0 }
    }
}

/// Finds the headers in one direction's bytes, which may be cut anywhere. Bodies are passed over.
#[derive(Debug, Default)]
pub(super) struct Headers {
    partial: [u8; HEADER_BYTES],
    /// How much of it is there.
    filled: usize,
    /// Bytes of the body that are still to come.
    body: u32,
}

impl Headers {
    /// Looks for the next header in these bytes. Gives it with how many bytes there are up to its end; none once they
    /// are used up.
    pub(super) fn next(&mut self, bytes: &[u8]) -> Option<(usize, Result<Header, Violation>)> {
        let passed = bytes.len().min(usize::try_from(self.body).unwrap_or(usize::MAX));
        self.body -= u32::try_from(passed).unwrap_or(self.body);
        let rest = bytes.get(passed..).unwrap_or_default();
        let open = self.partial.get_mut(self.filled..).unwrap_or_default();
        let count = open.len().min(rest.len());
        for (to, from) in open.iter_mut().zip(rest) {
            *to = *from;
        }
        self.filled += count;
        if self.filled < HEADER_BYTES {
            return None;
        }
        self.filled = 0;
        let header = Header::read(self.partial);
        self.body = header.map_or(0, |header| header.body());
        Some((passed + count, header))
    }
}

pub(super) const HEADER_BYTES: usize = 12;
