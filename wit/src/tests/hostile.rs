//! Bytes from an enemy: an error or a value, soon, and never a panic.

use std::sync::LazyLock;

use proptest::prelude::{ProptestConfig, any, prop, proptest};

use super::executable::elf;
use super::{FORMATTER, component, world};
use crate::fuzzing;

static SECTION: LazyLock<Vec<u8>> = LazyLock::new(|| world(FORMATTER).to_section().unwrap());
static COMPONENT: LazyLock<Vec<u8>> = LazyLock::new(|| component(&world(FORMATTER)));
static ELF: LazyLock<Vec<u8>> = LazyLock::new(|| elf(b".amphi.wit", &SECTION));

fn all(bytes: &[u8]) {
    fuzzing::section(bytes);
    fuzzing::component(bytes);
    fuzzing::executable(bytes);
}

fn flipped(bytes: &[u8], flips: &[(usize, u8)]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for (position, bits) in flips {
        let position = position % out.len();
        out[position] ^= bits;
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400), magic in 0usize..4) {
        let magic: &[u8] = [&b""[..], b"AMPHIWIT\x01\0\0\0", b"\0asm\x0d\0\x01\0", b"\x7fELF\x02\x01\x01"][magic];
        all(&[magic, &bytes].concat());
    }

    #[test]
    fn flipped_bits(flips in prop::collection::vec((any::<usize>(), any::<u8>()), 1..6)) {
        all(&flipped(&SECTION, &flips));
        all(&flipped(&COMPONENT, &flips));
        all(&flipped(&ELF, &flips));
    }

    #[test]
    fn truncations(at in any::<usize>()) {
        for whole in [&*SECTION, &*COMPONENT, &*ELF] {
            all(&whole[..at % whole.len()]);
        }
    }
}
