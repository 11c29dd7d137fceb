//! Whether frames keep the rules, from their headers alone. No I/O, no clock.

use std::collections::HashMap;

use super::header::{ACK, FIN, HEADER_BYTES, Header, Headers, Kind, RST, SYN};
use super::violation::{Verdict, Violation};
use crate::used_ids::UsedIds;

/// What is known of a connection whose host is its yamux client: it gives the odd numbers, the plugin the even ones.
#[derive(Debug, Default)]
pub(super) struct Referee {
    from_plugin: Headers,
    from_host: Headers,
    /// Streams that a frame may still belong to.
    streams: HashMap<u32, Stream>,
    /// How many of them the plugin has opened, and the host has not ended.
    of_plugin: usize,
    /// Every number that the plugin has opened, halved: its numbers are even.
    opened: UsedIds,
    /// The highest number that the host has opened.
    highest: u32,
    /// The host's ping that waits for its answer.
    ping: Option<u32>,
}

#[derive(Debug)]
struct Stream {
    /// Bytes that the plugin may send.
    plugin_credit: u32,
    /// Bytes that the host may send.
    host_credit: u64,
    /// Frames with bytes of the plugin's, as long as the host has sent none on a stream that it has not opened.
    early: Option<u32>,
    is_ended_by_plugin: bool,
    is_ended_by_host: bool,
}

impl Referee {
    /// Takes bytes of the plugin. At the first frame that breaks a rule, gives how many bytes stand before it.
    pub(super) fn heard(&mut self, bytes: &[u8]) -> Result<(), (usize, Verdict)> {
        let mut at = 0;
        while let Some((passed, header)) = self.from_plugin.next(bytes.get(at..).unwrap_or_default()) {
            let end = at + passed;
            let verdict = header.map_err(Verdict::from).and_then(|header| self.judge(header));
            verdict.map_err(|verdict| (end.saturating_sub(HEADER_BYTES).max(at), verdict))?;
            at = end;
        }
        Ok(())
    }

    /// Takes bytes of the host that were written.
    pub(super) fn said(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while let Some((passed, header)) = self.from_host.next(bytes.get(at..).unwrap_or_default()) {
            at += passed;
            if let Ok(header) = header {
                self.note(header);
            }
        }
    }

    /// How much is kept.
    #[cfg(any(test, feature = "_fuzz"))]
    pub(super) fn kept(&self) -> usize {
        self.streams.len() + self.opened.ranges()
    }

    fn judge(&mut self, header: Header) -> Result<(), Verdict> {
        match header.kind {
            Kind::Data | Kind::Window => Ok(self.on_stream(header)?),
            Kind::Ping if header.has(ACK) => match self.ping.take() {
                Some(value) if value == header.length => Ok(()),
                _ => Err(Violation::Pong.into()),
            },
            // Every one is answered, and the next is not read before its answer is on its way.
            Kind::Ping => Ok(()),
            // The plugin is done.
            Kind::GoAway if header.length == 0 => Ok(()),
            Kind::GoAway => Err(Verdict::GoAway { code: header.length }),
        }
    }

    fn on_stream(&mut self, header: Header) -> Result<(), Violation> {
        let (id, body) = (header.stream, header.body());
        if id == 0 {
            return Err(Violation::ZeroStream);
        }
        if header.has(SYN) && !header.has(RST) {
            self.open(id)?;
        } else if !self.was_opened(id) {
            return Err(Violation::NeverOpened { stream: id });
        }
        if body > WINDOW_BYTES {
            return Err(Violation::WindowOverrun { stream: id, bytes: body, credit: WINDOW_BYTES });
        }
        if header.has(RST) {
            self.forget(id);
            return Ok(());
        }
        // What comes late for a stream that the host has let go of is nobody's fault.
        let Some(stream) = self.streams.get_mut(&id) else { return Ok(()) };
        if header.kind == Kind::Window {
            stream.host_credit += u64::from(header.length);
            if stream.host_credit > u64::from(u32::MAX) {
                return Err(Violation::Credit { stream: id });
            }
        }
        if stream.is_ended_by_plugin && (body > 0 || header.has(FIN)) {
            return Err(Violation::AfterEnd { stream: id });
        }
        let credit = stream.plugin_credit;
        let left = credit.checked_sub(body);
        stream.plugin_credit = left.ok_or(Violation::WindowOverrun { stream: id, bytes: body, credit })?;
        if let Some(early) = stream.early.as_mut().filter(|_| body > 0) {
            *early += 1;
            if *early > MAX_EARLY_FRAMES {
                return Err(Violation::TooEarly { stream: id, limit: MAX_EARLY_FRAMES });
            }
        }
        if header.has(FIN) {
            stream.is_ended_by_plugin = true;
            if stream.is_ended_by_host {
                self.forget(id);
            }
        }
        Ok(())
    }

    /// Opens a stream of the plugin's.
    fn open(&mut self, id: u32) -> Result<(), Violation> {
        if !is_plugins(id) {
            return Err(Violation::HostStream { stream: id });
        }
        if !self.opened.insert(id / 2) {
            return Err(Violation::OpenedTwice { stream: id });
        }
        if self.opened.ranges() > MAX_PLUGIN_STREAMS {
            return Err(Violation::Scattered { limit: MAX_PLUGIN_STREAMS });
        }
        if self.of_plugin >= MAX_PLUGIN_STREAMS {
            return Err(Violation::TooManyStreams { limit: MAX_PLUGIN_STREAMS });
        }
        self.of_plugin += 1;
        self.keep(id);
        Ok(())
    }

    fn was_opened(&self, id: u32) -> bool {
        if is_plugins(id) { self.opened.contains(id / 2) } else { id <= self.highest }
    }

    /// Takes note of what the host has sent.
    fn note(&mut self, header: Header) {
        let id = header.stream;
        match header.kind {
            Kind::Data | Kind::Window => {}
            Kind::Ping if !header.has(ACK) => return self.ping = Some(header.length),
            Kind::Ping | Kind::GoAway => return,
        }
        if header.has(RST) {
            return self.forget(id);
        }
        if header.has(SYN) && !is_plugins(id) {
            self.highest = self.highest.max(id);
            self.keep(id);
        }
        let Some(stream) = self.streams.get_mut(&id) else { return };
        match header.kind {
            Kind::Window => stream.plugin_credit = stream.plugin_credit.saturating_add(header.length),
            _ => stream.host_credit = stream.host_credit.saturating_sub(u64::from(header.body())),
        }
        if header.body() > 0 {
            stream.early = None;
        }
        if header.has(FIN) && !stream.is_ended_by_host {
            stream.is_ended_by_host = true;
            let is_over = stream.is_ended_by_plugin;
            self.of_plugin -= usize::from(is_plugins(id));
            if is_over {
                self.streams.remove(&id);
            }
        }
    }

    fn keep(&mut self, id: u32) {
        if self.streams.len() >= MAX_KEPT {
            // Plugins that never end their half of what the host has ended are owed no more of the host's memory.
            self.streams.retain(|_, stream| !stream.is_ended_by_host);
        }
        let stream = Stream {
            plugin_credit: WINDOW_BYTES,
            host_credit: WINDOW_BYTES.into(),
            early: is_plugins(id).then_some(0),
            is_ended_by_plugin: false,
            is_ended_by_host: false,
        };
        self.streams.insert(id, stream);
    }

    fn forget(&mut self, id: u32) {
        if let Some(stream) = self.streams.remove(&id)
            && is_plugins(id)
            && !stream.is_ended_by_host
        {
            self.of_plugin -= 1;
        }
    }
}

/// Whether a number is the plugin's to give.
fn is_plugins(id: u32) -> bool {
    id.is_multiple_of(2)
}

/// Bytes that each side may send on a stream before the other grants more; yamux's own figure, and the most that this
/// side ever grants.
pub(super) const WINDOW_BYTES: u32 = 256 << 10;

/// Streams that a plugin may have opened at a time. Go has 256 at most that nobody has acknowledged, and the host lets
/// 256 be open. Stops one that opens them without end: each is kept in mind.
pub(super) const MAX_PLUGIN_STREAMS: usize = 512;

/// Frames on a stream that the host has said nothing on. Where a plugin opens one, it says a number or begins HTTP/2, and
/// waits for an answer. Stops one that fills a window byte by byte: until somebody takes the stream nobody reads it, and
/// every frame costs far more memory than a byte.
const MAX_EARLY_FRAMES: u32 = 1024;

/// Streams that are kept in mind: as many as both sides may have open, and as many again that the host has ended and the
/// plugin has not.
pub(super) const MAX_KEPT: usize = 4 * MAX_PLUGIN_STREAMS;
