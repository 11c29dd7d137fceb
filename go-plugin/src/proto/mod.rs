//! Protobuf as WIT: schemas, messages as values, JSON.
