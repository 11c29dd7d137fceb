//! What Amphi's own package asks of the host. A function that nothing calls is not imported.

wit_bindgen::generate!({
    path: "../wit/amphi-plugin/plugin.wit",
    world: "amphi:plugin/imports",
    generate_all,
});
