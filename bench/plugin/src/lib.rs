//! The plugin that is measured: it does next to nothing, so that what is around it shows.

#![cfg_attr(target_family = "wasm", expect(missing_docs, reason = "what wit-bindgen makes has no documentation"))]

amphi_guest_sdk::plugin!({ path: "wit", world: "bench" });

struct Bench;

impl Guest for Bench {
    fn scalar(number: u64) -> u64 {
        number.wrapping_add(1)
    }

    fn echo(data: Vec<u8>) -> Vec<u8> {
        data
    }

    fn length(data: Vec<u8>) -> u64 {
        data.len() as u64
    }

    fn callback(data: Vec<u8>) -> Vec<u8> {
        amphi::bench::host::reflect(&data)
    }
}

export!(Bench);
