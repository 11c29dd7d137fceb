//! What a plugin sees of the machine.

use crate::bench::Bench;

pub async fn nothing_is_inherited(bench: Bench) {
    assert!(std::env::var_os("PATH").is_some(), "the tests themselves have an environment");
    let loaded = bench.load().await;
    let seen: Vec<String> =
        loaded.plugin.probe().environment().await.unwrap().into_iter().map(|(name, _)| name).collect();
    // What starts a native plugin is gone by the time that its code runs, but for what no child must inherit.
    let launch = |name: &String| name.starts_with("PLUGIN_") || name.starts_with("AMPHI_");
    assert!(seen.iter().all(launch), "{seen:?}");
    assert!(bench.is_native() || seen.is_empty(), "{seen:?}");
    assert_eq!(loaded.plugin.probe().arguments().await.unwrap(), [""; 0]);
}

pub async fn what_is_granted_is_there(bench: Bench) {
    let loaded = bench
        .load_with(|config| {
            config.permissions.env.insert("LANG".into(), "C".into());
            config.permissions.env.insert("MODE".into(), "a b=c".into());
            config.permissions.args = vec!["--verbose".into(), "two words".into()];
        })
        .await;
    let seen = loaded.plugin.probe().environment().await.unwrap();
    for (name, value) in [("LANG", "C"), ("MODE", "a b=c")] {
        assert!(seen.contains(&(name.to_string(), value.to_string())), "{seen:?}");
    }
    assert_eq!(loaded.plugin.probe().arguments().await.unwrap(), ["--verbose", "two words"]);
}
