//! From a component to a plugin that answers.

use std::sync::Arc;

use super::{Plugin, Runtime};
use crate::error::Error;
use crate::load::LoadRequest;

/// Starts the component.
pub(crate) async fn load(runtime: &Runtime, request: LoadRequest) -> Result<Arc<Plugin>, Error> {
    todo!()
}
