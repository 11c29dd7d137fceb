//! terraform-provider-local, built with the go-plugin of 2019: it knows AutoMTLS, but neither multiplexing nor a service for
//! what it prints, and speaks net/rpc beside gRPC.

use amphi_go_plugin::proto::StatusCode;
use tracing::Level;

use super::*;
use crate::Address;
use crate::go::tests::events::Events;
use crate::start_failure::StartProblem;

const PROVIDER: (&str, &str) = ("terraform-local", "github.com/terraform-providers/terraform-provider-local");

/// The content of the file, and its SHA-1, which is its id.
const CONTENT: [&str; 2] = ["written by a provider of 2019\n", "5fe99a300c33816e054e3e64a2fd0f6482339ab7"];

#[tokio::test]
async fn a_provider_of_2019_writes_reads_and_removes_a_file() {
    let Some(program) = go_program(PROVIDER.0, PROVIDER.1) else { return };
    // Its handshake line is kept.
    let test = provider(GoTest::script(&format!("{} | tee line", program.display())));
    let test = test.version(4, netrpc_wit("legacy"));
    let (events, _guard) = Events::listen();
    let (host, plugin) = test.load().await.unwrap();
    events.come(Level::INFO, "amphi::stderr", &["message=configuring server automatic mTLS", "plugin=go"]).await;
    events.come(Level::DEBUG, "amphi::stderr", &["message=plugin address", "network=unix"]).await;
    let session = host.go_plugin("go").unwrap();
    let provider = Provider(plugin);
    let attributes = provider.configure("local_file").await;
    let file = test.folder.path().join("made/here/file");
    let config = |given: &[(&str, &str)]| {
        let given: BTreeMap<_, _> = given.iter().copied().collect();
        let attribute = |name: &String| (name.clone(), given.get(name.as_str()).map_or(Json::Null, |it| (*it).into()));
        Json::Object(attributes.iter().map(attribute).collect())
    };
    let name = ("filename", file.to_str().unwrap());

    let made = provider.create("local_file", &config(&[name, ("content", CONTENT[0])])).await;
    assert_eq!(std::fs::read_to_string(&file).unwrap(), CONTENT[0]);
    let state = value(&made.state);
    assert_eq!((&state["id"], &state["content"]), (&CONTENT[1].into(), &CONTENT[0].into()));
    // Its own default, which nobody gave.
    assert_eq!(state["file_permission"], "0777");
    assert_eq!(value(&provider.read(&made).await), state);
    // One that somebody has changed is its own no longer.
    std::fs::write(&file, "changed").unwrap();
    assert_eq!(value(&provider.read(&made).await), Json::Null);
    provider.delete(&made).await;
    assert!(!file.exists());

    // What is wrong with a configuration is a part of the answer, and what it has never heard of a status.
    let wrong = dynamic(&config(&[name, ("file_permission", "0888")]));
    let wrong = json!({ "typeName": "local_file", "config": wrong });
    let validated = provider.ask("ValidateResourceTypeConfig", &wrong).await.unwrap();
    assert_eq!(complaints(&validated).len(), 1, "{validated}");
    assert_eq!(provider.ask("GetMetadata", &json!({})).await.unwrap_err().code, StatusCode::Unimplemented);

    host.stop().await.unwrap();
    let line = std::fs::read_to_string(test.folder.path().join("line")).unwrap();
    // Six fields.
    let [core, "5", "unix", address, "grpc", certificate] = line.trim_end().split('|').collect::<Vec<_>>()[..] else {
        panic!("{line}")
    };
    assert_eq!((core, certificate.is_empty()), ("1", false));
    assert_eq!((session.version(), &session.record().address), (5, &Address::Unix(address.into())));
}

#[tokio::test]
async fn without_auto_mtls_its_line_ends_in_an_empty_field() {
    let Some(program) = go_program(PROVIDER.0, PROVIDER.1) else { return };
    let mut test = provider(GoTest::script(&format!("{} | tee line", program.display())));
    test.go().auto_mtls = false;
    let (host, plugin) = test.load().await.unwrap();
    Provider(plugin).configure("local_file").await;
    host.stop().await.unwrap();
    let line = std::fs::read_to_string(test.folder.path().join("line")).unwrap();
    assert!(line.ends_with("|grpc|\n"), "{line}");
}

#[tokio::test]
async fn it_cannot_be_multiplexed() {
    let Some(mut test) = GoTest::new(PROVIDER).map(provider) else { return };
    test.go().multiplex = true;
    let Err(Error::Start { failure, .. }) = test.load().await else { panic!("it is") };
    assert_eq!(failure.problem, StartProblem::NoMultiplexing);
}

#[tokio::test]
async fn its_older_version_speaks_net_rpc() {
    let Some(mut test) = GoTest::new(PROVIDER).map(provider) else { return };
    test.go().versions.clear();
    let (host, plugin) = test.version(4, netrpc_wit("legacy")).load().await.unwrap();
    assert_eq!(host.go_plugin("go").unwrap().dialect(), GoDialect::NetRpc);
    let file = [("name", "local_file".into()), ("importable", false.into()), ("schema-available", true.into())];
    let expected = Value::List(List::from_values(vec![Value::record(file)]));
    assert_eq!(plugin.call("resources", &[]).await.unwrap(), Some(expected));
    host.stop().await.unwrap();
}
