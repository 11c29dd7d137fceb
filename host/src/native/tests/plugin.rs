//! The plugin of these tests: the test binary, started once more to run nothing but [`serve`].

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use amphi_native_sdk::__rt::Function::{self, Async, Sync};
use amphi_native_sdk::__rt::{LocalBoxFuture, Plugin as Served, StreamReader, import, new_stream};
use amphi_protocol::{Decode, Encode, Error as CodecError, Reader};
use amphi_wit::{Section, World, read_section};

use super::super::Plugin;
use super::super::executable::Executable;
use super::super::load::load_opened;
use crate::artefact::Artefact;
use crate::config::{Backend, PluginConfig};
use crate::error::Error;
use crate::imports::DynamicImports;
use crate::load::LoadRequest;
use crate::output::{Output, PluginOutput};

const WIT: &str = "package t:t; world t {
    import ask: func(number: u32) -> u32;
    export allocate: func(bytes: u64) -> u64;
    export echo: func(text: string) -> string;
    export exit: func(code: s32);
    export fork: func() -> string;
    export hang: func();
    export heed: func() -> bool;
    export panic: func(message: string);
    export relay: func(number: u32) -> u32;
    export say: func(line: string);
    export upper: async func(bytes: stream<u8>) -> stream<u8>;
}";

/// In the order of the world's names, which is that of the interface.
static FUNCTIONS: [Function; 10] = [
    Sync(|input, out| answer(input, out, |bytes: u64| vec![1u8; usize::try_from(bytes).unwrap()].len() as u64)),
    Sync(|input, out| answer(input, out, |text: String| text)),
    Sync(|input, out| answer(input, out, |code: i32| exit(code))),
    Sync(|input, out| answer(input, out, |(): ()| fork())),
    Sync(|input, out| answer(input, out, |(): ()| hang())),
    Sync(|input, out| answer(input, out, |(): ()| heed())),
    Sync(|input, out| answer(input, out, |message: String| -> () { panic!("{message}") })),
    Sync(|input, out| answer(input, out, |number: u32| import::<u32>(0, |out| number.encode(out)))),
    Sync(|input, out| answer(input, out, |line: String| eprintln!("{line}"))),
    Async(|input, out| answer_async(input, out, upper)),
];

fn answer_async<A: Decode + 'static, R: Encode>(
    input: &mut Reader<'_>,
    mut out: Vec<u8>,
    function: impl AsyncFnOnce(A) -> R + 'static,
) -> Result<LocalBoxFuture<'static, Vec<u8>>, CodecError> {
    let args = A::decode(input)?;
    input.finish()?;
    Ok(Box::pin(async move {
        function(args).await.encode(&mut out);
        out
    }))
}

async fn upper(mut bytes: StreamReader<u8>) -> StreamReader<u8> {
    let (mut writer, reader) = new_stream();
    amphi_native_sdk::spawn_local(async move {
        loop {
            let (result, mut read) = bytes.read(Vec::with_capacity(64 << 10)).await;
            read.make_ascii_uppercase();
            let over = result == amphi_native_sdk::StreamResult::Dropped;
            if over || !writer.write_all(read).await.is_empty() {
                return;
            }
        }
    });
    reader
}

fn answer<A: Decode, R: Encode>(
    input: &mut Reader<'_>,
    out: &mut Vec<u8>,
    function: impl FnOnce(A) -> R,
) -> Result<(), CodecError> {
    let args = A::decode(input)?;
    input.finish()?;
    function(args).encode(out);
    Ok(())
}

#[expect(clippy::exit, reason = "what is tested is what the host makes of it")]
fn exit(code: i32) {
    std::process::exit(code);
}

fn hang() {
    loop {
        std::thread::park();
    }
}

/// Returns when nobody waits any more.
fn heed() -> bool {
    while !amphi_native_sdk::context::is_cancelled() {
        std::thread::yield_now();
    }
    true
}

/// Leaves a process behind that holds stdout and stderr.
fn fork() -> String {
    std::process::Command::new("/bin/sleep").arg("1000").spawn().unwrap().id().to_string()
}

static SECTION: LazyLock<Section> = LazyLock::new(|| {
    let world = World::from_text("t.wit", WIT, None).unwrap();
    read_section(&world.to_section().unwrap()).unwrap()
});

/// Serves where a host started this process for that; a normal run passes at once.
#[test]
fn serve() {
    if std::env::var_os("AMPHI_PLUGIN").is_none() {
        return;
    }
    let plugin: &'static Served = Box::leak(Box::new(Served {
        name: "own",
        version: "0",
        interface: SECTION.interface.to_bytes().leak(),
        functions: &FUNCTIONS,
    }));
    let code = amphi_native_sdk::serve(plugin);
    exit(if code == std::process::ExitCode::SUCCESS { 0 } else { 101 });
}

/// What to load: the plugin, with whatever the test changes.
pub(super) struct Own {
    pub(super) config: PluginConfig,
    pub(super) imports: DynamicImports,
    path: PathBuf,
}

impl Own {
    pub(super) fn new() -> Self {
        let path = std::env::current_exe().unwrap();
        let mut config = PluginConfig::new(&path, Backend::Native);
        config.permissions.args =
            ["native::tests::plugin::serve", "--exact", "--nocapture"].map(str::to_string).to_vec();
        config.native.start_timeout = std::time::Duration::from_secs(30);
        let ask = |_, args: Vec<crate::Value>| async move { Ok(args.into_iter().next()) };
        let number = crate::Type::U32;
        let imports = DynamicImports::new().func(None, "ask", [("number", number.clone())], Some(number), ask).unwrap();
        Self { config, imports, path }
    }

    pub(super) async fn load(self) -> Result<Arc<Plugin>, Error> {
        self.load_with(SECTION.clone()).await
    }

    pub(super) async fn load_with(self, section: Section) -> Result<Arc<Plugin>, Error> {
        let name = "own".into();
        let request = LoadRequest {
            artefact: Artefact { path: self.path.clone(), pins: Vec::new() },
            config: self.config,
            imports: Arc::new(self.imports),
            expected: None,
            output: PluginOutput::new(&name, Output::Null),
            name,
        };
        let executable = Executable { path: self.path, pinned: None };
        load_opened(request, &executable, &section).await
    }
}
