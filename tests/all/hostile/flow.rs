//! Faults in a stream that a plugin gives.

use std::sync::Arc;

use amphi_host::{CallContext, EndCause, Error, PluginHandle, StreamReader, Value};
use futures_util::StreamExt;

use super::{BOUND, Neighbour, host, load_in, no_process_is_left};
use crate::bench::{block_on, within};

/// What came out of the stream, and how it ended.
type Flow = (Vec<u16>, Result<(), String>);

/// Has the plugin give a stream with something wrong in it, and takes all of it, or so many numbers.
async fn flow(fault: &str, most: usize) -> (Result<Flow, Error>, Arc<dyn PluginHandle>) {
    let host = host(fault).await;
    let neighbour = Neighbour::load(&host).await;
    let handle = load_in(&host).await.unwrap();
    let called = within(BOUND, handle.call_in(&CallContext::root(), "flow", &[])).await;
    let flow = match called {
        Ok(Some(Value::Stream(stream))) => {
            let mut stream = StreamReader::<u16>::from_handle(&stream).unwrap();
            Ok(within(BOUND, drain(&mut stream, most)).await)
        }
        Ok(other) => panic!("{other:?}"),
        Err(error) => Err(error),
    };
    neighbour.answers().await;
    (flow, handle)
}

async fn drain(stream: &mut StreamReader<u16>, most: usize) -> Flow {
    let mut numbers = Vec::new();
    while numbers.len() < most {
        match stream.next().await {
            None => return (numbers, Ok(())),
            Some(Ok(number)) => numbers.push(number),
            Some(Err(error)) => return (numbers, Err(error.to_string())),
        }
    }
    (numbers, Ok(()))
}

/// Whether a stream ended as it should have: with an error that says this, or without one.
fn ended_with(flow: &Result<Flow, Error>, text: Option<&str>) -> bool {
    match (flow, text) {
        (Ok((_, Ok(()))), None) => true,
        (Ok((_, Err(error))), Some(text)) => error.contains(text),
        _ => false,
    }
}

/// Makes a test of each fault: its name, the fault, what comes out of the stream, and how that ends.
macro_rules! flows {
    ($($name:ident($fault:literal): $numbers:pat => $end:expr,)*) => {$(
        #[test]
        fn $name() {
            block_on(async {
                let fault = concat!("flow/plain/", $fault);
                let (flow, handle) = flow(fault, 5_000).await;
                assert!(matches!(&flow, Ok((numbers, _)) if matches!(numbers.as_slice(), $numbers)), "{flow:?}");
                assert!(ended_with(&flow, $end), "{flow:?}");
                // The fault is the stream's alone: nothing else of the plugin is lost by it.
                within(BOUND, handle.stop()).await.unwrap();
                no_process_is_left(fault).await;
            });
        }
    )*};
}

flows! {
    it_flows("none"): [1, 2, 3] => None,
    it_flows_byte_by_byte("byte-by-byte"): [1, 2, 3] => None,
    it_is_broken_off("reset"): [] | [1, 2, 3] => Some("its sender gave it up before its end"),
    it_has_a_frame_without_elements("no-elements"): [] => Some("its elements do not decode"),
    it_has_half_an_element("half-an-element"): [] => Some("its elements do not decode"),
    it_has_more_than_its_elements("too-much"): [] => Some("its elements do not decode"),
    it_has_more_elements_than_there_are("many-elements"): [] => Some("its elements do not decode"),
    nobody_wants_all_of_it("endless"): [1, 2, 3, ..] => None,
}

/// What breaks the protocol of the lane, and not only a stream of it.
fn ends(fault: &str) {
    block_on(async {
        let fault = format!("flow/plain/{fault}");
        let (flow, handle) = flow(&fault, 5_000).await;
        assert!(!matches!(flow, Ok((_, Ok(())))), "{flow:?}");
        let next = within(BOUND, handle.call("poke", &[1_u32.into()])).await;
        let Err(Error::Ended { cause, .. }) = next else { panic!("{next:?}") };
        assert!(matches!(*cause, EndCause::Violation { .. }), "{cause:?}");
        no_process_is_left(&fault).await;
    });
}

#[test]
fn it_ends_in_the_middle_of_a_frame() {
    ends("half-a-frame");
}

#[test]
fn it_announces_a_frame_of_four_gigabytes() {
    ends("four-gigabytes");
}

#[test]
fn another_one_has_its_number() {
    ends("same-number");
}

/// Streams that no message speaks of: only so many are kept.
#[test]
fn there_are_streams_of_nobody() {
    ends("of-nobody");
}

/// 0 is no number of a stream.
#[test]
fn it_has_no_number() {
    block_on(async {
        let (flow, _handle) = flow("flow/plain/zero", 1).await;
        assert!(matches!(flow, Err(Error::Result { .. })), "{flow:?}");
    });
}
