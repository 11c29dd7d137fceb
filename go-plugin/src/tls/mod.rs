//! TLS with certificates as Go's AutoMTLS makes them.
