//! Calls from the plugin to its host.

use std::panic::resume_unwind;

use amphi_protocol::{
    Call, CallFailure, CallId, Decode, Message, Passed, Reader, collect_passed, frame_begin, frame_finish,
};
use amphi_transport::{Error, Sender, SessionStreams};

use super::state::{Bytes, Session};
use super::{SESSION, current};

/// Calls an import of the plugin by its number and waits for the result.
///
/// While it waits, further calls for the plugin queue up, and health and cancellation are noted.
///
/// # Panics
///
/// If the host fails the call, if its result does not decode, and on any thread but the one that runs the
/// plugin's functions: like a trap on wasm, this ends the instance.
pub fn import<R: Decode>(index: u32, encode: impl FnOnce(&mut Vec<u8>)) -> R {
    // Encoded before the session is borrowed: this may run an author's code.
    let args = Arguments::encode(encode);
    let parent = current();
    let answered = in_session(|session| {
        let id = session.begin_import();
        args.send(&session.sender, &head(id, index, parent))?;
        Ok((session.wait_answer()?, session.sender.streams()))
    });
    let (answer, streams) = unwrap(answered, index);
    result(index, answer, &streams)
}

/// What an import is called with.
struct Arguments {
    bytes: Vec<u8>,
    /// The streams among them.
    passed: Vec<Passed>,
}

impl Arguments {
    fn encode(encode: impl FnOnce(&mut Vec<u8>)) -> Self {
        let mut bytes = Vec::new();
        let ((), passed) = collect_passed(|| encode(&mut bytes));
        Self { bytes, passed }
    }

    fn send(self, sender: &Sender, head: &Message) -> Result<(), Error> {
        sender.pass(self.passed)?;
        send(sender, head, &self.bytes)
    }
}

/// What the host answered, decoded.
fn result<R: Decode>(index: u32, answer: Result<Bytes, CallFailure>, streams: &SessionStreams) -> R {
    let payload = match answer {
        Ok(payload) => payload,
        Err(failure) => fail(&failure.message),
    };
    let mut input = Reader::new(payload.as_slice()).with_streams(streams);
    let result = R::decode(&mut input).and_then(|result| input.finish().map(|()| result));
    result.unwrap_or_else(|error| fail(&format!("the host's answer to import {index} does not decode: {error}")))
}

/// Calls an async import of the plugin by its number; other tasks of the plugin go on while it waits.
///
/// Dropping the future gives the call up, and the host is told.
///
/// # Panics
///
/// As [`import`] does; when it is polled on another thread, too.
pub async fn import_async<R: Decode>(index: u32, encode: impl FnOnce(&mut Vec<u8>)) -> R {
    let args = Arguments::encode(encode);
    let parent = current();
    let begun = in_session(|session| {
        let id = session.begin_async_import();
        args.send(&session.sender, &head(id, index, parent))?;
        Ok((id, session.sender.streams()))
    });
    let (id, streams) = unwrap(begun, index);
    let call = AsyncImport { id, index };
    let answer = std::future::poll_fn(|context| in_session(|session| session.poll_import(call.id, context))).await;
    result(index, answer, &streams)
}

/// An async import that is under way; given up when dropped.
struct AsyncImport {
    id: CallId,
    index: u32,
}

impl Drop for AsyncImport {
    fn drop(&mut self) {
        // Dropped with the session, or on another thread: there is nobody to tell. An end of the connection is met by
        // whoever reads next.
        let told = SESSION.try_with(|session| {
            let Ok(mut session) = session.try_borrow_mut() else { return Ok(()) };
            session.as_mut().map_or(Ok(()), |session| session.give_up_import(self.id, self.index))
        });
        drop(told);
    }
}

fn in_session<R>(use_it: impl FnOnce(&mut Session) -> R) -> R {
    SESSION.with_borrow_mut(|session| {
        let Some(session) = session else {
            fail("host imports can be called only on the thread that runs the plugin's function, during a call")
        };
        use_it(session)
    })
}

/// What came of talking to the host.
fn unwrap<R>(result: Result<R, Error>, index: u32) -> R {
    match result {
        Ok(result) => result,
        Err(Error::Protocol(error)) => fail(&format!("the arguments of import {index} do not fit: {error}")),
        Err(error) => resume_unwind(Box::new(SessionOver(error))),
    }
}

fn send(sender: &Sender, head: &Message, args: &[u8]) -> Result<(), Error> {
    let write = |out: &mut Vec<u8>| {
        head.encode(out);
        out.extend_from_slice(args);
    };
    if !sender.is_long(args.len()) {
        return sender.send(write);
    }
    let mut frame = Vec::new();
    let start = frame_begin(&mut frame);
    write(&mut frame);
    frame_finish(&mut frame, start, sender.max_frame())?;
    sender.send_long(frame)
}

fn head(id: CallId, index: u32, parent: Option<super::Current>) -> Message {
    let timeout = parent.and_then(|_| crate::context::remaining());
    Message::Call(Call {
        id,
        function: index,
        timeout_micros: timeout.map(|left| u64::try_from(left.as_micros()).unwrap_or(u64::MAX)),
        parent: parent.map(|call| call.id),
        chain: Vec::new(),
        trace: None,
    })
}

#[expect(
    clippy::panic,
    reason = "an import cannot return an error: like a trap on wasm, its failure ends the instance"
)]
fn fail(message: &str) -> ! {
    panic!("{message}")
}

/// Unwinds an author's function when there is no host any more: not a panic, so no message is printed.
pub(crate) struct SessionOver(pub(crate) Error);
