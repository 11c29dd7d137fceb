//! What concerns a plugin only as a component.

/// What concerns a plugin only as a component.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WasmConfig {
    /// On whose time it runs.
    pub execution: Execution,
}

/// On whose time a component runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Execution {
    /// It yields to the runtime every few milliseconds and waits without blocking.
    #[default]
    Yielding,
    /// It runs on the caller's thread until it returns or its deadline interrupts it: the quickest way for short,
    /// trusted calls. Host imports must answer without waiting.
    Inline,
}
