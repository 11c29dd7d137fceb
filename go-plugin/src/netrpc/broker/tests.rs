//! The broker's numbers, with a clock that is moved by hand.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::BrokerId;
use super::parking::{Parking, Place};
use crate::used_ids::UsedIds;

const ID: BrokerId = BrokerId(7);

#[test]
fn a_stream_and_its_acceptor_find_each_other_in_either_order() {
    let (now, mut parking) = (Instant::now(), Parking::new());
    parking.arrive(ID, "early", now);
    assert!(matches!(parking.wait(ID), Some(Place::Parked("early"))));
    let Some(Place::Wait(mut waiting)) = parking.wait(ID) else { panic!("nothing is parked") };
    assert!(parking.wait(ID).is_none());
    parking.arrive(ID, "late", now);
    assert_eq!(waiting.try_recv(), Ok("late"));
    assert!(parking.next_due().is_none());
}

#[test]
fn a_stream_that_nobody_accepts_is_dropped_when_its_time_is_up() {
    let (now, mut parking) = (Instant::now(), Parking::new());
    let until = now + Duration::from_secs(5);
    parking.arrive(ID, "first", until);
    // The second of a number never replaces the first.
    parking.arrive(ID, "second", until + Duration::from_secs(5));
    assert_eq!(parking.next_due(), Some(until));
    parking.expire(now);
    assert_eq!(parking.next_due(), Some(until));
    parking.expire(until);
    assert_eq!(parking.next_due(), None);
    assert!(matches!(parking.wait(ID), Some(Place::Wait(_))));
}

#[test]
fn one_who_gave_up_is_not_waited_for() {
    let (now, mut parking) = (Instant::now(), Parking::new());
    drop(parking.wait(ID));
    parking.arrive(ID, "stream", now);
    assert!(matches!(parking.wait(ID), Some(Place::Parked("stream"))));
    let kept = parking.wait(ID);
    parking.give_up(ID);
    parking.arrive(ID, "next", now);
    let Some(Place::Wait(mut waiting)) = kept else { panic!("nothing was parked") };
    assert_eq!(waiting.try_recv(), Ok("next"));
    parking.close();
    let Some(Place::Wait(mut waiting)) = parking.wait(ID) else { panic!("nothing is parked") };
    assert!(waiting.try_recv().is_err());
}

proptest! {
    #[test]
    fn a_number_is_new_once(ids in proptest::collection::vec(prop_oneof![0..40_u32, u32::MAX - 3..=u32::MAX], 0..80)) {
        let (mut used, mut known) = (UsedIds::default(), std::collections::HashSet::new());
        for id in ids {
            prop_assert_eq!(used.insert(id), known.insert(id));
        }
    }
}
