//! The gRPC dialect.
