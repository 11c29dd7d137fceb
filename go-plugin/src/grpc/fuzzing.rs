//! What the brokers' talk must do with any bytes.

use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use super::broker::State;
use super::wire::{ConnInfo, FileHead, HealthCheckResponse, ReflectionResponse, StdioData, decode, encode};

/// Words of a plugin's broker, each behind a byte that is its length, and that says by its parity whether the host asks
/// for what it is about: what is decoded is what its own encoding means, and what is kept is bounded.
pub(crate) fn words(mut bytes: &[u8]) {
    let (state, mut now, mut waiting) = (State::new(LIMIT, WAIT), Instant::now(), Vec::new());
    while let Some((length, rest)) = bytes.split_first() {
        let (word, rest) = rest.split_at_checked(usize::from(*length)).unwrap_or((rest, &[]));
        bytes = rest;
        now += Duration::from_secs(u64::from(*length) % 3);
        let Ok(info) = decode::<ConnInfo>("", Bytes::copy_from_slice(word)) else { continue };
        assert_eq!(decode::<ConnInfo>("", encode(&info)).ok().as_ref(), Some(&info));
        let id = info.service_id;
        match info.knock.clone() {
            None => state.announce(info, now),
            Some(knock) if knock.ack => state.answered(id, knock),
            Some(_) => state.park_knock(id, now),
        }
        if length % 2 == 1 {
            waiting.extend(state.ask(id, now));
            state.take_knock(id, now);
        }
        assert!(state.kept() <= 4 * LIMIT);
    }
}

/// A message of any of the services that every plugin has.
pub(crate) fn messages(bytes: &[u8]) {
    let bytes = Bytes::copy_from_slice(bytes);
    decode::<StdioData>("", bytes.clone()).ok();
    decode::<HealthCheckResponse>("", bytes.clone()).ok();
    decode::<ReflectionResponse>("", bytes.clone()).ok();
    decode::<FileHead>("", bytes).ok();
}

/// Numbers that may wait at once.
const LIMIT: usize = 8;

const WAIT: Duration = Duration::from_secs(5);
