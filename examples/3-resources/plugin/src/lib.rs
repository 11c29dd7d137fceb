//! A store of documents, as a native plugin or as a WASM component: resources, a callback and byte streams.

amphi_guest_sdk::plugin!({ path: "wit", world: "store" });

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use amphi_guest_sdk::{StreamReader, StreamResult, spawn_local};

use example::store::watcher;
use exports::example::store::documents::{Document, Guest, GuestDocument, Problem};

/// Bytes that are read or written at a time.
const CHUNK: usize = 64 << 10;

thread_local! {
    /// An instance has one thread: the store needs no lock.
    static STORE: RefCell<BTreeMap<String, Rc<RefCell<String>>>> = const { RefCell::new(BTreeMap::new()) };
}

struct Store;

/// What stands behind a handle.
struct Page {
    name: String,
    text: Rc<RefCell<String>>,
}

impl Guest for Store {
    type Document = Page;

    fn create(name: String) -> Result<Document, Problem> {
        STORE.with_borrow_mut(|store| {
            if store.contains_key(&name) {
                return Err(Problem::Taken);
            }
            let text = Rc::default();
            store.insert(name.clone(), Rc::clone(&text));
            Ok(Document::new(Page { name, text }))
        })
    }

    fn open(name: String) -> Result<Document, Problem> {
        let text = STORE.with_borrow(|store| store.get(&name).cloned());
        text.map(|text| Document::new(Page { name, text })).ok_or(Problem::Missing)
    }

    fn names() -> Vec<String> {
        STORE.with_borrow(|store| store.keys().cloned().collect())
    }
}

impl GuestDocument for Page {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn words(&self) -> u64 {
        self.text.borrow().split_whitespace().count() as u64
    }

    async fn write(&self, mut content: StreamReader<u8>) -> Result<u64, Problem> {
        let mut bytes = Vec::new();
        loop {
            let (status, more) = content.read(Vec::with_capacity(CHUNK)).await;
            bytes.extend(more);
            if status == StreamResult::Dropped {
                break;
            }
        }
        let text =
            String::from_utf8(bytes).map_err(|error| Problem::NoText(error.utf8_error().valid_up_to() as u64))?;
        let length = text.len() as u64;
        *self.text.borrow_mut() = text;
        watcher::saved(&self.name, length);
        Ok(length)
    }

    async fn read(&self) -> StreamReader<u8> {
        let (mut writer, reader) = wit_stream::new();
        let text = Rc::clone(&self.text);
        // The answer is the stream; this goes on after it, as quickly as the host reads.
        spawn_local(async move {
            let bytes = text.borrow().clone().into_bytes();
            for chunk in bytes.chunks(CHUNK) {
                if !writer.write_all(chunk.to_vec()).await.is_empty() {
                    return;
                }
            }
        });
        reader
    }
}

export!(Store);
