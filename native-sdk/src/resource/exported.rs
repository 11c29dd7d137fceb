//! What stands behind the generated types of an exported resource.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::rc::Rc;

use amphi_protocol::{Decode, Encode, Error, Reader};

use super::table;

/// A resource of the plugin, owned by its code.
pub struct Owned(Rc<dyn Any>);

/// A resource of the plugin, lent to a call.
pub struct Lent<'a>(Rc<dyn Any>, PhantomData<&'a Owned>);

impl Owned {
    /// Makes one.
    pub fn new<T: 'static>(value: T) -> Self {
        Self(Rc::new(value))
    }

    /// The author's value.
    ///
    /// # Panics
    ///
    /// If it is of another type: one resource has one type that implements it.
    pub fn value<T: 'static>(&self) -> &T {
        self.0.downcast_ref().unwrap_or_else(|| other_type())
    }

    /// The author's value, to change it.
    ///
    /// # Panics
    ///
    /// As [`value`](Self::value).
    pub fn value_mut<T: 'static>(&mut self) -> &mut T {
        // Whoever owns a resource is alone with it: what is lent to a running call is not given away.
        Rc::get_mut(&mut self.0).and_then(<dyn Any>::downcast_mut).unwrap_or_else(|| other_type())
    }

    /// The author's value itself.
    ///
    /// # Panics
    ///
    /// As [`value`](Self::value).
    pub fn into_value<T: 'static>(self) -> T {
        let value = self.0.downcast::<T>().ok().and_then(|value| Rc::try_unwrap(value).ok());
        value.unwrap_or_else(|| other_type())
    }

    /// Gives it to the host: appends its new number.
    pub fn give(&self, kind: u32, out: &mut Vec<u8>) {
        table::give(kind, Rc::clone(&self.0)).encode(out);
    }

    /// Takes one from the host.
    ///
    /// # Errors
    ///
    /// A number that the host does not hold, or lends to the same call.
    pub fn take(kind: u32, input: &mut Reader<'_>) -> Result<Self, Error> {
        table::take(kind, u64::decode(input)?).map(Self)
    }
}

impl Lent<'_> {
    /// Finds what the host lends.
    ///
    /// # Errors
    ///
    /// A number that the host does not hold.
    pub fn find(kind: u32, input: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(Self(table::lend(kind, u64::decode(input)?)?, PhantomData))
    }

    /// The author's value.
    ///
    /// # Panics
    ///
    /// If it is of another type: one resource has one type that implements it.
    pub fn value<T: 'static>(&self) -> &T {
        self.0.downcast_ref().unwrap_or_else(|| other_type())
    }
}

impl fmt::Debug for Owned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Owned")
    }
}

impl fmt::Debug for Lent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lent")
    }
}

#[expect(clippy::panic, reason = "as in wit-bindgen, two types for one resource are a mistake of the author")]
fn other_type() -> ! {
    panic!("cannot use two types with this resource type")
}
