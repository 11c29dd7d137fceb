//! The plugin that is measured in what waits, flows and stays: it does next to nothing, so that what is around it shows.

#![cfg_attr(target_family = "wasm", expect(missing_docs, reason = "what wit-bindgen makes has no documentation"))]

amphi_guest_sdk::plugin!({ path: "wit", world: "parts" });

use std::cell::Cell;

use amphi_guest_sdk::{StreamReader, StreamResult};

use exports::amphi::parts::things::{self, GuestCounter, Point};

struct Bench;

#[derive(Default)]
struct Counter(Cell<u64>);

impl Guest for Bench {
    async fn next(number: u64) -> u64 {
        number.wrapping_add(1)
    }
}

impl things::Guest for Bench {
    type Counter = Counter;

    async fn drain(mut bytes: StreamReader<u8>) -> u64 {
        let (mut count, mut buffer) = (0, Vec::with_capacity(CHUNK));
        loop {
            let status;
            (status, buffer) = bytes.read(buffer).await;
            count += buffer.len() as u64;
            buffer.clear();
            if status == StreamResult::Dropped {
                return count;
            }
        }
    }

    async fn count(mut points: StreamReader<Point>) -> u64 {
        let mut count = 0;
        loop {
            let (status, read) = points.read(Vec::with_capacity(CHUNK / 8)).await;
            count += read.len() as u64;
            if status == StreamResult::Dropped {
                return count;
            }
        }
    }
}

impl GuestCounter for Counter {
    fn new() -> Self {
        Self::default()
    }

    fn add(&self, number: u64) -> u64 {
        self.0.set(self.0.get().wrapping_add(number));
        self.0.get()
    }
}

/// Bytes that are read at a time.
const CHUNK: usize = 64 << 10;

export!(Bench);
