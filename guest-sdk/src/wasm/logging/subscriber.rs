//! `tracing` to the host.
//!
//! Smaller than a registry with layers, which would be most of a small component.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::fields::Fields;
use super::spans::Spans;
use super::{forward, is_wanted};
use crate::wasm::host::amphi::plugin::log;

/// Hands events over with their own fields and those of the spans around them.
#[derive(Default)]
pub(super) struct ForwardSubscriber {
    spans: Mutex<Spans>,
}

impl ForwardSubscriber {
    /// Never held while a value of the author's is written as text: that may log.
    fn spans(&self) -> MutexGuard<'_, Spans> {
        self.spans.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Subscriber for ForwardSubscriber {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_wanted(level(*metadata.level()))
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let mut spans = self.spans();
        let parent = match attributes.parent() {
            Some(parent) => Some(parent.into_u64()),
            None if attributes.is_root() => None,
            None => spans.current(),
        };
        Id::from_u64(spans.open(fields, parent))
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        self.spans().extend(span.into_u64(), fields);
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let around = {
            let spans = self.spans();
            let span = match event.parent() {
                Some(parent) => Some(parent.into_u64()),
                None if event.is_root() => None,
                None => spans.current(),
            };
            spans.fields(span)
        };
        fields.others.extend(around);
        forward(level(*event.metadata().level()), event.metadata().target(), &fields);
    }

    fn enter(&self, span: &Id) {
        self.spans().enter(span.into_u64());
    }

    fn exit(&self, span: &Id) {
        self.spans().exit(span.into_u64());
    }

    fn clone_span(&self, id: &Id) -> Id {
        self.spans().retain(id.into_u64());
        id.clone()
    }

    fn try_close(&self, id: Id) -> bool {
        self.spans().release(id.into_u64())
    }
}

fn level(level: tracing::Level) -> log::Level {
    match level {
        tracing::Level::ERROR => log::Level::Error,
        tracing::Level::WARN => log::Level::Warn,
        tracing::Level::INFO => log::Level::Info,
        tracing::Level::DEBUG => log::Level::Debug,
        tracing::Level::TRACE => log::Level::Trace,
    }
}
