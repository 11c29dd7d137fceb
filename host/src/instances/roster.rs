//! Who is there and what each does. Everything here is decided under one short lock, and nothing waits.

use std::collections::VecDeque;
use std::sync::Arc;

use amphi_protocol::InstanceId;
use tokio::sync::oneshot;

use super::Member;
use crate::call_context::CallContext;
use crate::config::InstanceUse;
use crate::end::EndCause;
use crate::handle::State;

/// The instances of a plugin, and the calls that wait for one.
pub(super) struct Roster {
    pub(super) rules: Rules,
    pub(super) phase: Phase,
    live: Vec<Place>,
    /// Instances that are being started, each by a call.
    pub(super) starting: usize,
    /// Instances that take no more calls and have not ended.
    pub(super) ending: usize,
    /// First come, first served, whatever each waits for.
    waiting: VecDeque<Waiter>,
}

/// A call that waits.
struct Waiter {
    turn: oneshot::Sender<Turn>,
    /// The instance that it has to come to, if not to any.
    home: Option<InstanceId>,
}

/// What the configuration says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    pub(super) usage: InstanceUse,
    /// Instances at once, those included that are being started or ended.
    pub(super) most: usize,
    /// Calls under way and waiting, at most.
    pub(super) in_flight: usize,
}

/// Where in its life the plugin is.
#[derive(Clone, Debug)]
pub(super) enum Phase {
    Ready,
    Stopping,
    Ended(Arc<EndCause>),
}

/// One instance and how many calls it has.
struct Place {
    member: Arc<dyn Member>,
    calls: usize,
    /// Whether it is there for the sake of resources that the host holds, and takes no other calls.
    kept: bool,
}

/// What a call gets that has to come to a certain instance.
pub(super) enum Home {
    Use(Arc<dyn Member>),
    /// Another call has it, and it is to be waited for.
    Wait(oneshot::Receiver<Turn>),
    /// It waits for this very call.
    Reentrant,
    /// Too many are under way and wait already, this many.
    Full(usize),
    /// It is not there any more.
    Gone,
}

/// What a call gets that asks for an instance.
pub(super) enum Choice {
    Use(Arc<dyn Member>),
    /// There is room for one more: the call starts it.
    Start,
    /// Another call is to be waited for.
    Wait(oneshot::Receiver<Turn>),
    /// All that there may be wait for this very call.
    Reentrant,
    /// Too many are under way and wait already, this many.
    Full(usize),
    Gone(Arc<EndCause>),
}

/// What a call gets that has waited.
pub(super) enum Turn {
    Use(super::lease::Lease),
    Start(super::lease::Permit),
    /// Something has changed: it is to ask again.
    Again,
}

/// What follows from a change, for whoever made it to do once the lock is free.
#[derive(Default)]
pub(super) struct Consequence {
    /// Instances that take no more calls: to be ended.
    pub(super) retired: Vec<Arc<dyn Member>>,
    /// Instances that are kept until the host holds none of their resources.
    pub(super) kept: Vec<Arc<dyn Member>>,
    /// Calls whose turn has come.
    pub(super) turns: Vec<(oneshot::Sender<Turn>, Next)>,
}

/// What a call whose turn has come gets.
pub(super) enum Next {
    Use(Arc<dyn Member>),
    Start,
    Again,
}

impl Roster {
    pub(super) fn new(rules: Rules) -> Self {
        Self { rules, phase: Phase::Ready, live: Vec::new(), starting: 0, ending: 0, waiting: VecDeque::new() }
    }

    /// Finds an instance for a call. A call that may not start one is content with those that are there.
    pub(super) fn choose(&mut self, context: &CallContext, may_start: bool, out: &mut Consequence) -> Choice {
        match &self.phase {
            Phase::Ready => {}
            Phase::Stopping => return Choice::Gone(EndCause::Stopped.into()),
            Phase::Ended(cause) => return Choice::Gone(cause.clone()),
        }
        if let Some(there) = self.too_many() {
            return Choice::Full(there);
        }
        // One of several shared instances that was lost is replaced before the others have to bear its calls.
        let start_first = self.rules.usage == InstanceUse::Shared && may_start && self.has_room();
        if !start_first && let Some(member) = self.lend(context, out) {
            return Choice::Use(member);
        }
        if may_start && self.has_room() {
            self.starting += 1;
            return Choice::Start;
        }
        let usage = self.rules.usage;
        let all_wait = self.live.iter().all(|place| !place.kept && place.waits_above(usage, context));
        if all_wait && self.starting + self.ending == 0 {
            return Choice::Reentrant;
        }
        Choice::Wait(self.wait(None))
    }

    fn wait(&mut self, home: Option<InstanceId>) -> oneshot::Receiver<Turn> {
        let (turn, receiver) = oneshot::channel();
        self.waiting.push_back(Waiter { turn, home });
        receiver
    }

    /// How many calls there are, if that is as many as there may be.
    fn too_many(&mut self) -> Option<usize> {
        // A shared instance has a queue of its own, with this bound.
        let under_way = match self.rules.usage {
            InstanceUse::Shared => 0,
            InstanceUse::Pooled | InstanceUse::Fresh => {
                self.live.iter().map(|place| place.calls).sum::<usize>() + self.starting
            }
        };
        if under_way + self.waiting.len() >= self.rules.in_flight {
            self.waiting.retain(|waiter| !waiter.turn.is_closed());
        }
        let there = under_way + self.waiting.len();
        (there >= self.rules.in_flight).then_some(there)
    }

    fn has_room(&self) -> bool {
        self.live.len() + self.starting + self.ending < self.rules.most
    }

    /// The live instance that suits a call best, with one call more.
    fn lend(&mut self, context: &CallContext, out: &mut Consequence) -> Option<Arc<dyn Member>> {
        loop {
            let may = |place: &Place| !place.kept && !context.waits(place.id());
            let mut free = self.live.iter_mut().enumerate().filter(|(_, place)| may(place));
            let (index, place) = match self.rules.usage {
                InstanceUse::Shared => free.min_by_key(|(_, place)| place.calls)?,
                // The last one that was used: its memory is the warmest.
                InstanceUse::Pooled | InstanceUse::Fresh => free.rfind(|(_, place)| place.calls == 0)?,
            };
            if place.member.state() == State::Ready {
                place.calls += 1;
                return Some(place.member.clone());
            }
            let place = self.live.remove(index);
            self.retire(place.member, out);
        }
    }

    /// Takes an instance that was started at load.
    pub(super) fn begin(&mut self, member: Arc<dyn Member>) {
        self.live.push(Place { member, calls: 0, kept: false });
    }

    /// Takes an instance that was started, for the call that started it. Gives it back if the plugin has ended meanwhile.
    pub(super) fn add(&mut self, member: Arc<dyn Member>, out: &mut Consequence) -> Result<(), Arc<dyn Member>> {
        self.starting -= 1;
        if !matches!(self.phase, Phase::Ready) {
            return Err(member);
        }
        self.live.push(Place { member, calls: 1, kept: false });
        if self.rules.usage == InstanceUse::Shared {
            out.turns.extend(self.waiting.drain(..).map(|waiter| (waiter.turn, Next::Again)));
        }
        Ok(())
    }

    /// A start came to nothing.
    pub(super) fn give_up_start(&mut self, out: &mut Consequence) {
        self.starting -= 1;
        self.pass_on_room(out);
    }

    /// An instance that took no more calls has ended.
    pub(super) fn ended(&mut self, out: &mut Consequence) {
        self.ending -= 1;
        self.pass_on_room(out);
    }

    /// Takes an instance back from a call.
    pub(super) fn give_back(&mut self, id: InstanceId, out: &mut Consequence) {
        // One that is not there was stopped meanwhile.
        let Some(index) = self.live.iter().position(|place| place.id() == id) else { return };
        let Some(place) = self.live.get_mut(index) else { return };
        place.calls -= 1;
        let is_ready = place.member.state() == State::Ready;
        if is_ready && self.rules.usage == InstanceUse::Fresh && place.member.is_held() {
            if !std::mem::replace(&mut place.kept, true) {
                out.kept.push(place.member.clone());
            }
            self.pass_on(index, out);
            return;
        }
        if !is_ready || self.rules.usage == InstanceUse::Fresh {
            let place = self.live.swap_remove(index);
            self.retire(place.member, out);
            return;
        }
        if self.rules.usage == InstanceUse::Shared {
            return;
        }
        self.pass_on(index, out);
    }

    /// Lends an instance that has come free to the first in the queue that it suits.
    fn pass_on(&mut self, index: usize, out: &mut Consequence) {
        let Some(place) = self.live.get_mut(index) else { return };
        let (id, kept) = (place.id(), place.kept);
        let suits = |home: Option<InstanceId>| home.map_or(!kept, |home| home == id);
        if let Some(waiter) = next_of(&mut self.waiting, suits) {
            place.calls += 1;
            out.turns.push((waiter, Next::Use(place.member.clone())));
        }
    }

    /// Lends the instance in which a resource is to a call with it.
    pub(super) fn lend_home(&mut self, id: InstanceId, context: &CallContext) -> Home {
        let usage = self.rules.usage;
        let Some(place) = self.live.iter_mut().find(|place| place.id() == id) else { return Home::Gone };
        if place.waits_above(usage, context) {
            return Home::Reentrant;
        }
        if usage == InstanceUse::Shared || place.calls == 0 {
            place.calls += 1;
            return Home::Use(place.member.clone());
        }
        match self.too_many() {
            Some(there) => Home::Full(there),
            None => Home::Wait(self.wait(Some(id))),
        }
    }

    /// The host holds none of the resources of an instance any more that was kept for them.
    pub(super) fn released(&mut self, id: InstanceId, out: &mut Consequence) {
        let Some(index) = self.live.iter().position(|place| place.id() == id) else { return };
        let Some(place) = self.live.get_mut(index) else { return };
        place.kept = false;
        // A call that has it gives it back.
        if place.calls == 0 {
            let place = self.live.swap_remove(index);
            self.retire(place.member, out);
        }
    }

    fn retire(&mut self, member: Arc<dyn Member>, out: &mut Consequence) {
        // Those that have to come to it are to see that it is gone.
        let id = member.info().instance;
        if self.waiting.iter().any(|waiter| waiter.home == Some(id)) {
            let waiting = std::mem::take(&mut self.waiting).into_iter();
            let (lost, waiting): (Vec<_>, _) = waiting.partition(|waiter| waiter.home == Some(id));
            self.waiting = waiting.into();
            out.turns.extend(lost.into_iter().map(|waiter| (waiter.turn, Next::Again)));
        }
        if member.ends_at_once() || matches!(member.state(), State::Ended(_)) {
            self.pass_on_room(out);
        } else {
            self.ending += 1;
        }
        out.retired.push(member);
    }

    /// Lets the first in the queue start an instance, if there is room for one.
    fn pass_on_room(&mut self, out: &mut Consequence) {
        if self.has_room()
            && let Some(waiter) = next_of(&mut self.waiting, |home| home.is_none())
        {
            self.starting += 1;
            out.turns.push((waiter, Next::Start));
        }
    }

    /// Lets go of everything, once: the instances are for the caller to end.
    pub(super) fn close(&mut self, phase: Phase) -> Vec<Arc<dyn Member>> {
        self.phase = phase;
        self.waiting.clear();
        self.live.drain(..).map(|place| place.member).collect()
    }

    pub(super) fn members(&self) -> Vec<Arc<dyn Member>> {
        self.live.iter().map(|place| place.member.clone()).collect()
    }
}

impl Place {
    fn id(&self) -> InstanceId {
        self.member.info().instance
    }

    /// Whether it cannot take a call before that call has ended: it waits for it and can answer nothing meanwhile, or it has
    /// one call at a time, and that waits for it.
    fn waits_above(&self, usage: InstanceUse, context: &CallContext) -> bool {
        let is_taken = usage != InstanceUse::Shared && self.calls > 0;
        context.waits(self.id()) || (is_taken && context.chain().contains(&self.id()))
    }
}

/// The first in the queue who has not given up and waits for what there is.
fn next_of(
    waiting: &mut VecDeque<Waiter>,
    suits: impl Fn(Option<InstanceId>) -> bool,
) -> Option<oneshot::Sender<Turn>> {
    while waiting.pop_front_if(|waiter| waiter.turn.is_closed()).is_some() {}
    let index = waiting.iter().position(|waiter| !waiter.turn.is_closed() && suits(waiter.home))?;
    waiting.remove(index).map(|waiter| waiter.turn)
}
