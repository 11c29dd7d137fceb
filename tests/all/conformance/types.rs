//! Every type crosses the boundary and comes back as it was.

use std::fmt::Debug;

use amphi_host::__rt::{Decode, Encode, Reader};
use amphi_host::{Error, PluginHandle, Type, Value};
use amphi_protocol::{decode_value, encode_value};
use proptest::prelude::any;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};

use super::values;
use crate::bench::Bench;
use crate::bench::conformance::Conformance;
use crate::bench::conformance::conformance::suite::shapes::{Colour, Point};
use crate::bench::conformance::exports::conformance::suite::mod_::{Impl, Match};

/// Values of each type. Enough for every case and for lists of several lengths; each is three calls.
const VALUES: usize = 24;

pub async fn types_round_trip(bench: Bench) {
    let loaded = bench.load().await;
    every_type(&loaded.plugin, &*loaded.handle()).await;
}

pub async fn types_round_trip_through_the_host(bench: Bench) {
    let loaded = bench.load().await;
    loaded.plugin.through_host(true).await.unwrap();
    every_type(&loaded.plugin, &*loaded.handle()).await;
}

/// Has each function of `echo` repeat random values: with static types, and as values, which must agree.
async fn every_type(plugin: &Conformance, handle: &dyn PluginHandle) {
    let echo = plugin.echo();
    /// One type a line: its function, its values, and how the client borrows them.
    macro_rules! check {
        ($($function:ident($strategy:expr, $value:ident => $argument:expr);)*) => {$(
            check(handle, stringify!($function), $strategy, async |$value| echo.$function($argument).await).await;
        )*};
    }
    check! {
        echo_bool(any::<bool>(), v => v);
        echo_s8(any::<i8>(), v => v);
        echo_u8(any::<u8>(), v => v);
        echo_s16(any::<i16>(), v => v);
        echo_u16(any::<u16>(), v => v);
        echo_s32(any::<i32>(), v => v);
        echo_u32(any::<u32>(), v => v);
        echo_s64(any::<i64>(), v => v);
        echo_u64(any::<u64>(), v => v);
        echo_f32(values::single(), v => v);
        echo_f64(values::float(), v => v);
        echo_char(any::<char>(), v => v);
        echo_string(values::text(), v => &v);
        echo_bytes(values::list(any::<u8>()), v => &v);
        echo_longs(values::list(any::<i64>()), v => &v);
        echo_floats(values::list(values::single()), v => &v);
        echo_bools(values::list(any::<bool>()), v => &v);
        echo_chars(values::list(any::<char>()), v => &v);
        echo_strings(values::list(values::text()), v => &v);
        echo_lists(values::list(values::list(any::<u16>())), v => &v);
        echo_people(values::list(values::person()), v => &v);
        echo_tuple((any::<u8>(), values::text(), values::float()), v => v);
        echo_point(values::point(), v => v);
        echo_person(values::person(), v => v);
        echo_shape(values::shape(), v => v);
        echo_shapes(values::list(values::shape()), v => &v);
        echo_colour(values::colour(), v => v);
        echo_few(values::few(), v => v);
        echo_several(values::several(), v => v);
        echo_many(values::many(), v => v);
        echo_track(values::list(values::point()), v => &v);
        echo_option(any::<Option<u32>>(), v => v);
        echo_nested_option(proptest::option::of(proptest::option::of(values::text())), v => v);
        echo_result(proptest::result::maybe_ok(any::<u32>(), values::text()), v => v);
        echo_ok(proptest::result::maybe_ok(values::person(), any::<()>()), v => v);
        echo_err(proptest::result::maybe_ok(any::<()>(), values::shape()), v => v);
        echo_fixed(any::<[u8; 4]>(), v => v);
        echo_grid(any::<[[u16; 2]; 3]>(), v => v);
        echo_corners(proptest::array::uniform2(values::point()), v => v);
        echo_long(proptest::option::of(proptest::array::uniform::<_, 40>(any::<u32>())), v => v);
        echo_bare(proptest::result::maybe_ok(any::<()>(), any::<()>()), v => v);
    }
}

async fn check<S: Strategy>(
    handle: &dyn PluginHandle,
    function: &str,
    strategy: S,
    ask: impl AsyncFn(S::Value) -> Result<S::Value, Error>,
) where
    S::Value: Clone + Debug + PartialEq + Encode + Decode,
{
    let name = format!("conformance:suite/echo#{}", function.replace('_', "-"));
    let interface = &handle.info().interface;
    let index = interface.exports.find(&name).unwrap();
    let ty = interface.exports.get(index).unwrap().result.clone().unwrap();
    let mut runner = TestRunner::new(Config::default());
    for _ in 0..VALUES {
        let value = strategy.new_tree(&mut runner).unwrap().current();
        assert_eq!(ask(value.clone()).await.unwrap(), value, "{name}");

        let argument = as_value(&value, &ty);
        let answer = handle.call(&name, &[argument]).await.unwrap().unwrap();
        let mut bytes = Vec::new();
        encode_value(&answer, &ty, &mut bytes).unwrap();
        assert_eq!(S::Value::decode(&mut Reader::new(&bytes)).unwrap(), value, "{name}, dynamically");
    }
}

fn as_value(value: &impl Encode, ty: &Type) -> Value {
    let mut bytes = Vec::new();
    value.encode(&mut bytes);
    decode_value(ty, &mut Reader::new(&bytes)).unwrap()
}

/// No generated code is needed: the interface says what there is, and its functions give back what they got.
pub async fn typed_and_dynamic_agree(bench: Bench) {
    let loaded = bench.load().await;
    every_value(&*loaded.handle()).await;
}

/// Has each function of a plugin's `echo` repeat random values.
pub async fn every_value(handle: &dyn PluginHandle) {
    let mut runner = TestRunner::new(Config::default());
    let mut tried = 0;
    for (_, function) in handle.info().interface.exports.iter() {
        let name = function.full_name();
        let (Some(ty), [param]) = (&function.result, function.params.as_slice()) else { continue };
        if !name.contains("/echo@") {
            continue;
        }
        assert_eq!(ty, &param.ty, "{name}");
        let strategy = values::of(ty);
        for _ in 0..VALUES / 3 {
            let value = strategy.new_tree(&mut runner).unwrap().current();
            let answer = handle.call(&name, std::slice::from_ref(&value)).await;
            let answer = answer.unwrap_or_else(|error| panic!("{name}: {value:?}: {error:?}")).unwrap();
            let bytes = |value: &Value| {
                let mut out = Vec::new();
                encode_value(value, ty, &mut out).unwrap();
                out
            };
            // An empty list of values and an empty packed list are one and the same on the wire.
            assert_eq!(bytes(&answer), bytes(&value), "{name}: {answer:?} is not {value:?}");
        }
        tried += 1;
    }
    assert!(tried > 30, "only {tried} functions were tried");
}

pub async fn special_numbers_keep_their_bits(bench: Bench) {
    let loaded = bench.load().await;
    let echo = loaded.plugin.echo();
    for value in [0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE / 2.0, f64::MAX] {
        assert_eq!(echo.echo_f64(value).await.unwrap().to_bits(), value.to_bits());
    }
    // Which NaN comes back is not defined, but it is one.
    assert!(echo.echo_f64(f64::NAN).await.unwrap().is_nan());
    assert!(echo.echo_f32(f32::NAN).await.unwrap().is_nan());
    for value in [i64::MIN, -1, 0, i64::MAX] {
        assert_eq!(echo.echo_s64(value).await.unwrap(), value);
    }
    for value in ['\0', '\u{d7ff}', '\u{e000}', char::MAX] {
        assert_eq!(echo.echo_char(value).await.unwrap(), value);
    }
}

pub async fn names_may_be_keywords(bench: Bench) {
    let loaded = bench.load().await;
    let client = loaded.plugin.mod_();
    for through_host in [false, true] {
        loaded.plugin.through_host(through_host).await.unwrap();
        let record = Impl { self_: 1, crate_: "two".into(), type_: 3, r_loop: true };
        let (back, case) = client.loop_(record.clone(), Match::Fn).await.unwrap();
        assert_eq!((back, case), (record, Match::Fn));
        assert_eq!(client.type_(9, 4).await.unwrap(), 5);
    }
}

pub async fn several_parameters_keep_their_places(bench: Bench) {
    let loaded = bench.load().await;
    let point = Point { x: -1, y: 2 };
    for through_host in [false, true] {
        loaded.plugin.through_host(through_host).await.unwrap();
        let answer = loaded.plugin.echo().echo_all(1, "b", &[3, 4], point, Some(false), Colour::DarkBlue).await;
        assert_eq!(answer.unwrap(), (1, "b".to_string(), vec![3, 4], point, Some(false), Colour::DarkBlue));
    }
}
