//! What messages are called in errors.

use amphi_protocol::Message;

pub(crate) fn message_kind(message: &Message) -> &'static str {
    match message {
        Message::Hello(_) => "a hello",
        Message::Call(_) => "a call",
        Message::Return(_) => "a return",
        Message::Cancel(_) => "a cancel",
        Message::Log(_) => "a log record",
        Message::Health(_) => "a health message",
        Message::Goodbye(_) => "a goodbye",
        Message::OpenLane(_) => "a word about a lane",
        Message::Drop(_) => "a drop",
    }
}
