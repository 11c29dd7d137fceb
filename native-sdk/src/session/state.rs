//! What a session knows between two messages.

use std::collections::{HashMap, VecDeque};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use amphi_protocol::limits::{MAX_HANDLES, MAX_STREAMS, MAX_TEXT_BYTES};
use amphi_protocol::{
    Call, CallFailure, CallId, Cancel, DropHandle, FailureKind, Health, Lane, Message, OpenLane, Outcome, Return, Side,
};
use amphi_transport::{Accepted, Error, Frame, Receiver, Sender};
use futures_util::future::AbortHandle;

use super::{CURRENT, Current};
use crate::resource;

/// One host, one connection.
pub(super) struct Session {
    /// The plugin's interface, in bytes.
    interface: &'static [u8],
    pub(super) receiver: Receiver,
    pub(super) sender: Sender,
    /// What came while a call was running, in order.
    queue: VecDeque<Waiting>,
    /// How many of them are drops.
    queued_drops: usize,
    queued_bytes: usize,
    /// The import that the running call waits for.
    awaited: Option<CallId>,
    answer: Option<Result<Bytes, CallFailure>>,
    /// The imports that tasks wait for.
    imports: HashMap<CallId, Import>,
    /// Imports that were given up and whose answer may still come, each with its number. The host bounds them: it answers
    /// every one.
    given_up: HashMap<CallId, u32>,
    /// Calls of async functions that are under way, and what aborts each.
    pub(super) running: HashMap<CallId, AbortHandle>,
    /// How many of them were cancelled, and are yet to be dropped.
    pub(super) aborted: usize,
    next_import: u64,
    /// Cancelled calls whose long frame may still be on its way, the oldest first.
    cancelled_early: VecDeque<CallId>,
    /// Whether the host said goodbye.
    ending: bool,
    /// Argument memory to use again.
    spare: Vec<u8>,
}

/// What there is to do for the host.
pub(super) enum Next {
    Call(Queued),
    /// It holds a resource no longer.
    Drop(u64),
    /// Nothing for now.
    None,
    /// It wants no more.
    Over,
}

/// The import of a task.
enum Import {
    Waiting(Option<Waker>),
    Answered(Result<Bytes, CallFailure>),
}

/// A call that waits for the one thread.
pub(super) struct Queued {
    pub(super) call: Call,
    pub(super) args: Bytes,
    pub(super) deadline: Option<Instant>,
    pub(super) cancelled: bool,
}

/// What came while the one thread was busy.
enum Waiting {
    Call(Queued),
    /// The host holds a resource no longer.
    Drop(u64),
}

/// The end of a buffer: arguments or a result that stay where they arrived.
#[derive(Debug)]
pub(super) struct Bytes {
    buffer: Vec<u8>,
    start: usize,
}

impl Bytes {
    /// The payload of a frame that is of no further use.
    fn of(frame: Frame<'_>, payload: usize, mut spare: impl FnMut() -> Vec<u8>) -> Self {
        let start = frame.as_slice().len().saturating_sub(payload);
        match frame {
            Frame::Long(buffer) => Self { buffer, start },
            Frame::Short(body) => {
                let mut buffer = spare();
                buffer.extend_from_slice(body.get(start..).unwrap_or_default());
                Self { buffer, start: 0 }
            }
        }
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }
}

impl Session {
    pub(super) fn new(interface: &'static [u8], accepted: Accepted) -> Self {
        Self {
            interface,
            receiver: accepted.receiver,
            sender: accepted.sender,
            queue: VecDeque::new(),
            queued_drops: 0,
            queued_bytes: 0,
            awaited: None,
            answer: None,
            imports: HashMap::new(),
            given_up: HashMap::new(),
            running: HashMap::new(),
            aborted: 0,
            next_import: 1,
            cancelled_early: VecDeque::new(),
            ending: false,
            spare: Vec::new(),
        }
    }

    /// The next call to run, once there is one.
    pub(super) fn next_call(&mut self) -> Result<Next, Error> {
        loop {
            match self.next_call_now()? {
                Next::None => {
                    self.sender.flush()?;
                    self.receiver.wait()?;
                }
                next => return Ok(next),
            }
        }
    }

    /// The next call to run, if it has come.
    pub(super) fn next_call_now(&mut self) -> Result<Next, Error> {
        loop {
            // At the end, what waits is not begun any more.
            let waiting = if self.ending { None } else { self.queue.pop_front() };
            match waiting {
                Some(Waiting::Call(queued)) => {
                    self.queued_bytes = self.queued_bytes.saturating_sub(queued.args.as_slice().len());
                    return Ok(Next::Call(queued));
                }
                Some(Waiting::Drop(handle)) => {
                    self.queued_drops = self.queued_drops.saturating_sub(1);
                    return Ok(Next::Drop(handle));
                }
                None => {}
            }
            if !self.take_frame()? {
                return Ok(if self.ending { Next::Over } else { Next::None });
            }
        }
    }

    /// Waits for something to come, or for the alarm.
    pub(super) fn wait_or_alarm(&mut self) -> Result<(), Error> {
        self.sender.flush()?;
        self.receiver.wait_or_alarm()
    }

    /// The function that is called next, as far as that is known without waiting.
    pub(super) fn peek_function(&mut self) -> Result<Option<u32>, Error> {
        while self.queue.is_empty() && self.take_frame()? {}
        Ok(self.queue.front().and_then(|next| match next {
            Waiting::Call(queued) => Some(queued.call.function),
            Waiting::Drop(_) => None,
        }))
    }

    /// Takes note of everything that has come, and lets go of replies that were held for this call.
    pub(super) fn poll(&mut self) -> Result<(), Error> {
        self.sender.flush()?;
        loop {
            // First: frames may have come along with the call that runs.
            while self.take_frame()? {}
            if !self.receiver.poll()? {
                return Ok(());
            }
        }
    }

    /// Numbers an import; its answer comes to [`wait_answer`](Self::wait_answer).
    pub(super) fn begin_import(&mut self) -> CallId {
        let id = self.number_import();
        self.awaited = Some(id);
        self.answer = None;
        id
    }

    /// Numbers an import of a task; its answer comes to [`poll_import`](Self::poll_import).
    pub(super) fn begin_async_import(&mut self) -> CallId {
        let id = self.number_import();
        self.imports.insert(id, Import::Waiting(None));
        id
    }

    /// The answer to a task's import, once.
    pub(super) fn poll_import(&mut self, id: CallId, context: &Context<'_>) -> Poll<Result<Bytes, CallFailure>> {
        match self.imports.remove(&id) {
            Some(Import::Answered(answer)) => Poll::Ready(answer),
            Some(Import::Waiting(_)) | None => {
                self.imports.insert(id, Import::Waiting(Some(context.waker().clone())));
                Poll::Pending
            }
        }
    }

    /// Gives up a task's import: the host is told, if it has not answered.
    pub(super) fn give_up_import(&mut self, id: CallId, import: u32) -> Result<(), Error> {
        match self.imports.remove(&id) {
            Some(Import::Waiting(_)) => {
                self.given_up.insert(id, import);
                self.sender.send(|out| Message::Cancel(Cancel { id }).encode(out))
            }
            Some(Import::Answered(answer)) => self.decline(import, answer),
            None => Ok(()),
        }
    }

    /// Gives back what an answer gives that nobody takes.
    fn decline(&self, import: u32, answer: Result<Bytes, CallFailure>) -> Result<(), Error> {
        let Ok(result) = answer else { return Ok(()) };
        let given = resource::given_by(self.interface, import, result.as_slice(), &self.sender.streams());
        given
            .into_iter()
            .filter(|(side, _)| *side == Side::Import)
            .try_for_each(|(_, handle)| self.sender.send(|out| Message::Drop(DropHandle { handle }).encode(out)))
    }

    fn number_import(&mut self) -> CallId {
        let id = CallId(self.next_import);
        self.next_import += 1;
        id
    }

    pub(super) fn wait_answer(&mut self) -> Result<Result<Bytes, CallFailure>, Error> {
        loop {
            while self.take_frame()? {}
            if let Some(answer) = self.answer.take() {
                return Ok(answer);
            }
            self.receiver.wait()?;
        }
    }

    /// Gives argument memory back.
    pub(super) fn recycle(&mut self, args: Bytes) {
        let mut args = args.buffer;
        if args.capacity() <= SPARE_BYTES {
            args.clear();
            self.spare = args;
        }
    }

    /// Takes note of one message; false if none is there.
    fn take_frame(&mut self) -> Result<bool, Error> {
        let Some(frame) = self.receiver.next_frame()? else { return Ok(false) };
        let (message, payload) = Message::decode(frame.as_slice())?;
        let payload = payload.len();
        match message {
            Message::Call(call) => {
                let args = Bytes::of(frame, payload, || std::mem::take(&mut self.spare));
                self.queue_call(call, args)?;
            }
            Message::Return(Return { id, outcome }) => {
                let answer = match outcome {
                    Outcome::Done => Ok(Bytes::of(frame, payload, Vec::new)),
                    Outcome::Failed(failure) => Err(failure),
                };
                self.answered(id, answer)?;
            }
            Message::Cancel(cancel) => self.cancel(cancel.id),
            Message::Health(Health { nonce, answer: false }) => {
                let answer = Message::Health(Health { nonce, answer: true });
                self.sender.send(|out| answer.encode(out))?;
            }
            Message::Goodbye(_) => self.ending = true,
            Message::OpenLane(OpenLane { lane: Lane::Stream }) => self.receiver.watch_long(),
            Message::Drop(dropped) => self.queue_drop(dropped.handle)?,
            Message::Log(_) | Message::Health(_) | Message::OpenLane(_) => {}
            Message::Hello(_) => {
                return Err(Error::UnexpectedMessage { expected: "a call", got: "a second hello" });
            }
        }
        Ok(true)
    }

    fn answered(&mut self, id: CallId, answer: Result<Bytes, CallFailure>) -> Result<(), Error> {
        if self.awaited == Some(id) {
            self.awaited = None;
            self.answer = Some(answer);
        } else if let Some(import) = self.given_up.remove(&id) {
            self.decline(import, answer)?;
        } else if let Some(import) = self.imports.get_mut(&id)
            && let Import::Waiting(waker) = std::mem::replace(import, Import::Answered(answer))
            && let Some(waker) = waker
        {
            waker.wake();
        }
        Ok(())
    }

    fn queue_call(&mut self, call: Call, args: Bytes) -> Result<(), Error> {
        let size = args.as_slice().len();
        if self.queue.len() - self.queued_drops >= MAX_QUEUED
            || self.queued_bytes.saturating_add(size) > MAX_QUEUED_BYTES
        {
            let message = format!("{} calls already wait for this instance", self.queue.len());
            self.drop_given(call.function, args.as_slice())?;
            return send_failure(&self.sender, call.id, FailureKind::OverLimit, message);
        }
        let timeout = call.timeout_micros.map(Duration::from_micros);
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        self.queued_bytes += size;
        let early = self.cancelled_early.iter().position(|id| *id == call.id);
        let cancelled = early.and_then(|index| self.cancelled_early.remove(index)).is_some();
        self.queue.push_back(Waiting::Call(Queued { call, args, deadline, cancelled }));
        Ok(())
    }

    /// Drops what was given with a call that does not run: between calls, as whatever is dropped.
    pub(super) fn drop_given(&mut self, function: u32, args: &[u8]) -> Result<(), Error> {
        for (side, handle) in resource::given_with(self.interface, function, args, &self.sender.streams()) {
            match side {
                Side::Export => self.queue_drop(handle)?,
                Side::Import => self.sender.send(|out| Message::Drop(DropHandle { handle }).encode(out))?,
            }
        }
        Ok(())
    }

    /// Drops run between calls, in the order in which both came: a call before it may use the resource.
    fn queue_drop(&mut self, handle: u64) -> Result<(), Error> {
        // A host drops what it holds, once.
        if self.queued_drops >= MAX_HANDLES {
            return Err(Error::UnexpectedMessage { expected: "a call", got: "more drops than there are resources" });
        }
        self.queued_drops += 1;
        self.queue.push_back(Waiting::Drop(handle));
        Ok(())
    }

    fn queued(&mut self, id: CallId) -> Option<&mut Queued> {
        self.queue.iter_mut().find_map(|next| match next {
            Waiting::Call(queued) if queued.call.id == id => Some(queued),
            Waiting::Call(_) | Waiting::Drop(_) => None,
        })
    }

    fn cancel(&mut self, id: CallId) {
        let current = CURRENT.get().filter(|current| current.id == id);
        if let Some(current) = current {
            CURRENT.set(Some(Current { cancelled: true, ..current }));
        }
        if let Some(running) = self.running.get(&id) {
            self.aborted += usize::from(!running.is_aborted());
            running.abort();
        } else if let Some(queued) = self.queued(id) {
            queued.cancelled = true;
        } else if current.is_none() {
            // Most are of calls that have just been answered; those are forgotten in their turn.
            if self.cancelled_early.len() >= MAX_STREAMS {
                self.cancelled_early.pop_front();
            }
            self.cancelled_early.push_back(id);
        }
    }
}

/// Answers a call with a failure.
pub(super) fn send_failure(sender: &Sender, id: CallId, kind: FailureKind, mut message: String) -> Result<(), Error> {
    message.truncate(message.floor_char_boundary(MAX_TEXT_BYTES));
    let answer = Message::Return(Return { id, outcome: Outcome::Failed(CallFailure { kind, message }) });
    sender.send(|out| answer.encode(out))
}

/// Calls that wait for the instance. A host keeps its own, smaller bound; this one stops a runaway.
const MAX_QUEUED: usize = 16 << 10;

/// Bytes of arguments that wait for the instance: two of the largest messages.
const MAX_QUEUED_BYTES: usize = 128 << 20;

/// Bytes of argument memory kept for the next call: messages of a megabyte then cost no fresh memory each.
const SPARE_BYTES: usize = 5 << 19;
