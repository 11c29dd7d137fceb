//! Rounds: every case once in each, so that a case and its floor meet the same machine.

use std::fmt;

use serde::Serialize;

use crate::Made;
use crate::case::{Rig, Spec};

/// What was measured of one row.
#[derive(Serialize)]
pub(crate) struct Row {
    name: &'static str,
    unit: &'static str,
    p50: f64,
    p99: f64,
    mean: f64,
    floor: Option<&'static str>,
    ratio: Option<f64>,
}

/// One case in one round.
struct Round {
    p50: f64,
    p99: f64,
    mean: f64,
}

/// Measures all cases, round by round.
pub(crate) fn measure(rig: &Rig, cases: &mut [(&'static Spec, Made)], rounds: usize) -> anyhow::Result<Vec<Row>> {
    let mut all: Vec<Vec<Round>> = cases.iter().map(|_| Vec::new()).collect();
    // The first round warms up, and is not counted.
    for round in 0..=rounds {
        let count = cases.len();
        for step in 0..count {
            let index = (step + round) % count;
            let (Some((_, case)), Some(rounds)) = (cases.get_mut(index), all.get_mut(index)) else { continue };
            let samples = case.samples(rig)?;
            if round > 0 {
                rounds.push(Round::of(samples));
            }
        }
    }
    let specs: Vec<&Spec> = cases.iter().map(|(spec, _)| *spec).collect();
    let row = |(spec, own): (&&'static Spec, &Vec<Round>)| {
        let floor = spec.floor.and_then(|floor| specs.iter().position(|spec| spec.name == floor));
        let floor = floor.and_then(|floor| all.get(floor));
        let ratio = floor.map(|floor| median(own.iter().zip(floor).map(|(own, floor)| own.p50 / floor.p50).collect()));
        Row {
            name: spec.name,
            unit: spec.unit,
            p50: median(own.iter().map(|round| round.p50).collect()),
            p99: median(own.iter().map(|round| round.p99).collect()),
            mean: median(own.iter().map(|round| round.mean).collect()),
            floor: spec.floor,
            ratio,
        }
    };
    Ok(cases.iter().map(|(spec, _)| spec).zip(&all).map(row).collect())
}

impl Round {
    fn of(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        let at = |share: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "a place in a list"
            )]
            let place = (samples.len() as f64 * share) as usize;
            samples.get(place.min(samples.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
        };
        #[expect(clippy::cast_precision_loss, reason = "a count of samples")]
        let count = samples.len() as f64;
        Self { p50: at(0.5), p99: at(0.99), mean: samples.iter().sum::<f64>() / count }
    }
}

fn median(values: Vec<f64>) -> f64 {
    Round::of(values).p50
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, unit, p50, p99, mean, .. } = self;
        write!(f, "{name:28} {p50:12.3} {unit:8} p99 {p99:12.3} mean {mean:12.3}")?;
        match (self.ratio, self.floor) {
            (Some(ratio), Some(floor)) => write!(f, "  {ratio:7.3} x {floor}"),
            _ => Ok(()),
        }
    }
}
