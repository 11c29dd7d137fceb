//! What the macros say about mistakes: each file fails with the text beside it.
//!
//! `TRYBUILD=overwrite cargo test -p amphi-macros` writes the texts anew.

#[test]
fn mistakes_are_explained() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
