//! What a host's subscriber is told.

use tracing::field::{Field, Visit};
use tracing::subscriber::DefaultGuard;
use tracing::{Dispatch, Level};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use super::*;

/// The events of a host: level, target, and the text of all fields.
#[derive(Clone, Default)]
pub(super) struct Events(pub(super) Arc<Mutex<Vec<(Level, String, String)>>>);

impl Events {
    /// Those of this thread, until the guards are dropped.
    pub(super) fn listen() -> (Self, (Dispatch, DefaultGuard)) {
        let events = Self::default();
        // Whether an event is wanted is asked once: of all subscribers, but where there is but one, of the thread that is the
        // first to have such an event, which may be another test's and have none.
        let second = Dispatch::new(tracing_subscriber::registry());
        let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(events.clone()));
        (events, (second, guard))
    }

    /// Waits for an event whose text has some parts.
    pub(super) async fn come(&self, level: Level, target: &str, parts: &[&str]) {
        let is_it = |event: &(Level, String, String)| {
            event.0 == level && event.1 == target && parts.iter().all(|part| event.2.contains(part))
        };
        eventually(&format!("{parts:?} comes"), || self.0.lock().unwrap().iter().any(is_it)).await;
    }
}

impl<S: tracing::Subscriber> Layer<S> for Events {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        struct Text(String);
        impl Visit for Text {
            fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
                self.0.push_str(&format!("{}={value:?} ", field.name()));
            }
        }
        let mut text = Text(String::new());
        event.record(&mut text);
        let (level, target) = (*event.metadata().level(), event.metadata().target().to_string());
        self.0.lock().unwrap().push((level, target, text.0));
    }
}
