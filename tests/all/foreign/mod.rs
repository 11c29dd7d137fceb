//! Components that were made without us: by wit-bindgen alone, of Python and of JavaScript. Each does what the suite's
//! own plugin does, as far as its maker can: `tests/foreign` has their sources and the world.

mod make;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use amphi_host::__rt::Client;
use amphi_host::config::InstanceUse;
use amphi_host::{
    Backend, DynamicImports, EndCause, Error, Host, HostResource, ImportError, List, PluginConfig, PluginHandle, Value,
    World,
};

use self::make::Maker;
use crate::bench::{Events, builder, eventually, within};
use crate::conformance::types::every_value;

/// The host's side of the world.
mod bindings {
    amphi_host::bindings!({ path: "foreign/wit", world: "foreign" });
}

use bindings::Foreign;
use bindings::exports::conformance::suite::behave::Problem;
use bindings::exports::conformance::suite::shelf::Book;

/// Coins of the host: what each is worth is what it is known by.
#[derive(Clone)]
struct Purse {
    coin: HostResource,
    live: Arc<AtomicUsize>,
}

impl Purse {
    fn new() -> Self {
        let live = Arc::<AtomicUsize>::default();
        let left = Arc::clone(&live);
        let dropped = move |_| {
            left.fetch_sub(1, Ordering::SeqCst);
        };
        Self { coin: HostResource::new(Some("conformance:suite/purse@1.0.0"), "coin", dropped), live }
    }

    fn coin(&self, worth: u32) -> Value {
        self.live.fetch_add(1, Ordering::SeqCst);
        self.coin.value(worth.into())
    }

    fn worth(&self, coin: &Value) -> u32 {
        self.coin.rep(coin).unwrap().try_into().unwrap()
    }
}

/// Answers everything that a component imports: `ask` backwards, and everything else with what it was given.
fn answers(component: &[u8], purse: &Purse) -> DynamicImports {
    let interface = amphi_wit::interface_of_component(component).unwrap();
    let imports = DynamicImports::new().resource(&purse.coin).unwrap();
    interface.imports.iter().fold(imports, |imports, (_, function)| {
        let purse = purse.clone();
        let name = function.name.clone();
        let params: Vec<_> = function.params.iter().map(|param| (&*param.name, param.ty.clone())).collect();
        let result = function.result.clone();
        let is_question = &*function.name == "ask";
        let added = imports.func(function.interface.as_deref(), &function.name, params, result, move |_, mut args| {
            let answer = match (&*args, is_question) {
                ([Value::U32(worth)], _) if &*name == "[constructor]coin" => Some(purse.coin(*worth)),
                ([coin], _) if &*name == "[method]coin.value" => Some(purse.worth(coin).into()),
                ([Value::String(question)], true) => Some(question.chars().rev().collect::<String>().as_str().into()),
                ([_], false) => args.pop(),
                ([], false) => None,
                _ => Some(Value::Tuple(args)),
            };
            async { Ok::<_, ImportError>(answer) }
        });
        added.unwrap()
    })
}

/// A component, loaded.
struct Loaded {
    host: Host,
    plugin: Foreign,
    purse: Purse,
}

impl Loaded {
    async fn load(maker: Maker, change: impl FnOnce(&mut PluginConfig)) -> Option<Self> {
        let path = maker.component().await?;
        let purse = Purse::new();
        let imports = answers(&std::fs::read(&path).unwrap(), &purse);
        let config = PluginConfig::new(path, Backend::Wasm).with(change);
        let host = builder().plugin("foreign", config).build().await.unwrap();
        let handle = host.load_dynamic("foreign", imports).await.unwrap();
        let plugin = Foreign::from_client(Client::bind::<Foreign>(handle).unwrap());
        Some(Self { host, plugin, purse })
    }

    fn handle(&self) -> Arc<dyn PluginHandle> {
        self.host.plugin("foreign").unwrap()
    }
}

/// What every component must do, one after the other: a large one takes its time to load.
async fn does_its_part(maker: Maker) {
    let events = Events::default();
    let listening = events.listen();
    let Some(loaded) = Loaded::load(maker, |_| {}).await else { return };
    drop(listening);
    let plugin = &loaded.plugin;
    // Every type, as values; the second time each goes through the host and back. Of JavaScript some come back changed, by
    // what made it: docs/components.md.
    let is_exact = maker != Maker::JavaScript;
    if is_exact {
        every_value(&*loaded.handle()).await;
    }
    assert_eq!(plugin.answer("olleh").await.unwrap(), "hello!");
    plugin.through_host(true).await.unwrap();
    if is_exact {
        every_value(&*loaded.handle()).await;
    }
    assert_eq!(plugin.echo().echo_string("there and back").await.unwrap(), "there and back");
    plugin.through_host(false).await.unwrap();
    // With static types.
    plugin.echo().nothing().await.unwrap();
    let nested = plugin.echo().echo_nested_option(Some(None)).await.unwrap();
    assert_eq!(nested, Some(None));
    assert_eq!(plugin.echo().echo_result(Err("no".into())).await.unwrap(), Err("no".to_string()));
    let large: Vec<u8> = (0..1_u32 << 20).map(|number| (number % 251) as u8).collect();
    assert_eq!(plugin.echo().echo_bytes(&large).await.unwrap(), large);
    // State.
    for expected in 1..=3 {
        assert_eq!(plugin.counter().add(1).await.unwrap(), expected);
    }
    plugin.counter().reset().await.unwrap();
    // An application's error is a value.
    for problem in [Problem::TooLong(80), Problem::BadInput("tabs".into()), Problem::Other] {
        assert_eq!(plugin.behave().fail(problem.clone()).await.unwrap(), Err(problem));
    }
    assert_eq!(plugin.counter().add(5).await.unwrap(), 5);
    // Nothing of the host's is there, and what is printed arrives.
    assert_eq!(plugin.probe().environment().await.unwrap(), []);
    plugin.probe().print("out of it", "and err").await.unwrap();
    for line in ["out of it", "and err"] {
        assert!(events.any(|event| event.field("line") == Some(line)), "{line}: {:?}", events.seen());
    }
    ends(&loaded).await;
}

/// A program's own failure ends the instance and says why.
async fn ends(loaded: &Loaded) {
    let ended = loaded.plugin.behave().panic("the sky fell").await;
    let Err(Error::Ended { cause, .. }) = ended else { panic!("{ended:?}") };
    assert!(matches!(*cause, EndCause::Trapped { .. } | EndCause::Panicked { .. }), "{cause}");
    assert!(cause.to_string().contains("the sky fell"), "{cause}");
}

/// It has resources, and those of its host are lent and given to it.
async fn has_resources(maker: Maker) {
    let Some(loaded) = Loaded::load(maker, |_| {}).await else { return };
    let shelf = loaded.plugin.shelf();
    let (short, long) = (Book::new(&shelf, "a").await.unwrap(), Book::new(&shelf, "bb").await.unwrap());
    assert!(long.longer(&short).await.unwrap() && !short.longer(&long).await.unwrap());
    let bound = Book::bind(&shelf, short, long).await.unwrap();
    assert_eq!(bound.title().await.unwrap(), "abb");
    let titles = ["x".to_string(), "y".to_string()];
    let found = shelf.find(&titles).await.unwrap();
    for (found, title) in found.iter().zip(&titles) {
        assert_eq!((&found.title, &found.book.title().await.unwrap()), (title, title));
    }
    let back = shelf.pass(Some(bound)).await.unwrap().unwrap();
    assert_eq!(back.title().await.unwrap(), "abb");
    assert!(shelf.pass(None).await.unwrap().is_none());

    let (handle, purse) = (loaded.handle(), &loaded.purse);
    let coin = purse.coin(7);
    for _ in 0..2 {
        assert_eq!(handle.call("worth", std::slice::from_ref(&coin)).await.unwrap(), Some(7_u32.into()));
    }
    let Some(Value::List(List::Values(coins))) = handle.call("change", &[coin]).await.unwrap() else { panic!() };
    assert_eq!(coins.iter().map(|coin| purse.worth(coin)).collect::<Vec<_>>(), [6, 7]);
    drop(coins);
    // Whatever its language still keeps of them ends with it.
    handle.stop().await.unwrap();
    eventually("every coin is dropped", || purse.live.load(Ordering::SeqCst) == 0).await;
    assert!(back.title().await.is_err());
}

/// Its limits hold, and it can be one of several.
async fn is_bounded(maker: Maker) {
    let change = |config: &mut PluginConfig| {
        config.instance = InstanceUse::Fresh;
        config.instances = Some(2);
        config.limits.grace = Duration::ZERO;
        config.permissions.env.insert("LANG".into(), "C".into());
    };
    let Some(loaded) = Loaded::load(maker, change).await else { return };
    let hasty = amphi_host::CallContext::root().with_timeout(Duration::from_millis(200));
    let spun = loaded.plugin.within(&hasty).behave().spin().await;
    assert!(matches!(spun, Err(Error::DeadlineExceeded { .. })), "{spun:?}");
    for _ in 0..3 {
        assert_eq!(loaded.plugin.counter().add(1).await.unwrap(), 1);
    }
    loaded.handle().stop().await.unwrap();
}

/// Makes the tests of a maker.
macro_rules! makers {
    ($($name:ident: $maker:ident, $($test:ident)*;)*) => {$(
        mod $name {
            $(
                #[test]
                fn $test() {
                    super::run(super::$test(super::Maker::$maker));
                }
            )*
        }
    )*};
}

makers! {
    wit_bindgen: WitBindgen, does_its_part has_resources is_bounded;
    python: Python, does_its_part has_resources is_bounded;
    javascript: JavaScript, does_its_part has_resources is_bounded;
}

fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(within(LONGEST, test));
}

/// How long a test may take: it may install a maker's tools, run them, and compile a language's runtime.
const LONGEST: Duration = Duration::from_secs(900);
