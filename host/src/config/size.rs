//! Sizes in bytes as people write them.

/// Reads `64 MiB`, `64MiB` or `67108864`.
pub(super) fn parse(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end).unwrap_or((text, ""));
    if number.is_empty() {
        return Err("it does not begin with a whole number".into());
    }
    let number: u64 = number.parse().map_err(|_| "the number is too large".to_string())?;
    let unit = unit.trim_start();
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit).ok_or_else(|| unknown(unit))?;
    number.checked_mul(*factor).ok_or_else(|| "the number is too large".into())
}

fn unknown(unit: &str) -> String {
    let same =
        |name: &str| name.eq_ignore_ascii_case(unit) || name.get(..1).is_some_and(|c| c.eq_ignore_ascii_case(unit));
    let meant: Vec<_> = UNITS.iter().map(|(name, _)| *name).filter(|name| same(name)).collect();
    let names = if meant.is_empty() { vec!["KiB", "MiB", "GiB", "kB", "MB", "GB"] } else { meant };
    format!("its unit is none of {}", names.join(", "))
}

/// Units with their bytes. Exactly as the standards write them: `64 mb` could be bits.
const UNITS: &[(&str, u64)] = &[
    ("", 1),
    ("B", 1),
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("TiB", 1 << 40),
    ("kB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("TB", 1_000_000_000_000),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        for (text, bytes) in [
            ("64 MiB", 64 << 20),
            ("64MiB", 64 << 20),
            (" 1  GiB ", 1 << 30),
            ("5 kB", 5_000),
            ("7", 7),
            ("7 B", 7),
            ("18446744073709551615", u64::MAX),
        ] {
            assert_eq!(parse(text), Ok(bytes), "{text}");
        }
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for text in [
            "",
            "MiB",
            "64 mb",
            "64 M",
            "1.5 GiB",
            "-1",
            "+1",
            "0x10",
            "1_000",
            "99999999999 TiB",
            "18446744073709551616",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse("64 mib").unwrap_err().contains("MiB"));
    }
}
