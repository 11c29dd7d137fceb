//! What the host answers to the plugin that moves streams and futures.

use std::io::Cursor;

use amphi_host::{CallContext, Error, FutureReader, ImportError, StreamReader};
use futures_util::{StreamExt, TryStreamExt};
use tokio::io::AsyncReadExt;

use super::streams::streams::suite::outside::Host;
use super::streams::streams::suite::types::Parcel;

/// Files, marks and parcels.
#[derive(Clone, Default)]
pub struct Outside;

impl Host for Outside {
    async fn mark(&self, _cx: &CallContext, texts: StreamReader<String>) -> Result<StreamReader<String>, ImportError> {
        Ok(StreamReader::from_stream(texts.map_ok(|text| format!("{text}!"))))
    }

    async fn open(&self, _cx: &CallContext, name: String) -> Result<Result<StreamReader<u8>, String>, ImportError> {
        Ok(match name.as_str() {
            "small" => Ok(StreamReader::from_reader(Cursor::new(b"a small file".to_vec()))),
            "broken" => {
                let failed = std::io::Error::other("the disk is gone");
                let source = StreamReader::<u8>::from_reader(Cursor::new(b"half".to_vec())).map_err(Error::from);
                let failure = amphi_host::StreamFailure::Source { reason: failed.to_string() };
                let rest = futures_util::stream::iter([Err(Error::Stream { failure })]);
                Ok(StreamReader::from_stream(source.chain(rest)))
            }
            name => Err(format!("no file {name}")),
        })
    }

    async fn store(&self, _cx: &CallContext, mut content: StreamReader<u8>) -> Result<u64, ImportError> {
        let mut size = 0;
        let mut buffer = vec![0; 64 << 10];
        loop {
            match content.read(&mut buffer).await.map_err(|error| ImportError::new(error.to_string()))? {
                0 => return Ok(size),
                count => size += count as u64,
            }
        }
    }

    async fn double(&self, _cx: &CallContext, number: u32) -> Result<FutureReader<u32>, ImportError> {
        Ok(FutureReader::from_future(async move {
            tokio::task::yield_now().await;
            Ok(2 * number)
        }))
    }

    async fn exchange(&self, _cx: &CallContext, parcel: Parcel) -> Result<Option<Parcel>, ImportError> {
        let (name, paid) = (parcel.name, parcel.paid);
        let content = StreamReader::from_stream(parcel.content.map_ok(|byte| byte.wrapping_add(1)));
        let paid = FutureReader::from_future(async move { Ok(paid.await? + 1) });
        Ok((!name.is_empty()).then_some(Parcel { name: format!("for {name}"), content, paid }))
    }
}
