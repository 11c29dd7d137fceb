//! The talk of the two brokers: `plugin.GRPCBroker/StartStream`.

use bytes::Bytes;
use futures_util::stream;
use tokio::sync::mpsc;
use tokio::time::Instant;
use tonic::Request;

use super::{Broker, Carrier};
use crate::grpc::error::Error;
use crate::grpc::options::MessageLimits;
use crate::grpc::raw::RawClient;
use crate::grpc::wire::{ConnInfo, Knock, decode, encode};

/// The host's end of the talk.
pub(in crate::grpc) struct Talk {
    broker: Broker,
    said: mpsc::Receiver<ConnInfo>,
}

impl Talk {
    pub(super) fn new(broker: Broker, said: mpsc::Receiver<ConnInfo>) -> Self {
        Self { broker, said }
    }

    /// Talks until the plugin ends it; a plugin without a broker does so at once.
    pub(in crate::grpc) async fn run(self, client: RawClient) {
        let Self { broker, mut said } = self;
        let client = client.with_limits(MessageLimits { decoding_bytes: WORD_BYTES, encoding_bytes: WORD_BYTES });
        let words = stream::poll_fn(move |context| said.poll_recv(context).map(|info| info.map(|info| encode(&info))));
        let reason = match listen(&broker, &client, words).await {
            Ok(()) => "the plugin has ended its stream".to_string(),
            Err(error) => error.to_string(),
        };
        tracing::trace!(reason, "the talk of the brokers ends");
        broker.0.state.end(reason);
    }
}

async fn listen(
    broker: &Broker,
    client: &RawClient,
    words: impl futures_util::Stream<Item = Bytes> + Send + 'static,
) -> Result<(), Error> {
    let mut heard = client.streaming(START_STREAM, Request::new(words)).await?;
    while let Some(word) = heard.next().await? {
        broker.heard(decode(START_STREAM, word)?).await;
    }
    Ok(())
}

impl Broker {
    /// Does what a word of the plugin's broker asks for.
    async fn heard(&self, info: ConnInfo) {
        let id = info.service_id;
        let Some(knock) = info.knock.clone() else { return self.0.state.announce(info, Instant::now()) };
        match &self.0.carrier {
            _ if knock.ack => self.0.state.answered(id, knock),
            Carrier::Mux(mux) if mux.doors().expect(id) => self.let_in(id).await,
            Carrier::Mux(_) => self.0.state.park_knock(id, Instant::now()),
            Carrier::Sockets => {}
        }
    }

    /// Tells the plugin that the connection it opens next goes to a number.
    pub(super) async fn let_in(&self, id: u32) {
        let knock = Knock { knock: true, ack: true, error: String::new() };
        let answer = ConnInfo { service_id: id, knock: Some(knock), ..ConnInfo::default() };
        // Fails only when the talk is over.
        self.0.talk.send(answer).await.ok();
    }
}

const START_STREAM: &str = "plugin.GRPCBroker/StartStream";

/// Bytes of a word: a socket's path, or the text of an error.
const WORD_BYTES: usize = 64 << 10;
