//! How long a start and a brokered connection take, against a real plugin: `cargo test --release … -- --ignored speed`.

use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tonic::client::Grpc;
use tonic::{Request, Status};

use super::go::{GoPlugin, Plugin, Setup};
use super::messages::{Text, call, number, text};
use crate::grpc::{MessageLimits, RawCodec, RawHandler, RawRequest, RawResponses, RawService, single};

struct Answers;

impl RawHandler for Answers {
    fn call(&self, _: RawRequest) -> BoxFuture<'static, Result<RawResponses, Status>> {
        async { Ok(single(text("here"))) }.boxed()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "it measures, and asserts nothing"]
async fn speed() {
    // On a thread of the runtime, where a host's calls are.
    let mut measuring = tokio::task::JoinSet::new();
    measuring.spawn(measure());
    measuring.join_next().await.unwrap().unwrap();
}

async fn measure() {
    for setup in Setup::ALL {
        let mut times: [Vec<Duration>; 5] = Default::default();
        let [starts, opens, brokered, unary, by_tonic] = &mut times;
        for _ in 0..20 {
            let began = Instant::now();
            let Some(mut plugin) = GoPlugin::start(Plugin::Probe, setup).await else { return };
            let launched = Instant::now();
            let session = plugin.session().await;
            opens.push(launched.elapsed());
            starts.push(began.elapsed());
            for _ in 0..5 {
                let began = Instant::now();
                let service = RawService::new(Answers, MessageLimits::default());
                let served = session.broker().serve(session.broker().next_id(), service).await.unwrap();
                let id = number(served.id());
                call::<Text>(session.client(), "amphi.test.Probe/CallBack", id).await.unwrap();
                brokered.push(began.elapsed());
            }
            let mut grpc = Grpc::new(session.channel());
            let path = http::uri::PathAndQuery::from_static("/amphi.test.Probe/Echo");
            for _ in 0..200 {
                let began = Instant::now();
                call::<Text>(session.client(), "amphi.test.Probe/Echo", Bytes::new()).await.unwrap();
                unary.push(began.elapsed());
                let began = Instant::now();
                grpc.ready().await.unwrap();
                grpc.unary(Request::new(Bytes::new()), path.clone(), RawCodec).await.unwrap();
                by_tonic.push(began.elapsed());
            }
        }
        let [start, open, broker, unary, by_tonic] = times.each_mut().map(|times| median(times));
        println!(
            "{setup:?}: start {start:?}, of it the session {open:?}; callback with its connection {broker:?}; \
             unary {unary:?}, by tonic's channel {by_tonic:?}"
        );
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
