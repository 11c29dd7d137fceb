//! Which ways are tried, in which order, and when it is over: decided apart from the ways themselves.

use crate::environment::Environment;
use crate::error::{Attempt, Error};
use crate::progress::{Event, Progress};
use crate::target::{Source, TARGET, WasmTarget};

use std::path::PathBuf;

/// Goes one way to a compiler that builds components.
pub(crate) trait Tries {
    /// Gives the compiler to use, which was seen to build one.
    fn attempt(&self, source: Source) -> Result<PathBuf, Error>;
}

/// A way, and the variable that says to skip it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Planned {
    source: Source,
    skipped: Option<&'static str>,
}

/// Puts the ways in order: a named compiler excludes all others, and switches skip some.
pub(crate) fn plan(environment: &Environment) -> Vec<Planned> {
    if environment.wasm_rustc().is_some() {
        return vec![Planned { source: Source::Named, skipped: None }];
    }
    let planned = |(source, switch): (Source, Option<&'static str>)| Planned {
        source,
        skipped: switch.filter(|switch| environment.is_set(switch)),
    };
    ORDER.map(planned).to_vec()
}

/// Goes the ways one after the other until one leads to a compiler.
pub(crate) fn search(plan: &[Planned], tries: &impl Tries, progress: &dyn Progress) -> Result<WasmTarget, Error> {
    let mut attempts = Vec::new();
    let mut told = 0;
    for &Planned { source, skipped } in plan {
        let result = match skipped {
            Some(variable) => Err(Error::Skipped { variable }),
            None => {
                if takes_long(source) {
                    tell(attempts.get(told..).unwrap_or_default(), progress);
                    told = attempts.len();
                }
                tries.attempt(source)
            }
        };
        match result {
            Ok(rustc) => return Ok(WasmTarget { rustc, source }),
            Err(error) => attempts.push(Attempt { source, error }),
        }
    }
    Err(Error::NoWasmTarget { attempts })
}

/// Tells what failed before something takes long; else nobody needs to know how the compiler was found.
fn tell(attempts: &[Attempt], progress: &dyn Progress) {
    for attempt in attempts {
        progress.report(Event::Note(&format!("{TARGET}: {attempt}")));
    }
}

const fn takes_long(source: Source) -> bool {
    matches!(source, Source::Rustup | Source::Debian)
}

/// From the cheapest to the dearest: what is there, what was made, what can be had in seconds, in minutes.
const ORDER: [(Source, Option<&str>); 4] = [
    (Source::Current, Some("AMPHI_WASM_NO_CURRENT")),
    (Source::Earlier, None),
    (Source::Rustup, Some("AMPHI_WASM_NO_RUSTUP")),
    (Source::Debian, Some("AMPHI_WASM_NO_DEBIAN")),
];

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::progress::{Collected, Silent};

    /// Ways of which only some lead anywhere.
    struct Mock {
        works: Vec<Source>,
        tried: RefCell<Vec<Source>>,
    }

    impl Tries for Mock {
        fn attempt(&self, source: Source) -> Result<PathBuf, Error> {
            self.tried.borrow_mut().push(source);
            if self.works.contains(&source) { Ok(source.to_string().into()) } else { Err(Error::NoCache) }
        }
    }

    fn environment(variables: &[&str]) -> Environment {
        Environment::from_variables(variables.iter().map(|name| (name.into(), "1".into())))
    }

    fn go(variables: &[&str], works: &[Source]) -> (Result<WasmTarget, Error>, Vec<Source>) {
        let mock = Mock { works: works.to_vec(), tried: RefCell::default() };
        let result = search(&plan(&environment(variables)), &mock, &Silent);
        (result, mock.tried.into_inner())
    }

    const ALL: [Source; 4] = [Source::Current, Source::Earlier, Source::Rustup, Source::Debian];

    #[test]
    fn the_first_way_that_works_ends_the_search() {
        for (position, source) in ALL.iter().enumerate() {
            let (found, tried) = go(&[], &ALL[position..]);
            assert_eq!(found.unwrap(), WasmTarget { rustc: source.to_string().into(), source: *source });
            assert_eq!(tried, ALL[..=position]);
        }
    }

    #[test]
    fn nothing_works_lists_every_way_in_order() {
        let (found, tried) = go(&[], &[]);
        let Err(Error::NoWasmTarget { attempts }) = found else { panic!("{found:?}") };
        assert_eq!(attempts.iter().map(|attempt| attempt.source).collect::<Vec<_>>(), ALL);
        assert_eq!(tried, ALL);
    }

    #[test]
    fn a_named_compiler_is_the_only_one_tried() {
        let (found, tried) = go(&["AMPHI_WASM_RUSTC"], &[Source::Named]);
        assert_eq!(found.unwrap().source, Source::Named);
        assert_eq!(tried, [Source::Named]);

        let (found, tried) = go(&["AMPHI_WASM_RUSTC"], &ALL);
        let Err(Error::NoWasmTarget { attempts }) = found else { panic!("{found:?}") };
        assert_eq!(attempts.len(), 1);
        assert_eq!(tried, [Source::Named]);
    }

    #[test]
    fn a_switch_skips_its_way_and_stands_in_the_list() {
        let switches = [
            (Source::Current, "AMPHI_WASM_NO_CURRENT"),
            (Source::Rustup, "AMPHI_WASM_NO_RUSTUP"),
            (Source::Debian, "AMPHI_WASM_NO_DEBIAN"),
        ];
        for (skipped, switch) in switches {
            let (found, tried) = go(&[switch], &[skipped]);
            let Err(Error::NoWasmTarget { attempts }) = found else { panic!("{found:?}") };
            assert!(!tried.contains(&skipped));
            let attempt = attempts.iter().find(|attempt| attempt.source == skipped).unwrap();
            assert!(matches!(attempt.error, Error::Skipped { variable } if variable == switch));
        }
        let (found, tried) = go(&["AMPHI_WASM_NO_CURRENT", "AMPHI_WASM_NO_RUSTUP"], &[Source::Debian]);
        assert_eq!(found.unwrap().source, Source::Debian);
        assert_eq!(tried, [Source::Earlier, Source::Debian]);
    }

    #[test]
    fn what_failed_is_told_before_something_takes_long() {
        let told = |works| {
            let mock = Mock { works: vec![works], tried: RefCell::default() };
            let collected = Collected::default();
            search(&plan(&environment(&[])), &mock, &collected).unwrap();
            collected.take().len()
        };
        assert_eq!(ALL.map(told), [0, 0, 2, 3]);
    }
}
