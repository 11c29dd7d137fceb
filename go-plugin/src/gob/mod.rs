//! Go's gob encoding, as net/rpc uses it.
