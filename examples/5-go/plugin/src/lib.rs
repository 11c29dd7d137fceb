//! Keeps values by their keys: the plugin in Go beside it, in Rust, as a process or as a WASM component.

amphi_guest_sdk::plugin!({ path: "../wit", world: "kv-store" });

use std::cell::RefCell;
use std::collections::BTreeMap;

use exports::example::kv::kv::{GetRequest, GetResponse, Guest, PutRequest, Status};

use crate::example::kv::types::StatusCode;

thread_local! {
    /// An instance has one thread: the store needs no lock.
    static VALUES: RefCell<BTreeMap<String, Vec<u8>>> = const { RefCell::new(BTreeMap::new()) };
}

struct Store;

impl Guest for Store {
    fn get(request: GetRequest) -> Result<GetResponse, Status> {
        let value = VALUES.with_borrow(|values| values.get(&request.key).cloned());
        value.map(|value| GetResponse { value }).ok_or_else(|| Status {
            code: StatusCode::NotFound,
            message: format!("no value of {:?}", request.key),
            details: Vec::new(),
        })
    }

    fn put(request: PutRequest) -> Result<(), Status> {
        VALUES.with_borrow_mut(|values| values.insert(request.key, request.value));
        Ok(())
    }
}

export!(Store);
