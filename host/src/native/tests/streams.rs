//! Streams and futures between a host and a process.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::plugin::{Own, memory};
use super::*;
use crate::error::Error;
use crate::handle::PluginHandle;
use crate::{FutureReader, StreamFailure, StreamReader, StreamWriter, Value};

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

/// Through the plugin, an import of the host, and both again.
async fn relayed(plugin: &dyn PluginHandle) -> (StreamWriter<String>, StreamReader<String>) {
    let (writer, reader) = StreamReader::channel();
    let arg = Value::Stream(reader.into_handle());
    let Value::Stream(stream) = call(plugin, "relay-stream", arg).await else { panic!() };
    (writer, StreamReader::from_handle(&stream).unwrap())
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
async fn a_gigabyte_takes_no_memory_on_either_side() {
    const BYTES: u64 = 1 << 30;
    const GROWTH: u64 = 32 << 20;
    let plugin: Arc<dyn PluginHandle> = Own::new().load().await.unwrap();
    let of_plugin = async || {
        let Value::U64(bytes) = within(plugin.call("memory", &[])).await.unwrap().unwrap() else { panic!() };
        bytes
    };
    let (host, before) = (memory(), of_plugin().await);
    let mut back = upper(&*plugin, StreamReader::from_reader(tokio::io::repeat(b'a').take(BYTES))).await;
    let mut got = 0;
    let mut buffer = vec![0; 1 << 20];
    loop {
        let count = within(back.read(&mut buffer)).await.unwrap();
        assert!(buffer[..count].iter().all(|byte| *byte == b'A'));
        let megabytes = got >> 24;
        got += count as u64;
        if count == 0 || got >> 24 > megabytes {
            let (host_now, plugin_now) = (memory(), of_plugin().await);
            assert!(host_now.saturating_sub(host) < GROWTH, "the host has grown from {host} to {host_now} bytes");
            assert!(plugin_now.saturating_sub(before) < GROWTH, "the plugin, from {before} to {plugin_now} bytes");
        }
        if count == 0 {
            break;
        }
    }
    assert_eq!(got, BYTES);
}

#[tokio::test(flavor = "multi_thread")]
async fn values_are_written_by_hand_and_read_one_by_one() {
    let plugin = Own::new().load().await.unwrap();
    let (mut writer, mut reader) = relayed(&*plugin).await;
    for number in 0..10 {
        within(writer.send(number.to_string())).await.unwrap();
        assert_eq!(within(reader.next()).await.unwrap().unwrap(), number.to_string());
    }
    within(writer.close()).await.unwrap();
    assert!(within(reader.next()).await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_learns_that_nobody_reads() {
    let plugin = Own::new().load().await.unwrap();
    let (mut writer, reader) = relayed(&*plugin).await;
    drop(reader);
    let refused = loop {
        if let Err(error) = within(writer.send("into the void".to_string())).await {
            break error;
        }
    };
    assert!(matches!(refused, Error::Stream { failure: StreamFailure::ReaderGone }), "{refused}");
    // Bytes are no different.
    let (mut writer, bytes) = StreamReader::channel();
    drop(upper(&*plugin, bytes).await);
    while within(writer.write_all(&[b'x'; 100_000])).await.is_ok() {}
    assert!(writer.is_reader_gone());
    within(plugin.health()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_in_the_middle_is_no_clean_end() {
    let plugin = Own::new().load().await.unwrap();
    // A writer that is dropped and not closed.
    let (mut writer, mut reader) = relayed(&*plugin).await;
    within(writer.send("half of it".to_string())).await.unwrap();
    assert_eq!(within(reader.next()).await.unwrap().unwrap(), "half of it");
    drop(writer);
    assert!(matches!(within(reader.next()).await, Some(Err(Error::Stream { failure: StreamFailure::Broken }))));
    assert!(within(reader.next()).await.is_none(), "the error is the last");
    // A source that fails.
    let failing = futures_util::stream::iter([
        Ok("good".to_string()),
        Err(Error::Stream { failure: StreamFailure::Source { reason: "disk".to_string() } }),
    ]);
    let arg = Value::Stream(StreamReader::from_stream(failing).into_handle());
    let Value::Stream(stream) = call(&*plugin, "relay-stream", arg).await else { panic!() };
    let all: Vec<_> = within(StreamReader::<String>::from_handle(&stream).unwrap().collect()).await;
    assert!(matches!(all.last(), Some(Err(Error::Stream { failure: StreamFailure::Broken }))), "{all:?}");
    // A plugin that ends.
    let (_writer, mut reader) = relayed(&*plugin).await;
    plugin.stop().await.unwrap();
    assert!(matches!(within(reader.next()).await, Some(Err(Error::Stream { failure: StreamFailure::SessionEnded }))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_future_goes_in_and_another_comes_out() {
    let plugin = Own::new().load().await.unwrap();
    let (sender, today) = tokio::sync::oneshot::channel();
    let today = FutureReader::from_future(async { Ok(today.await.unwrap_or(0_u32)) });
    let arg = Value::Future(today.into_handle());
    let Value::Future(tomorrow) = call(&*plugin, "tomorrow", arg).await else { panic!() };
    let tomorrow = FutureReader::<u32>::from_handle(&tomorrow).unwrap();
    sender.send(7_u32).unwrap();
    assert_eq!(within(tomorrow.into_future()).await.unwrap(), 8);
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

/// What a typed client has where the host has no other backend.
#[cfg(not(feature = "wasm"))]
mod typed {
    use super::*;
    use crate::client::Client;

    crate::bindings!({
        inline: "package t:t; world t {
            export tomorrow: async func(today: future<u32>) -> future<u32>;
            export upper: async func(bytes: stream<u8>) -> stream<u8>;
        }",
        crate: crate,
    });

    #[tokio::test(flavor = "multi_thread")]
    async fn a_typed_client_has_them_as_arguments_and_results() {
        let plugin: Arc<dyn PluginHandle> = Own::new().load().await.unwrap();
        let client = <T as crate::World>::from_client(Client::bind::<T>(plugin).unwrap());
        let source = StreamReader::from_reader(std::io::Cursor::new(b"typed".to_vec()));
        let mut back = within(client.upper(source)).await.unwrap();
        let mut got = String::new();
        within(back.read_to_string(&mut got)).await.unwrap();
        assert_eq!(got, "TYPED");
        let today = FutureReader::from_future(async { Ok(1) });
        let tomorrow = within(client.tomorrow(today)).await.unwrap();
        assert_eq!(within(tomorrow.into_future()).await.unwrap(), 2);
    }
}
