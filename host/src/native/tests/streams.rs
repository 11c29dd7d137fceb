//! Streams between a host and a process: what components do not share.

use std::time::Duration;

use futures_util::StreamExt;
use tokio::io::AsyncReadExt;

use super::plugin::Own;
use crate::error::Error;
use crate::handle::PluginHandle;
use crate::{StreamFailure, StreamReader, Value};

/// How long any wait may take before the test has failed.
const LIMIT: Duration = Duration::from_secs(60);

async fn within<R>(future: impl Future<Output = R>) -> R {
    tokio::time::timeout(LIMIT, future).await.unwrap()
}

async fn call(plugin: &dyn PluginHandle, function: &str, arg: Value) -> Value {
    within(plugin.call(function, &[arg])).await.unwrap().unwrap()
}

async fn upper(plugin: &dyn PluginHandle, bytes: StreamReader<u8>) -> StreamReader<u8> {
    let Value::Stream(stream) = call(plugin, "upper", Value::Stream(bytes.into_handle())).await else { panic!() };
    StreamReader::from_handle(&stream).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_goes_in_and_a_reader_comes_out() {
    for tls in [crate::config::Tls::Auto, crate::config::Tls::Off] {
        let mut own = Own::new();
        own.config.native.tls = tls;
        let plugin = own.load().await.unwrap();
        let text = "some text, ".repeat(300_000);
        let source = StreamReader::from_reader(std::io::Cursor::new(text.clone().into_bytes()));
        let mut back = upper(&*plugin, source).await;
        let mut got = String::new();
        within(back.read_to_string(&mut got)).await.unwrap();
        assert!(got == text.to_uppercase());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn elements_of_another_type_are_an_error_of_the_stream() {
    let plugin = Own::new().load().await.unwrap();
    let source = StreamReader::from_reader(std::io::Cursor::new(b"zzzz".to_vec()));
    let Value::Stream(stream) = call(&*plugin, "upper", Value::Stream(source.into_handle())).await else { panic!() };
    let mut wrong = StreamReader::<String>::from_handle(&stream).unwrap();
    let failed = within(wrong.next()).await;
    assert!(matches!(failed, Some(Err(Error::Stream { failure: StreamFailure::Malformed(_) }))), "{failed:?}");
    assert!(StreamReader::<u8>::from_handle(&stream).is_none(), "it can be taken once");
    within(plugin.health()).await.unwrap();
}
