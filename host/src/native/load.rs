//! From an executable to a plugin that answers.

use std::sync::Arc;

use super::Plugin;
use crate::error::Error;
use crate::load::LoadRequest;

/// Starts the process and opens its session.
pub(crate) async fn load(request: LoadRequest) -> Result<Arc<Plugin>, Error> {
    todo!()
}
