//! What a plugin says that it serves: gRPC's server reflection, which Go's plugins have since v1.2.0.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use futures_util::stream;
use tonic::{Code, Request};

use super::error::Error;
use super::raw::RawClient;
use super::wire::{FileHead, ReflectionRequest, ReflectionResponse, decode, encode};

/// The services of a plugin, and the files of protobuf that describe them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reflection {
    /// The full names of the services, go-plugin's own among them, in alphabetical order.
    pub services: Vec<String>,
    /// An encoded `google.protobuf.FileDescriptorProto` for each file, by its name. With the files that it imports,
    /// as far as the plugin has them.
    pub files: BTreeMap<String, Bytes>,
}

/// Reads all of it, by the newest version of the service that the plugin has.
pub(super) async fn read(client: &RawClient) -> Result<Reflection, Error> {
    match read_by(client, V1).await {
        Err(Error::Status { code: Code::Unimplemented, .. }) => read_by(client, V1_ALPHA).await,
        read => read,
    }
}

async fn read_by(client: &RawClient, method: &'static str) -> Result<Reflection, Error> {
    let request = ReflectionRequest { list_services: Some("*".to_string()), ..ReflectionRequest::default() };
    let listed = ask(client, method, &request).await?.services.unwrap_or_default();
    bounded("services", listed.services.len(), MAX_SERVICES)?;
    let mut reflection = Reflection::default();
    reflection.services.extend(listed.services.into_iter().map(|service| service.name));
    reflection.services.sort();
    let mut files = Files { bytes: 0, missing: Vec::new(), found: BTreeMap::new() };
    for service in &reflection.services {
        let symbol =
            ReflectionRequest { file_containing_symbol: Some(service.clone()), ..ReflectionRequest::default() };
        files.take(method, ask(client, method, &symbol).await?)?;
    }
    let mut asked = BTreeSet::new();
    while let Some(name) = files.missing.pop() {
        if files.found.contains_key(&name) || !asked.insert(name.clone()) {
            continue;
        }
        bounded("files", asked.len(), MAX_FILES)?;
        let file = ReflectionRequest { file_by_filename: Some(name), ..ReflectionRequest::default() };
        files.take(method, ask(client, method, &file).await?)?;
    }
    reflection.files = files.found;
    Ok(reflection)
}

/// The files so far.
struct Files {
    bytes: usize,
    /// Names of imported files that may not have come yet.
    missing: Vec<String>,
    found: BTreeMap<String, Bytes>,
}

impl Files {
    /// Takes the files of an answer. That a plugin lacks one is no error: it may hide what it imports.
    fn take(&mut self, method: &'static str, answer: ReflectionResponse) -> Result<(), Error> {
        for file in answer.files.unwrap_or_default().files {
            let head: FileHead = decode(method, file.clone())?;
            if self.found.contains_key(&head.name) {
                continue;
            }
            self.bytes = self.bytes.saturating_add(file.len());
            bounded("bytes of files", self.bytes, MAX_BYTES)?;
            bounded("files", self.found.len() + 1, MAX_FILES)?;
            bounded("imports", self.missing.len().saturating_add(head.dependencies.len()), MAX_IMPORTS)?;
            self.missing.extend(head.dependencies);
            self.found.insert(head.name, file);
        }
        Ok(())
    }
}

/// One question on a stream of its own: plugins send a file once for each stream.
async fn ask(
    client: &RawClient,
    method: &'static str,
    request: &ReflectionRequest,
) -> Result<ReflectionResponse, Error> {
    let request = encode(request);
    let mut answers = client.streaming(method, Request::new(stream::iter([request]))).await?;
    let Some(answer) = answers.next().await? else {
        let none = tonic::Status::unimplemented("the plugin gives no answer");
        return Err(Error::status(method, &none));
    };
    let answer: ReflectionResponse = decode(method, answer)?;
    match &answer.error {
        // The name of a service without its file, and of an import that is hidden.
        Some(error) if Code::from_i32(error.code) != Code::NotFound => {
            Err(Error::status(method, &tonic::Status::new(Code::from_i32(error.code), error.message.as_str())))
        }
        _ => Ok(answer),
    }
}

fn bounded(what: &'static str, count: usize, limit: usize) -> Result<(), Error> {
    if count > limit { Err(Error::TooMuch { what, limit }) } else { Ok(()) }
}

const V1: &str = "grpc.reflection.v1.ServerReflection/ServerReflectionInfo";

/// What grpc-go had before 2023.
const V1_ALPHA: &str = "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";

/// Services of a plugin: it has a handful.
const MAX_SERVICES: usize = 1024;

/// Files that describe them: a large API has a few hundred.
const MAX_FILES: usize = 4096;

/// Imports that were not looked up yet.
const MAX_IMPORTS: usize = 64 << 10;

/// Bytes of all files: those of the largest public API are about 10 MiB.
const MAX_BYTES: usize = 32 << 20;
