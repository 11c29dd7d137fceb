//! terraform-provider-time, of today's framework and a recent go-plugin.

use super::*;

const PROVIDER: (&str, &str) = ("terraform", "github.com/hashicorp/terraform-provider-time");

#[tokio::test]
async fn a_provider_plans_applies_and_reads() {
    let Some(test) = GoTest::new(PROVIDER).map(provider) else { return };
    let (host, plugin) = test.load().await.unwrap();
    let provider = Provider(plugin);
    let attributes = provider.configure("time_static").await;
    let config =
        |name: &String| (name.clone(), if name == "rfc3339" { "2020-02-12T06:36:13Z".into() } else { Json::Null });
    let config = attributes.iter().map(config).collect::<serde_json::Map<_, _>>().into();
    let made = provider.create("time_static", &config).await;
    let state = value(&made.state);
    assert_eq!(
        (&state["year"], &state["unix"], &state["id"]),
        (&2020.into(), &1_581_489_373.into(), &config["rfc3339"])
    );
    // The provider knew every part of the time when it planned.
    assert_eq!(made.planned, made.state);
    assert_eq!(provider.read(&made).await, made.state);
    provider.delete(&made).await;
    host.stop().await.unwrap();
}
