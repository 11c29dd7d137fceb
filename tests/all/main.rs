//! Everything that takes more than one crate to test, in one binary.
//!
//! | folder | what is there |
//! |---|---|
//! | `bench` | what tests stand on: fixtures, a host with answers, bounded waits |
//! | `conformance` | what every backend does alike, each behaviour once |
//! | `foreign` | components that were made without us |
//! | `hostile` | what nobody should send: handshakes, frames, components, sections |
//! | `corpus` | a world for each construct of WIT, compiled for hosts and for plugins on both targets |
//! | `house` | the rules of this repository |
//! | `random` | worlds that nobody thought of |
//! | `mock` | a handle that no backend is behind |

mod bench;
mod conformance;
mod corpus;
mod foreign;
mod hostile;
mod house;
mod mock;
mod random;
