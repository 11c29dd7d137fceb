//! The derived text, as it is checked in, and what the WIT's own parser makes of it.

use super::super::{FromProto, Mapping, Options, from_proto};
use super::{ALL, codec, data};

#[test]
fn what_is_derived_is_what_is_checked_in() {
    let is_update = std::env::var_os("AMPHI_UPDATE_GOLDEN").is_some();
    let folder = data().join("golden");
    let mut stale = Vec::new();
    let mut expected = Vec::new();
    for (proto, name) in ALL {
        let source = FromProto { files: vec![data().join(proto)], includes: vec![data()], options: Options::default() };
        let outputs = from_proto(&source).unwrap_or_else(|error| panic!("{proto}: {error:?}"));
        for (ending, output) in ["wit", "mapping.toml"].iter().zip(outputs) {
            let path = folder.join(format!("{name}.{ending}"));
            assert!(output.name.ends_with(ending), "{}", output.name);
            if is_update {
                std::fs::write(&path, &output.text).unwrap();
            }
            if std::fs::read_to_string(&path).unwrap_or_default() != output.text {
                stale.push(path.display().to_string());
            }
            expected.push(path);
        }
    }
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert!(expected.contains(&path), "{} belongs to no proto", path.display());
    }
    assert!(stale.is_empty(), "run with AMPHI_UPDATE_GOLDEN=1 and read the difference: {stale:?}");
}

#[test]
fn the_wit_says_what_the_codec_expects() {
    for (proto, name) in ALL {
        let codec = codec(proto);
        let interface = codec.interface().unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(interface.exports.len(), codec.functions().len(), "{name}");
        for (_, function) in interface.exports.iter() {
            let own = codec.function_of(function.interface.as_deref().unwrap(), &function.name);
            let own = own.unwrap_or_else(|| panic!("{name}: no {}", function.full_name()));
            assert_eq!(function.params, own.params(), "{name}: {}", function.full_name());
            assert_eq!(function.result, Some(own.result()), "{name}: {}", function.full_name());
            assert_eq!(function.is_async, own.is_client_streaming() || own.is_server_streaming());
        }
    }
}

#[test]
fn a_mapping_file_is_read_as_it_was_written() {
    for (proto, _) in ALL {
        let mapping = Mapping::derive(&super::schema(proto), &Options::default()).unwrap();
        assert_eq!(Mapping::from_toml(&mapping.to_toml()).unwrap(), mapping, "{proto}");
    }
}
