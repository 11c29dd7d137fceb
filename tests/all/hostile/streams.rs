//! Faults on the stream lane.

use amphi_host::{EndCause, Error, Value};

ends! { "streams/plain/",
    it_speaks_http_where_it_should_greet("no-hello"): EndCause::Violation { .. },
    it_greets_for_another_lane("other-lane"): EndCause::Violation { .. },
    it_exits("exit"): EndCause::Exited { code: 6, .. } | EndCause::Violation { .. },
    it_speaks_no_yamux("garbage"): EndCause::Violation { .. },
    it_hangs_up("hang-up"): EndCause::Violation { .. },
    it_opens_ten_thousand_streams("ten-thousand"): EndCause::Violation { .. },
    it_opens_a_stream_of_another_kind("other-kind"): EndCause::Violation { .. },
    it_ends_a_stream_in_its_frame("half-closed"): EndCause::Violation { .. },
    it_announces_four_gigabytes("four-gigabytes"): EndCause::Violation { .. },
    it_sends_more_than_the_frame("too-much"): EndCause::Violation { .. },
    it_sends_what_belongs_on_the_call_lane("control"): EndCause::Violation { .. },
}

survives! { "streams/plain/",
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
