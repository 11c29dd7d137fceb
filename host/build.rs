//! Tells the crate the triple that it is built for; the standard library does not.

fn main() {
    let target = std::env::var("TARGET").unwrap_or_default();
    println!("cargo::rustc-env=AMPHI_TARGET={target}");
    println!("cargo::rerun-if-changed=build.rs");
}
