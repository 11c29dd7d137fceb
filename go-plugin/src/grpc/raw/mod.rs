//! Calls of any method with encoded messages: for who knows the types at run time only.

mod client;
mod codec;
mod server;
mod values;

pub use self::client::{Messages, RawClient};
pub use self::codec::RawCodec;
pub use self::server::{RawHandler, RawRequest, RawResponses, RawService, single};
pub use self::values::ValueHandler;
