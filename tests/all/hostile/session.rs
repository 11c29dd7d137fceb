//! Faults in answer to a call.

use amphi_host::{EndCause, Error, Value};

ends! { "session/",
    it_exits("exit"): EndCause::Exited { code: 5, .. },
    it_aborts("kill"): EndCause::Signalled { signal: 6, .. },
    it_hangs_up("hang-up"): EndCause::Violation { .. },
    it_hangs_up_in_a_call_to_the_host("hang-up-in-a-call-to-the-host"): EndCause::Violation { .. },
    it_hangs_up_in_a_frame("half-frame"): EndCause::Violation { .. },
    it_announces_four_gigabytes("huge-frame"): EndCause::Violation { .. },
    it_sends_an_empty_frame("empty-frame"): EndCause::Violation { .. },
    it_sends_an_unknown_message("unknown-message"): EndCause::Violation { .. },
    it_sends_a_message_that_is_cut("garbage-frame"): EndCause::Violation { .. },
    it_sends_more_than_the_message("trailing-bytes"): EndCause::Violation { .. },
    it_greets_twice("hello-again"): EndCause::Violation { .. },
    it_fails_in_an_unknown_way("unknown-failure"): EndCause::Violation { .. },
    it_panics_by_its_own_account("failure"): EndCause::Panicked { .. },
}

survives! { "session/",
    it_hangs_up_after_the_answer("hang-up-after-the-answer"): Ok(Some(Value::U32(42))),
    its_result_is_empty("no-result"): Err(Error::Result { .. } | Error::Ended { .. }),
    its_result_is_too_long("long-result"): Err(Error::Result { .. } | Error::Ended { .. }),
    its_result_is_garbage("garbage-result"): Err(Error::Result { .. } | Error::Ended { .. }),
    it_calls_an_import_that_is_not_there("call-nobody"): Ok(Some(Value::U32(42))),
    it_calls_within_a_call_that_is_not_there("call-from-nowhere"): Ok(Some(Value::U32(42))),
    it_cancels_a_call_that_it_never_made("cancel-nobody"): Ok(Some(Value::U32(42))),
    it_drops_a_resource_that_it_never_had("drop-nobody"): Ok(Some(Value::U32(42))),
    it_answers_health_unasked("health-unasked"): Ok(Some(Value::U32(42))),
    it_floods_the_log("log-flood"): Ok(Some(Value::U32(42))),
    it_never_answers("never"): Err(Error::DeadlineExceeded { .. }),
    it_says_goodbye("goodbye"): Err(Error::DeadlineExceeded { .. }),
    it_answers_a_call_that_nobody_made("answer-nobody"): Ok(Some(Value::U32(42))),
    it_answers_twice("answer-twice"): Ok(Some(Value::U32(42))),
    it_speaks_of_a_re_entrance("reentrant"): Err(Error::Reentrant { .. } | Error::Ended { .. }),
}
