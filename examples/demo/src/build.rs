//! Builds the example plugin for both targets, into the folder form that a host loads.
