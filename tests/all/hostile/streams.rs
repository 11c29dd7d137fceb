//! Faults on the stream lane.

use amphi_host::{EndCause, Error, Value};

use super::{BOUND, no_process_is_left, poke};
use crate::bench::{block_on, within};

/// Makes a test of each fault after which the session cannot go on.
macro_rules! ends {
    ($($name:ident($fault:literal),)*) => {$(
        #[test]
        fn $name() {
            block_on(async {
                let fault = concat!("streams/plain/", $fault);
                let (answer, handle) = poke(fault).await;
                match answer {
                    Err(Error::Ended { cause, .. }) => {
                        let exited = $fault == "exit" && matches!(*cause, EndCause::Exited { code: 6, .. });
                        assert!(exited || matches!(*cause, EndCause::Violation { .. }), "{cause:?}");
                    }
                    other => panic!("{other:?}"),
                }
                let next = handle.call("poke", &[1_u32.into()]).await;
                assert!(matches!(next, Err(Error::Ended { .. })), "{next:?}");
                no_process_is_left(fault).await;
            });
        }
    )*};
}

ends! {
    it_speaks_http_where_it_should_greet("no-hello"),
    it_greets_for_another_lane("other-lane"),
    it_exits("exit"),
    it_speaks_no_yamux("garbage"),
    it_hangs_up("hang-up"),
    it_opens_ten_thousand_streams("ten-thousand"),
    it_opens_a_stream_of_another_kind("other-kind"),
    it_ends_a_stream_in_its_frame("half-closed"),
    it_announces_four_gigabytes("four-gigabytes"),
    it_sends_more_than_the_frame("too-much"),
    it_sends_what_belongs_on_the_call_lane("control"),
}

/// Makes a test of each fault that spoils one call at most.
macro_rules! survives {
    ($($name:ident($fault:literal): $answer:pat,)*) => {$(
        #[test]
        fn $name() {
            block_on(async {
                let fault = concat!("streams/plain/", $fault);
                let (answer, handle) = poke(fault).await;
                assert!(matches!(answer, $answer), "{answer:?}");
                within(BOUND, handle.stop()).await.unwrap();
                no_process_is_left(fault).await;
            });
        }
    )*};
}

survives! {
    it_answers_there_what_is_short("none"): Ok(Some(Value::U32(42))),
    it_answers_byte_by_byte("in-pieces"): Ok(Some(Value::U32(42))),
    it_asks_for_the_lane_again_and_again("ask-often"): Ok(Some(Value::U32(42))),
    it_answers_twice("twice"): Ok(Some(Value::U32(42))),
    it_resets_ten_thousand_streams("reset"): Ok(Some(Value::U32(42))),
    it_never_greets("silent"): Err(Error::DeadlineExceeded { .. }),
    // yamux answers these two with a farewell of its own, and waits for the peer to heed it.
    it_uses_a_number_of_the_other_side("wrong-parity"): Err(Error::DeadlineExceeded { .. } | Error::Ended { .. }),
    it_sends_more_than_the_window("over-window"): Err(Error::DeadlineExceeded { .. } | Error::Ended { .. }),
    it_pings_without_end("pings"): Err(Error::DeadlineExceeded { .. } | Error::Ended { .. }),
}
