//! What the host answers to the suite's plugin.

use std::sync::{Arc, OnceLock};

use amphi_host::{CallContext, ImportError};
use tokio::sync::Semaphore;

use super::conformance::conformance::suite::{echo, gate, mod_, shapes};
use super::conformance::{Conformance, ConformanceImports};

/// Answers at once, but for `gate`, which a test opens.
#[derive(Clone)]
pub struct Answers {
    /// Calls of `gate` that have come.
    pub entered: Arc<Semaphore>,
    /// Calls of `gate` that may go.
    pub open: Arc<Semaphore>,
    /// Who answers `elsewhere`.
    pub other: Arc<OnceLock<Conformance>>,
}

impl Default for Answers {
    fn default() -> Self {
        let closed = || Arc::new(Semaphore::new(0));
        Self { entered: closed(), open: closed(), other: Arc::default() }
    }
}

impl Answers {
    /// Waits until the plugin stands at the gate.
    pub async fn entered(&self) {
        self.entered.acquire().await.unwrap().forget();
    }

    /// Lets one call through the gate.
    pub fn open(&self) {
        self.open.add_permits(1);
    }
}

impl gate::Host for Answers {
    async fn wait(&self, _cx: &CallContext) -> Result<u32, ImportError> {
        self.entered.add_permits(1);
        self.open.acquire().await?.forget();
        Ok(7)
    }

    async fn break_(&self, _cx: &CallContext) -> Result<u32, ImportError> {
        Err(ImportError::new("the gate is broken"))
    }

    async fn elsewhere(&self, cx: &CallContext, amount: i64) -> Result<i64, ImportError> {
        let other = self.other.get().ok_or_else(|| ImportError::new("there is no other plugin"))?;
        Ok(other.within(cx).counter().add(amount).await?)
    }
}

impl ConformanceImports for Answers {
    async fn ask(&self, _cx: &CallContext, question: String) -> Result<String, ImportError> {
        Ok(question.chars().rev().collect())
    }
}

impl mod_::Host for Answers {
    async fn loop_(
        &self,
        _cx: &CallContext,
        async_: mod_::Impl,
        ref_: mod_::Match,
    ) -> Result<(mod_::Impl, mod_::Match), ImportError> {
        Ok((async_, ref_))
    }

    async fn type_(&self, _cx: &CallContext, self_: u32, mut_: u32) -> Result<u32, ImportError> {
        Ok(self_ - mut_)
    }
}

/// One echo a line.
macro_rules! echo {
    ($($name:ident($ty:ty);)*) => {$(
        async fn $name(&self, _cx: &CallContext, value: $ty) -> Result<$ty, ImportError> {
            Ok(value)
        }
    )*};
}

impl echo::Host for Answers {
    echo! {
        echo_bool(bool);
        echo_s8(i8);
        echo_u8(u8);
        echo_s16(i16);
        echo_u16(u16);
        echo_s32(i32);
        echo_u32(u32);
        echo_s64(i64);
        echo_u64(u64);
        echo_f32(f32);
        echo_f64(f64);
        echo_char(char);
        echo_string(String);
        echo_bytes(Vec<u8>);
        echo_longs(Vec<i64>);
        echo_floats(Vec<f32>);
        echo_bools(Vec<bool>);
        echo_chars(Vec<char>);
        echo_strings(Vec<String>);
        echo_lists(Vec<Vec<u16>>);
        echo_people(Vec<shapes::Person>);
        echo_tuple((u8, String, f64));
        echo_point(shapes::Point);
        echo_person(shapes::Person);
        echo_shape(shapes::Shape);
        echo_shapes(Vec<shapes::Shape>);
        echo_colour(shapes::Colour);
        echo_few(shapes::Few);
        echo_several(shapes::Several);
        echo_many(shapes::Many);
        echo_track(shapes::Track);
        echo_option(Option<u32>);
        echo_nested_option(Option<Option<String>>);
        echo_result(Result<u32, String>);
        echo_ok(Result<shapes::Person, ()>);
        echo_err(Result<(), shapes::Shape>);
        echo_fixed([u8; 4]);
        echo_grid([[u16; 2]; 3]);
        echo_corners([shapes::Point; 2]);
        echo_long(Option<[u32; 40]>);
        echo_bare(Result<(), ()>);
    }

    async fn nothing(&self, _cx: &CallContext) -> Result<(), ImportError> {
        Ok(())
    }

    async fn echo_all(
        &self,
        _cx: &CallContext,
        a: u8,
        b: String,
        c: Vec<u32>,
        d: shapes::Point,
        e: Option<bool>,
        f: shapes::Colour,
    ) -> Result<(u8, String, Vec<u32>, shapes::Point, Option<bool>, shapes::Colour), ImportError> {
        Ok((a, b, c, d, e, f))
    }
}
