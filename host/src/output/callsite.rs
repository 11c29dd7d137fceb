//! Callsites made while the program runs.
//!
//! `tracing` wants every event to come from a callsite that lives for ever, with its level, target and field names
//! fixed. A plugin's are known only when its events come, so they are made then, and leaked; how many is bounded,
//! because a plugin may be hostile.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{LazyLock, OnceLock, PoisonError, RwLock};

use tracing::{Level, Metadata};
use tracing_core::callsite::{Callsite, Identifier};
use tracing_core::field::FieldSet;
use tracing_core::metadata::{Kind, LevelFilter};
use tracing_core::subscriber::Interest;

/// Callsites of all plugins of the process. At their largest they take about 2 MiB.
pub(super) const MAX_CALLSITES: usize = 1024;

/// Callsites that one plugin may make, so that none uses up what the others need.
pub(super) const MAX_CALLSITES_PER_PLUGIN: usize = 256;

/// Fields of a callsite, with the two that every event has: what the macros of `tracing` have allowed for years.
pub(super) const MAX_FIELDS: usize = 32;

/// Bytes of a callsite's target and field names together. Real ones stay under 500.
const MAX_NAME_BYTES: usize = 2 << 10;

/// The target of events that get no callsite of their own.
const FALLBACK_TARGET: &str = "amphi::plugin";

/// The fields of events that get no callsite of their own.
const FALLBACK_FIELDS: &[&str] = &["message", "plugin", "target", "fields"];

/// Which callsite an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key<'a> {
    pub(super) level: Level,
    pub(super) target: &'a str,
    pub(super) fields: &'a [&'a str],
}

/// How many callsites a plugin has made.
#[derive(Debug, Default)]
pub(super) struct Budget {
    made: AtomicUsize,
}

/// A callsite that lives for ever, for all events of its level, target and field names.
pub(super) struct DynamicCallsite {
    metadata: OnceLock<Metadata<'static>>,
    interest: AtomicU8,
}

/// The callsites that were made.
pub(super) struct Callsites {
    all: RwLock<HashMap<Key<'static>, &'static DynamicCallsite>>,
    max: usize,
}

impl Callsites {
    pub(super) fn new(max: usize) -> Self {
        Self { all: RwLock::default(), max }
    }

    /// Those of the process.
    pub(super) fn of_process() -> &'static Self {
        static ALL: LazyLock<Callsites> = LazyLock::new(|| Callsites::new(MAX_CALLSITES));
        &ALL
    }

    /// The callsite of a key, made if it is new and fits the bounds.
    pub(super) fn find_or_make(&self, key: Key<'_>, budget: &Budget) -> Option<&'static DynamicCallsite> {
        if let Some(known) = self.find(key) {
            return Some(known);
        }
        let bytes = key.target.len() + key.fields.iter().map(|name| name.len()).sum::<usize>();
        if key.fields.len() > MAX_FIELDS || bytes > MAX_NAME_BYTES {
            return None;
        }
        let mut all = self.all.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(raced) = all.get(&key) {
            return Some(raced);
        }
        if all.len() >= self.max || budget.made.load(Ordering::Relaxed) >= MAX_CALLSITES_PER_PLUGIN {
            return None;
        }
        budget.made.fetch_add(1, Ordering::Relaxed);
        let (key, made) = leak(key);
        all.insert(key, made);
        drop(all);
        // Subscribers are asked without the lock: one of them may log.
        tracing_core::callsite::register(made);
        Some(made)
    }

    fn find(&self, key: Key<'_>) -> Option<&'static DynamicCallsite> {
        let all = self.all.read().unwrap_or_else(PoisonError::into_inner);
        // The map is covariant in its key: one of static strings can be asked with any.
        let all: &HashMap<Key<'_>, &'static DynamicCallsite> = &all;
        all.get(&key).copied()
    }
}

/// The callsite for events that get none of their own: fields `message`, `plugin`, `target`, `fields`.
pub(super) fn fallback(level: Level) -> Option<&'static DynamicCallsite> {
    FALLBACKS
        .iter()
        .find(|callsite| callsite.metadata.get().is_some_and(|metadata| *metadata.level() == level))
        .copied()
}

impl DynamicCallsite {
    /// The metadata, if the current subscriber wants events of this callsite.
    pub(super) fn enabled(&'static self) -> Option<&'static Metadata<'static>> {
        let metadata = self.metadata.get()?;
        let level = metadata.level();
        let wanted = *level <= tracing::level_filters::STATIC_MAX_LEVEL
            && *level <= LevelFilter::current()
            && match self.interest.load(Ordering::Relaxed) {
                NEVER => false,
                ALWAYS => true,
                _ => tracing::dispatcher::get_default(|dispatch| dispatch.enabled(metadata)),
            };
        wanted.then_some(metadata)
    }
}

impl Callsite for DynamicCallsite {
    fn set_interest(&self, interest: Interest) {
        let interest = match () {
            () if interest.is_never() => NEVER,
            () if interest.is_always() => ALWAYS,
            () => SOMETIMES,
        };
        self.interest.store(interest, Ordering::Relaxed);
    }

    #[expect(clippy::expect_used, reason = "`leak` sets it before it gives the callsite to anyone")]
    fn metadata(&self) -> &Metadata<'_> {
        self.metadata.get().expect("a callsite that was leaked has its metadata")
    }
}

/// Makes a callsite that lives for ever.
fn leak(key: Key<'_>) -> (Key<'static>, &'static DynamicCallsite) {
    let leak_text = |text: &str| -> &'static str { Box::leak(text.into()) };
    let names: Vec<&'static str> = key.fields.iter().map(|name| leak_text(name)).collect();
    let key = Key { level: key.level, target: leak_text(key.target), fields: Vec::leak(names) };
    let callsite: &'static DynamicCallsite =
        Box::leak(Box::new(DynamicCallsite { metadata: OnceLock::new(), interest: AtomicU8::new(SOMETIMES) }));
    let fields = FieldSet::new(key.fields, Identifier(callsite));
    let metadata =
        Metadata::new("plugin event", key.target, key.level, None, None, Some(key.target), fields, Kind::EVENT);
    callsite.metadata.get_or_init(|| metadata);
    (key, callsite)
}

static FALLBACKS: LazyLock<Vec<&'static DynamicCallsite>> = LazyLock::new(|| {
    [Level::TRACE, Level::DEBUG, Level::INFO, Level::WARN, Level::ERROR]
        .map(|level| {
            let (_, callsite) = leak(Key { level, target: FALLBACK_TARGET, fields: FALLBACK_FIELDS });
            tracing_core::callsite::register(callsite);
            callsite
        })
        .into()
});

const NEVER: u8 = 0;
const SOMETIMES: u8 = 1;
const ALWAYS: u8 = 2;
