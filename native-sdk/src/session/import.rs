//! Calls from the plugin to its host.

use std::panic::resume_unwind;

use amphi_protocol::{Call, CallFailure, CallId, Decode, Message, Reader, frame_begin, frame_finish};
use amphi_transport::{Error, Sender};

use super::state::Bytes;
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
    let mut args = Vec::new();
    encode(&mut args);
    match call_host(index, &args) {
        Ok(payload) => {
            let mut input = Reader::new(payload.as_slice());
            let result = R::decode(&mut input).and_then(|result| input.finish().map(|()| result));
            result
                .unwrap_or_else(|error| fail(&format!("the host's answer to import {index} does not decode: {error}")))
        }
        Err(failure) => fail(&failure.message),
    }
}

fn call_host(index: u32, args: &[u8]) -> Result<Bytes, CallFailure> {
    let parent = current();
    let answered = SESSION.with_borrow_mut(|session| {
        let Some(session) = session else {
            fail("host imports can be called only on the thread that runs the plugin's function, during a call")
        };
        let id = session.begin_import();
        send(&session.sender, &head(id, index, parent), args)?;
        session.wait_answer()
    });
    match answered {
        Ok(answer) => answer,
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
pub(super) struct SessionOver(pub(super) Error);
