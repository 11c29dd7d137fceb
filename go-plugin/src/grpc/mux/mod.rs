//! All connections on one socket: `PLUGIN_MULTIPLEX_GRPC`.
//!
//! yamux lies in clear on the socket, with TLS and HTTP/2 in each of its streams. Nothing in a stream says what it is for:
//! the side that opens it knocks first, on the broker's stream (`Doors`).

mod doors;
mod driver;
mod stream;

pub(super) use self::driver::Mux;
