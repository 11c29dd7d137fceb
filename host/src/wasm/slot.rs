//! A place for one value, from which it is taken and into which it is put with one atomic operation each.

use std::sync::atomic::{AtomicPtr, Ordering};

/// Holds a value or none.
///
/// A lock around an `Option` does the same with four operations, which is a fifth of the smallest call.
pub(super) struct Slot<T>(AtomicPtr<T>);

impl<T> Slot<T> {
    pub(super) const fn empty() -> Self {
        Self(AtomicPtr::new(std::ptr::null_mut()))
    }

    /// Takes the value, if it is there. In one order with everything else that is `SeqCst`, as all of this.
    #[inline]
    pub(super) fn take(&self) -> Option<Box<T>> {
        owned(self.0.swap(std::ptr::null_mut(), Ordering::SeqCst))
    }

    /// Puts a value in; gives back what was there.
    #[inline]
    pub(super) fn put(&self, value: Box<T>) -> Option<Box<T>> {
        owned(self.0.swap(Box::into_raw(value), Ordering::SeqCst))
    }

    /// Whether there is none at the moment.
    pub(super) fn is_empty(&self) -> bool {
        self.0.load(Ordering::SeqCst).is_null()
    }
}

#[inline]
#[expect(unsafe_code, reason = "a box that was taken apart is put together again, once")]
fn owned<T>(pointer: *mut T) -> Option<Box<T>> {
    // SAFETY: a pointer in the slot is null or came out of `Box::into_raw`, and whoever swaps it out is the only one to
    // have it.
    (!pointer.is_null()).then(|| unsafe { Box::from_raw(pointer) })
}

impl<T> Drop for Slot<T> {
    fn drop(&mut self) {
        self.take();
    }
}

#[expect(unsafe_code, reason = "a pointer alone does not say what it owns")]
// SAFETY: a slot is a box that is moved between threads, and never lends what is in it.
unsafe impl<T: Send> Send for Slot<T> {}
#[expect(unsafe_code, reason = "a pointer alone does not say what it owns")]
// SAFETY: as above: a shared slot only moves the whole box.
unsafe impl<T: Send> Sync for Slot<T> {}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn what_is_put_in_comes_out_once_and_is_dropped_once() {
        let value = Arc::new(());
        let slot = Slot::empty();
        assert!(slot.is_empty() && slot.take().is_none());
        assert!(slot.put(Box::new(value.clone())).is_none());
        assert!(!slot.is_empty());
        assert!(slot.put(Box::new(value.clone())).is_some());
        assert_eq!(Arc::strong_count(&value), 2);
        assert!(slot.take().is_some() && slot.take().is_none());
        drop(slot.put(Box::new(value.clone())));
        drop(slot);
        assert_eq!(Arc::strong_count(&value), 1);
    }

    #[test]
    fn one_of_several_threads_has_it() {
        let slot = Slot::empty();
        drop(slot.put(Box::new(0_u32)));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..10_000 {
                        let mut value = loop {
                            match slot.take() {
                                Some(value) => break value,
                                None => std::thread::yield_now(),
                            }
                        };
                        *value += 1;
                        assert!(slot.put(value).is_none());
                    }
                });
            }
        });
        assert_eq!(slot.take().as_deref(), Some(&40_000));
    }
}
