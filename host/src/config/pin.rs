//! The digests that a plugin's files must have, as `amphi.toml` writes them.

use toml::de::DeValue;

use super::setting::{Setting, Wrong, part, table, text};
use super::{Backend, Pins};

/// The digest of one backend's file, or of both.
#[derive(Default)]
pub(super) enum Pin {
    #[default]
    None,
    Chosen([u8; 32]),
    Each(Pins),
}

impl Pin {
    pub(super) fn pins(self, chosen: Backend) -> Pins {
        match (self, chosen) {
            (Self::None, _) => Pins::default(),
            (Self::Chosen(digest), Backend::Native) => Pins { native: Some(digest), wasm: None },
            (Self::Chosen(digest), Backend::Wasm) => Pins { native: None, wasm: Some(digest) },
            (Self::Each(pins), _) => pins,
        }
    }
}

impl Setting for Pin {
    const EXPECTED: &'static str = "64 hexadecimal digits, or a table of them with the keys wasm and native";

    fn read(value: &DeValue<'_>) -> Result<Self, Wrong> {
        if value.is_str() {
            return Digest::read(value).map(|Digest(digest)| Self::Chosen(digest));
        }
        let mut pins = Pins::default();
        for (key, value) in table(value)? {
            let pin = match &**key.get_ref() {
                "native" => &mut pins.native,
                "wasm" => &mut pins.wasm,
                other => return Err(Wrong::Key { key: other.into(), span: key.span(), known: &["native", "wasm"] }),
            };
            let Digest(digest) = part(format!(".{}", key.get_ref()), value)?;
            *pin = Some(digest);
        }
        Ok(Self::Each(pins))
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        None
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        let each = serde_json::json!({
            "type": "object",
            "properties": { "native": Digest::schema(), "wasm": Digest::schema() },
            "additionalProperties": false
        });
        serde_json::json!({ "anyOf": [Digest::schema(), each] })
    }
}

/// A SHA-256.
struct Digest([u8; 32]);

impl Setting for Digest {
    const EXPECTED: &'static str = "64 hexadecimal digits";

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
        if digits.len() != 64 {
            return Err(wrong(format!("it has {} digits", digits.len())));
        }
        bytes.try_into().map(Self).map_err(|_| wrong("it has not 32 bytes".into()))
    }

    #[cfg(test)]
    fn example(&self) -> Option<String> {
        None
    }

    #[cfg(test)]
    fn schema() -> serde_json::Value {
        serde_json::json!({ "type": "string", "pattern": "^[0-9a-fA-F]{64}$" })
    }
}
