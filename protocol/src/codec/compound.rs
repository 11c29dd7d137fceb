//! Lists, of any length and of a fixed one, options, results, tuples and references.

use super::{Decode, Encode, Reader, wire};
use crate::error::Error;

impl<T: Encode + ?Sized> Encode for &T {
    const HANDLES: bool = T::HANDLES;

    fn encode(&self, out: &mut Vec<u8>) {
        (**self).encode_lent(out);
    }
}

impl<T: Encode> Encode for [T] {
    const HANDLES: bool = T::HANDLES;

    fn encode(&self, out: &mut Vec<u8>) {
        wire::write_u64(self.len() as u64, out);
        T::encode_elements(self, out);
    }
}

impl<T: Encode> Encode for Vec<T> {
    const HANDLES: bool = T::HANDLES;

    fn encode(&self, out: &mut Vec<u8>) {
        self.as_slice().encode(out);
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        let count = input.length()?;
        T::decode_elements(count, input)
    }
}

/// A fixed-length list: its elements alone.
impl<T: Encode, const N: usize> Encode for [T; N] {
    const HANDLES: bool = T::HANDLES;

    fn encode(&self, out: &mut Vec<u8>) {
        T::encode_elements(self, out);
    }
}

impl<T: Decode, const N: usize> Decode for [T; N] {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        let items = T::decode_elements(N, input)?;
        let got = items.len();
        items.try_into().map_err(|_| Error::Truncated { needed: N, left: got })
    }
}

impl<T: Encode> Encode for Option<T> {
    const HANDLES: bool = T::HANDLES;

    fn encode(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_some()));
        if let Some(inner) = self {
            inner.encode(out);
        }
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        match wire::read_bool(input)? {
            false => Ok(None),
            true => T::decode(input).map(Some),
        }
    }
}

/// `ok` is case 0 and `err` is case 1, as in the component model.
impl<T: Encode, E: Encode> Encode for Result<T, E> {
    const HANDLES: bool = T::HANDLES || E::HANDLES;

    fn encode(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_err()));
        match self {
            Ok(payload) => payload.encode(out),
            Err(payload) => payload.encode(out),
        }
    }
}

impl<T: Decode, E: Decode> Decode for Result<T, E> {
    fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
        match wire::read_bool(input)? {
            false => T::decode(input).map(Ok),
            true => E::decode(input).map(Err),
        }
    }
}

/// Takes no bytes: the payload of a case without one, and no arguments.
impl Encode for () {
    fn encode(&self, _out: &mut Vec<u8>) {}
}

impl Decode for () {
    fn decode(_input: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(())
    }
}

macro_rules! tuples {
    ($(($($name:ident)+))*) => {$(
        impl<$($name: Encode),+> Encode for ($($name,)+) {
            const HANDLES: bool = $($name::HANDLES)||+;

            #[expect(non_snake_case, reason = "one identifier names both the type and the value")]
            fn encode(&self, out: &mut Vec<u8>) {
                let ($($name,)+) = self;
                $($name.encode(out);)+
            }
        }

        impl<$($name: Decode),+> Decode for ($($name,)+) {
            fn decode(input: &mut Reader<'_>) -> Result<Self, Error> {
                Ok(($($name::decode(input)?,)+))
            }
        }
    )*};
}

tuples! {
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
    (A B C D E F G H I)
    (A B C D E F G H I J)
    (A B C D E F G H I J K)
    (A B C D E F G H I J K L)
    (A B C D E F G H I J K L M)
    (A B C D E F G H I J K L M N)
    (A B C D E F G H I J K L M N O)
    (A B C D E F G H I J K L M N O P)
}
