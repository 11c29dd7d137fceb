//! Resources that are not what they seem.

use amphi_host::{Error, Value};

use super::{BOUND, Neighbour, host, load_in, no_process_is_left};
use crate::bench::{block_on, within};

/// Has the plugin give resources as often as asked, and tells what came.
async fn make(fault: &str, times: usize) -> Vec<Result<Option<Value>, Error>> {
    let host = host(fault).await;
    let neighbour = Neighbour::load(&host).await;
    let handle = load_in(&host).await.unwrap();
    let mut made = Vec::new();
    for _ in 0..times {
        made.push(within(BOUND, handle.call("make", &[])).await);
    }
    neighbour.answers().await;
    within(BOUND, handle.stop()).await.unwrap();
    no_process_is_left(fault).await;
    made
}

#[test]
fn it_gives_a_resource_that_is_none() {
    block_on(async {
        let made = make("session/handle-of-nothing", 1).await;
        assert!(matches!(made.as_slice(), [Err(Error::Result { .. })]), "{made:?}");
    });
}

#[test]
fn it_gives_a_resource_that_the_host_holds_already() {
    block_on(async {
        let made = make("session/handle-twice", 2).await;
        assert!(matches!(made.as_slice(), [Ok(Some(Value::Handle(_))), Err(Error::Result { .. })]), "{made:?}");
    });
}
