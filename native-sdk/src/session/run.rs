//! The loop that runs a host's calls: sync functions one at a time, async ones beside each other.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use amphi_protocol::{
    CallFailure, CallId, Error as CodecError, FailureKind, Message, Outcome, Passed, Reader, Return, collect_passed,
    frame_begin, frame_finish,
};
use amphi_transport::{Accepted, Error, Sender};

use super::import::SessionOver;
use super::pace::Pace;
use super::state::{Next, Queued, Session, send_failure};
use super::tasks::{self, Tasks, Turn};
use super::{CURRENT, Current, SESSION};
use crate::plugin::{AsyncFunction, Function, Plugin, SyncFunction};
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
    let tasks = Tasks::new(accepted.receiver.alarm());
    SESSION.set(Some(Session::new(plugin.interface, accepted)));
    let pace = Pace::new(plugin.functions.len());
    let ended = Runner { plugin, sender: sender.clone(), pace, tasks }.run();
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
    tasks: Tasks,
}

impl Runner {
    fn run(&mut self) -> Result<Ended, Error> {
        let mut reply = Vec::new();
        loop {
            // While nothing is under way there is only the host to wait for.
            let alone = self.tasks.is_empty() && !tasks::has_spawned();
            let next = with_session(|session| if alone { session.next_call() } else { session.next_call_now() })?;
            if !alone && self.drop_cancelled()? == Ran::Panicked {
                return Ok(Ended::Panicked);
            }
            let ran = match next {
                Next::Call(queued) => self.begin(queued, &mut reply)?,
                Next::Drop(handle) => self.run_drop(handle)?,
                Next::None => self.attend()?,
                // What is under way may still answer; the host knows how long it waits.
                Next::Over if with_session(|session| Ok(!session.running.is_empty()))? => self.attend()?,
                Next::Over => break,
            };
            if ran == Ran::Panicked {
                return Ok(Ended::Panicked);
            }
        }
        self.sender.flush()?;
        Ok(Ended::Host)
    }

    /// Drops the calls that were cancelled, before whatever came after that: it may be given what they were lent.
    fn drop_cancelled(&mut self) -> Result<Ran, Error> {
        while with_session(|session| Ok(session.aborted > 0))? {
            match self.tasks.poll() {
                Turn::Ended(ended) => match self.ended(ended)? {
                    Ran::Returned => {}
                    Ran::Panicked => return Ok(Ran::Panicked),
                },
                Turn::Again => {}
                Turn::Idle => break,
            }
        }
        Ok(Ran::Returned)
    }

    /// Runs a call, or as much of it as goes now.
    fn begin(&mut self, queued: Queued, reply: &mut Vec<u8>) -> Result<Ran, Error> {
        let id = queued.call.id;
        if let Some((kind, message)) = refusal(&queued) {
            drop_given(&queued)?;
            send_failure(&self.sender, id, kind, message.to_string())?;
            return Ok(Ran::Returned);
        }
        let index = usize::try_from(queued.call.function).unwrap_or(usize::MAX);
        match self.plugin.functions.get(index) {
            Some(Function::Sync(function)) => self.call(*function, index, queued, reply),
            Some(Function::Async(function)) => self.call_async(*function, queued),
            None => {
                let message = format!("{} has no function {}", self.plugin.name, queued.call.function);
                send_failure(&self.sender, id, FailureKind::UnknownFunction, message)?;
                Ok(Ran::Returned)
            }
        }
    }

    fn call(
        &mut self,
        function: SyncFunction,
        index: usize,
        queued: Queued,
        reply: &mut Vec<u8>,
    ) -> Result<Ran, Error> {
        let id = queued.call.id;
        let begun = Instant::now();
        CURRENT.set(Some(Current { id, deadline: queued.deadline, cancelled: false }));
        resource::begin();
        let outcome =
            catch_unwind(AssertUnwindSafe(|| frame(id, &self.sender, queued.args.as_slice(), function, reply)));
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
            Err(panic) => return self.unwound(Some(id), panic),
        }
        self.queue(reply)?;
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

    /// Starts a call that runs beside others.
    fn call_async(&mut self, function: AsyncFunction, queued: Queued) -> Result<Ran, Error> {
        let id = queued.call.id;
        let mut head = Vec::new();
        frame_begin(&mut head);
        Message::Return(Return { id, outcome: Outcome::Done }).encode(&mut head);
        let streams = self.sender.streams();
        let future = match function(&mut Reader::new(queued.args.as_slice()).with_streams(&streams), head) {
            Ok(future) => future,
            Err(error) => {
                drop_given(&queued)?;
                send_failure(&self.sender, id, FailureKind::BadArguments, error.to_string())?;
                return Ok(Ran::Returned);
            }
        };
        let current = Current { id, deadline: queued.deadline, cancelled: false };
        let abort = self.tasks.call(current, future);
        with_session(|session| {
            session.recycle(queued.args);
            session.running.insert(id, abort);
            Ok(())
        })?;
        // Further calls may have come along with this one: nothing is waited for here.
        match self.tasks.poll() {
            Turn::Ended(ended) => self.ended(ended),
            Turn::Again | Turn::Idle => Ok(Ran::Returned),
        }
    }

    /// Gives the calls under way a turn; waits for the host, or for one of them, if none can go on.
    fn attend(&mut self) -> Result<Ran, Error> {
        match self.tasks.poll() {
            Turn::Ended(ended) => self.ended(ended),
            Turn::Again => with_session(|session| session.poll().map(|()| Ran::Returned)),
            Turn::Idle => {
                let waited = self.tasks.wait(|| with_session(Session::wait_or_alarm));
                waited.unwrap_or(Ok(())).map(|()| Ran::Returned)
            }
        }
    }

    fn ended(&mut self, ended: tasks::Ended) -> Result<Ran, Error> {
        match ended {
            tasks::Ended::Spawned => Ok(Ran::Returned),
            tasks::Ended::Returned(id, mut frame, passed) => {
                forget(id)?;
                let finished = frame_finish(&mut frame, 0, self.sender.max_frame());
                let over = |error: CodecError| CallFailure { kind: FailureKind::OverLimit, message: error.to_string() };
                let finished = finished.and_then(|()| pass(&self.sender, passed));
                match resource::finish().and_then(|()| finished.map_err(over)) {
                    Ok(()) => self.queue(&mut frame)?,
                    Err(failure) => {
                        resource::roll_back();
                        send_failure(&self.sender, id, failure.kind, failure.message)?;
                    }
                }
                resource::begin();
                Ok(Ran::Returned)
            }
            tasks::Ended::Cancelled(id) => {
                forget(id)?;
                let message = "the call was cancelled while it ran".to_string();
                send_failure(&self.sender, id, FailureKind::Cancelled, message)?;
                Ok(Ran::Returned)
            }
            tasks::Ended::Unwound(id, panic) => self.unwound(id, panic),
        }
    }

    /// Runs the destructor of a resource that the host dropped: an author's code, outside of any call.
    fn run_drop(&self, handle: u64) -> Result<Ran, Error> {
        match catch_unwind(|| resource::drop_handle(handle)) {
            Ok(()) => Ok(Ran::Returned),
            Err(panic) => self.unwound(None, panic),
        }
    }

    /// Tells the host of a panic; without a host it was none.
    fn unwound(&self, id: Option<CallId>, panic: Box<dyn Any + Send>) -> Result<Ran, Error> {
        match (panic.downcast::<SessionOver>(), id) {
            (Ok(over), _) => Err(over.0),
            (Err(panic), Some(id)) => {
                send_failure(&self.sender, id, FailureKind::Panicked, panic_message(&*panic))?;
                Ok(Ran::Panicked)
            }
            // The panic's message is on stderr, and no call is there to carry it.
            (Err(_), None) => Ok(Ran::Panicked),
        }
    }

    /// Queues an answer, on the lane that it belongs on.
    fn queue(&self, reply: &mut Vec<u8>) -> Result<(), Error> {
        if self.sender.is_long(reply.len()) {
            return self.sender.send_long(std::mem::take(reply));
        }
        self.sender.queue_frames(reply);
        Ok(())
    }
}

/// A call is no longer under way.
fn forget(id: CallId) -> Result<(), Error> {
    with_session(|session| {
        let aborted = session.running.remove(&id).is_some_and(|running| running.is_aborted());
        session.aborted = session.aborted.saturating_sub(usize::from(aborted));
        Ok(())
    })
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

/// Runs a function into a whole frame, in place.
fn frame(
    id: CallId,
    sender: &Sender,
    args: &[u8],
    function: SyncFunction,
    out: &mut Vec<u8>,
) -> Result<(), CallFailure> {
    out.clear();
    let start = frame_begin(out);
    Message::Return(Return { id, outcome: Outcome::Done }).encode(out);
    let streams = sender.streams();
    let mut input = Reader::new(args).with_streams(&streams);
    let failed = |kind| move |error: CodecError| CallFailure { kind, message: error.to_string() };
    let (ran, passed) = collect_passed(|| function(&mut input, out));
    ran.map_err(failed(FailureKind::BadArguments))?;
    resource::finish()?;
    frame_finish(out, start, sender.max_frame())
        .and_then(|()| pass(sender, passed))
        .map_err(failed(FailureKind::OverLimit))
}

/// Has the streams of a result fed to the host.
fn pass(sender: &Sender, passed: Vec<Passed>) -> Result<(), CodecError> {
    match sender.pass(passed) {
        Err(Error::Protocol(error)) => Err(error),
        // Where the connection is over, whoever sends the result meets that too.
        Ok(()) | Err(_) => Ok(()),
    }
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
