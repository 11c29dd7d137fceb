//! The digests that a plugin's files must have, as `amphi.toml` writes them.

use toml::de::DeValue;

use super::setting::{Setting, Wrong, part, table, text};
use super::{Backend, Pins};
use crate::digest::Digest;

/// The digest of one backend's file, or of both, of `N` bytes.
pub(super) enum Pin<const N: usize> {
    None,
    Chosen([u8; N]),
    Each { native: Option<[u8; N]>, wasm: Option<[u8; N]> },
}

impl<const N: usize> Pin<N> {
    /// Adds the digests to those that are there.
    pub(super) fn add_to(self, pins: &mut Pins, chosen: Backend, digest: impl Fn([u8; N]) -> Digest) {
        match (self, chosen) {
            (Self::None, _) => {}
            (Self::Chosen(bytes), Backend::Native) => pins.native.push(digest(bytes)),
            (Self::Chosen(bytes), Backend::Wasm) => pins.wasm.push(digest(bytes)),
            (Self::Each { native, wasm }, _) => {
                pins.native.extend(native.map(&digest));
                pins.wasm.extend(wasm.map(&digest));
            }
        }
    }
}

impl<const N: usize> Setting for Pin<N> {
    const EXPECTED: &'static str = "hexadecimal digits, or a table of them with the keys wasm and native";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        if value.is_str() {
            return Digits::read(value).map(|Digits(digest)| Self::Chosen(digest));
        }
        let (mut native, mut wasm) = (None, None);
        for (key, value) in table(value)? {
            let pin = match &**key.get_ref() {
                "native" => &mut native,
                "wasm" => &mut wasm,
                other => return Err(Wrong::Key { key: other.into(), span: key.span(), known: &["native", "wasm"] }),
            };
            let Digits(digest) = part(format!(".{}", key.get_ref()), value)?;
            *pin = Some(digest);
        }
        Ok(Self::Each { native, wasm })
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        None
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        let each = serde_json::json!({
            "type": "object",
            "properties": { "native": Digits::<N>::schema(), "wasm": Digits::<N>::schema() },
            "additionalProperties": false
        });
        serde_json::json!({ "anyOf": [Digits::<N>::schema(), each] })
    }
}

/// Hexadecimal digits of `N` bytes.
struct Digits<const N: usize>([u8; N]);

impl<const N: usize> Setting for Digits<N> {
    const EXPECTED: &'static str = "hexadecimal digits";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let text = text(value)?;
        let wrong = |reason: String| Wrong::value(text, reason);
        let digits: Vec<u8> = text
            .chars()
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()).ok_or(c))
            .collect::<Result<_, _>>()
            .map_err(|c| wrong(format!("{c:?} is no hexadecimal digit")))?;
        let bytes: Vec<u8> =
            digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
        if digits.len() != N * 2 {
            return Err(wrong(format!("it has {} digits, not {}", digits.len(), N * 2)));
        }
        bytes.try_into().map(Self).map_err(|_| wrong(format!("it has not {N} bytes")))
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        None
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({ "type": "string", "pattern": format!("^[0-9a-fA-F]{{{}}}$", N * 2) })
    }
}
