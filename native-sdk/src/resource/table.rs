//! What the host holds of the plugin's resources.

use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use amphi_protocol::limits::MAX_HANDLES;
use amphi_protocol::{CallFailure, Error, FailureKind};

use crate::session;

thread_local! {
    static TABLE: RefCell<Table> = RefCell::new(Table::default());
}

#[derive(Default)]
struct Table {
    entries: HashMap<u64, Entry>,
    last: u64,
    /// Given to the host by the call that runs.
    given: Vec<u64>,
    /// Whether the call that runs gave more than there is room for.
    full: bool,
    /// The host's resources that a frame gives back to it, while one is encoded.
    returned: Option<Vec<u64>>,
}

struct Entry {
    /// The resource's number among the plugin's resources.
    kind: u32,
    value: Rc<dyn Any>,
}

/// Gives a resource to the host, under a new number.
pub(super) fn give(kind: u32, value: Rc<dyn Any>) -> u64 {
    TABLE.with_borrow_mut(|table| {
        if table.entries.len() >= MAX_HANDLES {
            table.full = true;
            return 0;
        }
        table.last += 1;
        table.entries.insert(table.last, Entry { kind, value });
        table.given.push(table.last);
        table.last
    })
}

/// Takes a resource back that the host gives.
pub(super) fn take(kind: u32, handle: u64) -> Result<Rc<dyn Any>, Error> {
    TABLE.with_borrow_mut(|table| {
        match table.entries.get(&handle) {
            // Whatever was lent is in the hands of a call that runs.
            Some(entry) if entry.kind == kind && Rc::strong_count(&entry.value) > 1 => {
                Err(Error::LentHandle { handle })
            }
            Some(entry) if entry.kind == kind => {
                table.entries.remove(&handle).map(|entry| entry.value).ok_or(Error::UnknownHandle { handle })
            }
            _ => Err(Error::UnknownHandle { handle }),
        }
    })
}

/// Finds a resource that the host lends to a call.
pub(super) fn lend(kind: u32, handle: u64) -> Result<Rc<dyn Any>, Error> {
    TABLE.with_borrow(|table| {
        let entry = table.entries.get(&handle).filter(|entry| entry.kind == kind);
        entry.map(|entry| Rc::clone(&entry.value)).ok_or(Error::UnknownHandle { handle })
    })
}

/// What a frame of a stream gives to the host: its own once it has taken the frame.
#[derive(Debug)]
#[must_use = "what the host does not take is to be taken back"]
pub(crate) struct Given {
    exported: Vec<u64>,
    imported: Vec<u64>,
}

impl Given {
    /// Encodes a frame by `encode`, between whatever calls give; none where there is no room for what it gives.
    pub(crate) fn with(encode: impl FnOnce()) -> Option<Self> {
        let (given, full) = TABLE.with_borrow_mut(|table| {
            table.returned = Some(Vec::new());
            (std::mem::take(&mut table.given), std::mem::take(&mut table.full))
        });
        encode();
        let (own, is_full) = TABLE.with_borrow_mut(|table| {
            let exported = std::mem::replace(&mut table.given, given);
            let imported = table.returned.take().unwrap_or_default();
            (Self { exported, imported }, std::mem::replace(&mut table.full, full))
        });
        if is_full {
            own.take_back();
            return None;
        }
        Some(own)
    }

    /// The host has not taken it: what it gives is dropped, as its reader would have.
    pub(crate) fn take_back(self) {
        self.exported.into_iter().for_each(drop_handle);
        self.imported.into_iter().for_each(session::drop_handle);
    }
}

/// Notes that a resource of the host is given back to it.
pub(super) fn note_returned(number: u64) {
    TABLE.with_borrow_mut(|table| {
        if let Some(returned) = &mut table.returned {
            returned.push(number);
        }
    });
}

/// Begins a call.
pub(crate) fn begin() {
    TABLE.with_borrow_mut(|table| {
        table.given.clear();
        table.full = false;
    });
}

/// Checks what a call gave, once its result is encoded.
pub(crate) fn finish() -> Result<(), CallFailure> {
    match TABLE.with_borrow(|table| table.full) {
        false => Ok(()),
        true => {
            let message = format!("the host holds {MAX_HANDLES} resources of the plugin already");
            Err(CallFailure { kind: FailureKind::OverLimit, message })
        }
    }
}

/// Takes back what a call gave whose result does not reach the host.
pub(crate) fn roll_back() {
    let given = TABLE.with_borrow_mut(|table| std::mem::take(&mut table.given));
    given.into_iter().for_each(drop_handle);
}

/// The host holds a resource no longer. Runs its destructor.
pub(crate) fn drop_handle(handle: u64) {
    let entry = TABLE.with_borrow_mut(|table| table.entries.remove(&handle));
    // Outside of the table: this is an author's code.
    drop(entry);
}
