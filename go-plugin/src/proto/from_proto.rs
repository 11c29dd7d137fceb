//! What `amphi wit from-proto` writes, without the writing.

use std::path::PathBuf;

use super::codec::Codec;
use super::derive::Options;
use super::error::Error;
use super::mapping::Mapping;
use super::schema::Schema;

/// What is to be derived.
#[derive(Clone, Debug, Default)]
pub struct FromProto {
    /// The `.proto` files, by path or by name in one of the folders to include.
    pub files: Vec<PathBuf>,
    /// The folders in which imports are looked for.
    pub includes: Vec<PathBuf>,
    /// What is chosen about the WIT.
    pub options: Options,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its name, without a folder: `tfplugin5.wit`, `tfplugin5.mapping.toml`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Derives the WIT and the mapping file of some `.proto` files: the same text for the same files.
///
/// The WIT was parsed again, so that what is written can be used.
///
/// # Errors
///
/// What [`Schema::from_files`], [`Mapping::derive`] and [`Codec::new`] refuse, and types over the limits of Amphi.
pub fn from_proto(source: &FromProto) -> Result<[Output; 2], Error> {
    let schema = Schema::from_files(&source.files, &source.includes)?;
    let mapping = Mapping::derive(&schema, &source.options)?;
    let codec = Codec::new(&schema, &mapping)?;
    codec.interface()?;
    let stem = mapping.package.split(['@', ':']).nth(1).unwrap_or("derived");
    Ok([
        Output { name: format!("{stem}.wit"), text: codec.wit().to_string() },
        Output { name: format!("{stem}.mapping.toml"), text: mapping.to_toml() },
    ])
}
