//! The launch: what the host puts in the plugin's environment, and the line that the plugin answers with.
