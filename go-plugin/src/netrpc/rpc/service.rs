//! What a host offers to its plugin.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::gob::{self, Typed, Value};

/// What a call of a [`Service`] gives: a value, or the text of an error.
pub type ServiceFuture<'a> = Pin<Box<dyn Future<Output = Result<Typed, String>> + Send + 'a>>;

/// An object of the host's that the plugin calls.
pub trait Service: Send + Sync + 'static {
    /// Answers a call. The plugin calls `Plugin.Method`, and gets an error as text.
    ///
    /// Several calls may be under way, in one task: an answer that takes long must await. The future is dropped when the
    /// plugin lets go of the object.
    fn call<'a>(&'a self, method: &'a str, args: Value) -> ServiceFuture<'a>;
}

/// A service made of functions of Rust types.
#[derive(Default)]
pub struct Methods {
    methods: HashMap<String, Method>,
}

type Method = Box<dyn Fn(Value) -> ServiceFuture<'static> + Send + Sync>;

impl Methods {
    /// With no method yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a method under its whole name, such as `Plugin.Add`. An error is sent as text.
    ///
    /// An answer that is nothing but an empty list has no type that is known, and becomes an error: such a method needs
    /// a [`Service`] that says it.
    #[must_use]
    pub fn method<A, R, F, Fut>(mut self, name: &str, function: F) -> Self
    where
        A: DeserializeOwned,
        R: Serialize,
        F: Fn(A) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<R, String>> + Send + 'static,
    {
        let call = move |args| -> ServiceFuture<'static> {
            match gob::from_value(args) {
                Ok(args) => {
                    let running = function(args);
                    Box::pin(async move { answer(&running.await?) })
                }
                Err(error) => Box::pin(std::future::ready(Err(format!("rpc: the arguments do not fit: {error}")))),
            }
        };
        self.methods.insert(name.to_string(), Box::new(call));
        self
    }
}

impl Service for Methods {
    fn call<'a>(&'a self, method: &'a str, args: Value) -> ServiceFuture<'a> {
        match self.methods.get(method) {
            Some(function) => function(args),
            // In the words of Go, which callers may look for.
            None => Box::pin(std::future::ready(Err(format!("rpc: can't find method {method}")))),
        }
    }
}

impl fmt::Debug for Methods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.methods.keys()).finish()
    }
}

fn answer<R: Serialize>(value: &R) -> Result<Typed, String> {
    let value = gob::to_value(value).map_err(|error| error.to_string())?;
    Typed::of(value).map_err(|error| error.to_string())
}
