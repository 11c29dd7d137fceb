//! The loop that runs a host's calls, one at a time.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use amphi_protocol::{
    CallFailure, CallId, Error as CodecError, FailureKind, Message, Outcome, Reader, Return, frame_begin, frame_finish,
};
use amphi_transport::{Accepted, Error, Sender};

use super::import::SessionOver;
use super::pace::Pace;
use super::state::{Next, Queued, Session, send_failure};
use super::{CURRENT, Current, SESSION};
use crate::plugin::{Function, Plugin};
use crate::resource;

/// Why a session is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The host wants no more, or is gone.
    Host,
    /// A function panicked, and its state is of no further use.
    Panicked,
}

/// Serves a host on this thread until the session ends.
pub(crate) fn run(plugin: &'static Plugin, accepted: Accepted) -> Result<Ended, Error> {
    let sender = accepted.sender.clone();
    SESSION.set(Some(Session::new(plugin.interface, accepted)));
    let ended = Runner { plugin, sender: sender.clone(), pace: Pace::new(plugin.functions.len()) }.run();
    if ended.is_ok() {
        sender.drain_long(LAST_FRAMES);
    }
    SESSION.set(None);
    sender.close();
    match ended {
        Err(Error::PeerClosed { .. }) => Ok(Ended::Host),
        other => other,
    }
}

struct Runner {
    plugin: &'static Plugin,
    sender: Sender,
    pace: Pace,
}

impl Runner {
    fn run(&mut self) -> Result<Ended, Error> {
        let mut reply = Vec::new();
        while let Some(next) = with_session(Session::next)? {
            let queued = match next {
                Next::Call(queued) => queued,
                Next::Drop(handle) => match run_drop(handle)? {
                    Ran::Returned => continue,
                    Ran::Panicked => return Ok(Ended::Panicked),
                },
            };
            if let Some((kind, message)) = refusal(&queued) {
                drop_given(&queued)?;
                send_failure(&self.sender, queued.call.id, kind, message.to_string())?;
                continue;
            }
            let index = usize::try_from(queued.call.function).unwrap_or(usize::MAX);
            let Some(function) = self.plugin.functions.get(index) else {
                let message = format!("{} has no function {}", self.plugin.name, queued.call.function);
                send_failure(&self.sender, queued.call.id, FailureKind::UnknownFunction, message)?;
                continue;
            };
            if self.call(*function, index, queued, &mut reply)? == Ran::Panicked {
                return Ok(Ended::Panicked);
            }
        }
        self.sender.flush()?;
        Ok(Ended::Host)
    }

    fn call(&mut self, function: Function, index: usize, queued: Queued, reply: &mut Vec<u8>) -> Result<Ran, Error> {
        let id = queued.call.id;
        let begun = Instant::now();
        CURRENT.set(Some(Current { id, deadline: queued.deadline, cancelled: false }));
        resource::begin();
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            frame(id, self.sender.max_frame(), queued.args.as_slice(), function, reply)
        }));
        CURRENT.set(None);
        match outcome {
            Ok(Ok(())) => {}
            Ok(Err(failure)) => {
                resource::roll_back();
                if failure.kind == FailureKind::BadArguments {
                    drop_given(&queued)?;
                }
                send_failure(&self.sender, id, failure.kind, failure.message)?;
                return Ok(Ran::Returned);
            }
            Err(panic) => {
                let panic = match panic.downcast::<SessionOver>() {
                    Ok(over) => return Err(over.0),
                    Err(panic) => panic,
                };
                send_failure(&self.sender, id, FailureKind::Panicked, panic_message(&*panic))?;
                return Ok(Ran::Panicked);
            }
        }
        if self.sender.is_long(reply.len()) {
            self.sender.send_long(std::mem::take(reply))?;
        } else {
            self.sender.queue_frames(reply);
        }
        let now = Instant::now();
        self.pace.ran(index, now.duration_since(begun));
        let next = with_session(|session| {
            session.recycle(queued.args);
            session.peek_function()
        })?;
        let next = next.and_then(|next| usize::try_from(next).ok());
        if !self.pace.may_hold(next, now) {
            self.sender.flush()?;
        }
        Ok(Ran::Returned)
    }
}

#[derive(PartialEq)]
enum Ran {
    Returned,
    Panicked,
}

/// What was given with a call that does not run is dropped.
fn drop_given(queued: &Queued) -> Result<(), Error> {
    with_session(|session| session.drop_given(queued.call.function, queued.args.as_slice()))
}

/// Runs the destructor of a resource that the host dropped: an author's code, outside of any call.
fn run_drop(handle: u64) -> Result<Ran, Error> {
    let Err(panic) = catch_unwind(|| resource::drop_handle(handle)) else { return Ok(Ran::Returned) };
    match panic.downcast::<SessionOver>() {
        Ok(over) => Err(over.0),
        Err(_) => Ok(Ran::Panicked),
    }
}

/// Runs a function into a whole frame, in place.
fn frame(id: CallId, max_frame: usize, args: &[u8], function: Function, out: &mut Vec<u8>) -> Result<(), CallFailure> {
    out.clear();
    let start = frame_begin(out);
    Message::Return(Return { id, outcome: Outcome::Done }).encode(out);
    let mut input = Reader::new(args);
    let failed = |kind| move |error: CodecError| CallFailure { kind, message: error.to_string() };
    function(&mut input, out).map_err(failed(FailureKind::BadArguments))?;
    resource::finish()?;
    frame_finish(out, start, max_frame).map_err(failed(FailureKind::OverLimit))
}

/// Why a call that waited is not worth running.
fn refusal(queued: &Queued) -> Option<(FailureKind, &'static str)> {
    if queued.cancelled {
        return Some((FailureKind::Cancelled, "the call was cancelled while it waited"));
    }
    let late = queued.deadline.is_some_and(|deadline| deadline <= Instant::now());
    late.then_some((FailureKind::DeadlineExceeded, "the deadline passed while the call waited"))
}

fn with_session<R>(use_it: impl FnOnce(&mut Session) -> Result<R, Error>) -> Result<R, Error> {
    SESSION.with_borrow_mut(|session| session.as_mut().map_or(Err(Error::Closed), use_it))
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("the panic carries no text").to_string()
}

/// How long the long answers of a plugin that is told to end may take to leave: the largest takes a tenth of it.
const LAST_FRAMES: Duration = Duration::from_secs(2);
