//! Plugins that break the protocol: the host loses the lane, nothing else.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use amphi_protocol::{
    Call, CallFailure, CallId, FailureKind, Health, Message, Outcome, Return, frame_begin, frame_finish,
};

use super::{LIMIT, Mirror, call, closed, connect, connect_to, hello, lost};
use crate::{Error, LaneOptions, SocketFolder};

/// A plugin that says what it is told to say, plainly.
struct Raw {
    options: LaneOptions,
    thread: JoinHandle<()>,
    _folder: SocketFolder,
}

impl Raw {
    fn new(run: impl FnOnce(UnixStream) + Send + 'static) -> Self {
        let folder = SocketFolder::create().unwrap();
        let path = folder.path().join("raw");
        let listener = UnixListener::bind(&path).unwrap();
        let thread = std::thread::Builder::new().spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            stream.set_read_timeout(Some(LIMIT)).unwrap();
            run(stream);
        });
        let thread = thread.unwrap();
        Self { options: LaneOptions::new(path, None, hello()), thread, _folder: folder }
    }

    /// One that behaves until the first call.
    fn after_hello(run: impl FnOnce(UnixStream, CallId) + Send + 'static) -> Self {
        Self::new(move |mut stream| {
            read_message(&mut stream);
            stream.write_all(&frame(&Message::Hello(hello()), b"")).unwrap();
            let Message::Call(call) = read_message(&mut stream) else { panic!("a call first") };
            run(stream, call.id);
        })
    }

    /// What the host's only call ends with.
    async fn cause(self) -> Arc<Error> {
        let lane = connect(self.options.clone()).await.unwrap();
        let cause = lost(call(&lane, b"x").await);
        assert!(Arc::ptr_eq(&cause, &closed(&lane).await));
        drop(lane);
        self.thread.join().unwrap();
        cause
    }
}

fn frame(message: &Message, payload: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let start = frame_begin(&mut out);
    message.encode(&mut out);
    out.extend_from_slice(payload);
    frame_finish(&mut out, start, usize::MAX).unwrap();
    out
}

fn read_message(stream: &mut UnixStream) -> Message {
    let mut length = [0; 4];
    stream.read_exact(&mut length).unwrap();
    let mut body = vec![0; u32::from_le_bytes(length) as usize];
    stream.read_exact(&mut body).unwrap();
    Message::decode(&body).unwrap().0
}

fn done(id: CallId) -> Message {
    Message::Return(Return { id, outcome: Outcome::Done })
}

#[tokio::test]
async fn garbage_ends_the_lane() {
    let raw = Raw::after_hello(|mut stream, _| stream.write_all(b"\x05\0\0\0\xff\xff\xff\xff\xff").unwrap());
    assert!(matches!(*raw.cause().await, Error::Protocol(_)));
}

#[tokio::test]
async fn a_huge_announcement_ends_the_lane_before_anything_is_allocated() {
    let raw = Raw::after_hello(|mut stream, _| {
        stream.write_all(&u32::MAX.to_le_bytes()).unwrap();
        // The host hangs up.
        assert!(matches!(stream.read(&mut [0]), Ok(0) | Err(_)));
    });
    assert!(matches!(*raw.cause().await, Error::Protocol(amphi_protocol::Error::OverLimit { .. })));
}

#[tokio::test]
async fn half_a_frame_and_the_end_is_called_so() {
    let raw = Raw::after_hello(|mut stream, id| {
        let frame = frame(&done(id), &[0; 100]);
        stream.write_all(&frame[..50]).unwrap();
    });
    assert!(matches!(*raw.cause().await, Error::PeerClosed { partial: true }));
}

#[tokio::test]
async fn the_end_during_a_call_is_the_calls_end() {
    let raw = Raw::after_hello(|_, _| {});
    assert!(matches!(*raw.cause().await, Error::PeerClosed { partial: false }));
}

#[tokio::test]
async fn a_second_hello_ends_the_lane() {
    let raw = Raw::after_hello(|mut stream, _| stream.write_all(&frame(&Message::Hello(hello()), b"")).unwrap());
    assert!(matches!(*raw.cause().await, Error::UnexpectedMessage { .. }));
}

#[tokio::test]
async fn a_result_that_does_not_decode_fails_its_call_only() {
    let raw = Raw::after_hello(|mut stream, id| {
        stream.write_all(&frame(&done(id), b"\x09")).unwrap();
        let Message::Call(call) = read_message(&mut stream) else { panic!("a call") };
        stream.write_all(&frame(&done(call.id), b"fine")).unwrap();
        assert!(matches!(stream.read(&mut [0]), Ok(0) | Err(_)));
    });
    let lane = connect(raw.options.clone()).await.unwrap();
    let head = crate::CallHead {
        id: lane.next_id(),
        function: amphi_protocol::FunctionIndex(0),
        timeout: None,
        chain: Vec::new(),
        trace: None,
        scope: 0,
    };
    let result = lane.call(head, |_| {}, <bool as amphi_protocol::Decode>::decode);
    let result = tokio::time::timeout(LIMIT, result).await.unwrap();
    assert!(matches!(result, Err(crate::CallError::Result(_))), "{result:?}");
    assert_eq!(call(&lane, b"x").await.unwrap(), b"fine");
    drop(lane);
    raw.thread.join().unwrap();
}

#[tokio::test]
async fn answers_that_nobody_asked_for_harm_nobody() {
    let raw = Raw::after_hello(|mut stream, id| {
        for _ in 0..100 {
            stream.write_all(&frame(&done(CallId(77_777)), b"stray")).unwrap();
        }
        stream.write_all(&frame(&done(id), b"first")).unwrap();
        stream.write_all(&frame(&done(id), b"twice")).unwrap();
        let Message::Call(call) = read_message(&mut stream) else { panic!("a call") };
        stream.write_all(&frame(&done(call.id), b"second")).unwrap();
        assert!(matches!(stream.read(&mut [0]), Ok(0) | Err(_)));
    });
    let lane = connect(raw.options.clone()).await.unwrap();
    assert_eq!(call(&lane, b"x").await.unwrap(), b"first");
    assert_eq!(call(&lane, b"x").await.unwrap(), b"second");
    drop(lane);
    raw.thread.join().unwrap();
}

#[tokio::test]
async fn more_calls_than_the_host_takes_are_refused() {
    let raw = Raw::after_hello(|mut stream, id| {
        for number in 0..3 {
            let import = Call {
                id: CallId(number),
                function: 0,
                timeout_micros: None,
                parent: Some(id),
                chain: Vec::new(),
                trace: None,
            };
            stream.write_all(&frame(&Message::Call(import), b"")).unwrap();
        }
        let Message::Return(refused) = read_message(&mut stream) else { panic!("a return") };
        assert_eq!(refused.id, CallId(2));
        assert!(matches!(refused.outcome, Outcome::Failed(CallFailure { kind: FailureKind::OverLimit, .. })));
        stream.write_all(&frame(&done(id), b"")).unwrap();
    });
    let mut options = raw.options.clone();
    options.limits.incoming = 2;
    let lane = connect_to(options, Arc::new(Mirror { hold: true, ..Mirror::default() })).await.unwrap();
    assert_eq!(call(&lane, b"x").await.unwrap(), b"");
    raw.thread.join().unwrap();
}

#[tokio::test]
async fn questions_without_reading_the_answers_end_the_lane() {
    let raw = Raw::after_hello(|mut stream, _| {
        let question = frame(&Message::Health(Health { nonce: 1, answer: false }), b"").repeat(4096);
        // Until the host hangs up.
        while stream.write_all(&question).is_ok() {}
    });
    let mut options = raw.options.clone();
    options.limits.outbox_bytes = 64 << 10;
    options.limits.frame_bytes = 64 << 10;
    let lane = connect(options).await.unwrap();
    assert!(matches!(*lost(call(&lane, b"x").await), Error::Flooded { .. }));
    raw.thread.join().unwrap();
}

#[tokio::test]
async fn a_plugin_that_says_no_hello_is_given_up() {
    let (done, wait) = std::sync::mpsc::sync_channel::<()>(1);
    let raw = Raw::new(move |stream| {
        wait.recv_timeout(LIMIT).ok();
        drop(stream);
    });
    let mut options = raw.options.clone();
    options.timeout = Duration::from_millis(20);
    let refused = connect(options).await;
    assert!(matches!(refused, Err(Error::TimedOut { .. })), "{refused:?}");
    drop(done);
    raw.thread.join().unwrap();
}

#[tokio::test]
async fn another_sessions_hello_is_refused() {
    let raw = Raw::new(|mut stream| {
        read_message(&mut stream);
        let mut other = hello();
        other.session = [9; 16];
        stream.write_all(&frame(&Message::Hello(other), b"")).unwrap();
    });
    assert!(matches!(connect(raw.options.clone()).await, Err(Error::UnexpectedMessage { .. })));
    raw.thread.join().unwrap();
}
