//! What stands behind the generated types of an imported resource.

use std::any::Any;
use std::cell::OnceCell;
use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};

use amphi_protocol::{Decode, Encode, Error, Reader};

use super::table::note_returned;
use crate::session;

/// A resource of the host that the plugin holds. Dropped, the host is told.
#[derive(Debug)]
pub struct HostHandle {
    /// The number in the host's table, or 0 once it was given away.
    number: AtomicU64,
}

/// The generated type of an imported resource.
pub trait Imported: Sized {
    /// Wraps a handle.
    fn from_handle(handle: HostHandle) -> Self;

    /// The handle.
    fn handle(&self) -> &HostHandle;
}

impl HostHandle {
    /// Gives the resource back to the host: appends its number.
    pub fn give(&self, out: &mut Vec<u8>) {
        let number = self.number.swap(0, Ordering::Relaxed);
        note_returned(number);
        number.encode(out);
    }

    /// Takes one from the host.
    ///
    /// # Errors
    ///
    /// The input is malformed.
    pub fn take(input: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(Self { number: AtomicU64::new(u64::decode(input)?) })
    }
}

impl Drop for HostHandle {
    fn drop(&mut self) {
        let number = *self.number.get_mut();
        if number != 0 {
            session::drop_handle(number);
        }
    }
}

/// Lends a resource to its host for one call: appends its number.
pub fn lend<T: Imported>(resource: &T, out: &mut Vec<u8>) {
    resource.handle().number.load(Ordering::Relaxed).encode(out);
}

/// A resource that the host lends to a call of the plugin.
#[derive(Debug)]
pub struct Borrowed<T: Imported>(T);

impl<T: Imported> Decode for Borrowed<T> {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        HostHandle::take(input).map(|handle| Self(T::from_handle(handle)))
    }
}

impl<T: Imported> Deref for Borrowed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// What is lent is not dropped by who borrows it.
impl<T: Imported> Drop for Borrowed<T> {
    fn drop(&mut self) {
        self.0.handle().number.store(0, Ordering::Relaxed);
    }
}

/// Where the resources stand that the host lends to a call inside of other values, which have references to them.
#[derive(Debug, Default)]
pub struct Loans {
    first: OnceCell<Box<Loan>>,
}

/// One of them, in a chain: nothing moves that there is a reference to.
#[derive(Debug)]
struct Loan {
    resource: Box<dyn Any>,
    next: OnceCell<Box<Self>>,
}

impl Loans {
    /// Keeps a resource for as long as the call.
    #[expect(clippy::expect_used, reason = "the end of the chain is empty, so what stands there is what was put there")]
    pub fn keep<T: Imported + 'static>(&self, lent: Borrowed<T>) -> &T {
        let mut place = &self.first;
        while let Some(loan) = place.get() {
            place = &loan.next;
        }
        let loan = place.get_or_init(|| Box::new(Loan { resource: Box::new(lent), next: OnceCell::new() }));
        loan.resource.downcast_ref::<Borrowed<T>>().expect("it was put there just now")
    }
}
