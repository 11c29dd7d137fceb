mod resource {
    amphi_macros::plugin!({
        inline: "
            package example:unsupported;
            world resource-world {
              export document: interface { resource doc; all: func(of: list<borrow<doc>>); }
            }
        ",
    });
}

mod stream {
    amphi_macros::component!({
        inline: "
            package example:unsupported;
            world stream-world {
              import read: func() -> stream<u8>;
            }
        ",
    });
}

mod future {
    amphi_macros::component!({
        inline: "
            package example:unsupported;
            interface later { record promise { value: future<string> } wait: func() -> promise; }
            world future-world { export later; }
        ",
    });
}

mod fixed {
    amphi_macros::component!({
        inline: "
            package example:unsupported;
            world fixed-world {
              export mac: func() -> list<u8, 6>;
            }
        ",
    });
}

fn main() {}
