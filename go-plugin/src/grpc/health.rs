//! gRPC's health service, and go-plugin's controller.

use std::time::Duration;

use bytes::Bytes;
use tonic::{Code, Request};

use super::connect::within;
use super::error::Error;
use super::raw::RawClient;
use super::wire::{HealthCheckRequest, HealthCheckResponse, decode, encode};

/// Asks for the health of the plugin. One without a health service is alive if it says so.
pub(super) async fn check(client: &RawClient, timeout: Duration) -> Result<(), Error> {
    let request = encode(&HealthCheckRequest { service: PLUGIN.to_string() });
    let asking = client.unary(HEALTH, Request::new(request));
    match within("the plugin's health service", timeout, asking).await {
        Ok(answer) => match decode::<HealthCheckResponse>(HEALTH, answer.into_inner())?.status {
            SERVING => Ok(()),
            status => Err(Error::NotServing { status }),
        },
        Err(Error::Status { code: Code::Unimplemented, .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Asks the plugin to end. Go's plugins are gone before they have answered.
pub(super) async fn shutdown(client: &RawClient, timeout: Duration) -> Result<(), Error> {
    let asking = client.unary(SHUTDOWN, Request::new(Bytes::new()));
    match within("the plugin's shutdown", timeout, asking).await {
        Ok(_) | Err(Error::Ended(_) | Error::Status { code: Code::Unavailable, .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

const HEALTH: &str = "grpc.health.v1.Health/Check";

const SHUTDOWN: &str = "plugin.GRPCController/Shutdown";

/// The name under which every plugin has its health.
const PLUGIN: &str = "plugin";

/// `HealthCheckResponse.ServingStatus.SERVING`.
const SERVING: i32 = 1;
