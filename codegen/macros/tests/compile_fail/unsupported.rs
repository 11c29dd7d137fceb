mod resource {
    amphi_macros::plugin!({
        inline: "
            package example:unsupported;
            interface kv { resource bucket; }
            interface document { use kv.{bucket}; all: func(of: list<borrow<bucket>>); }
            world resource-world { export document; }
        ",
    });
}

mod stream {
    amphi_macros::component!({
        inline: "
            package example:unsupported;
            world stream-world {
              resource file;
              import read: func(of: stream<borrow<file>>);
            }
        ",
    });
}

mod map {
    amphi_macros::component!({
        inline: "
            package example:unsupported;
            interface later { record promise { value: map<string, u8> } wait: func() -> promise; }
            world map-world { export later; }
        ",
    });
}

mod fixed {
    amphi_macros::component!({
        inline: "
            package example:unsupported;
            world fixed-world {
              export names: func() -> list<string, 6>;
            }
        ",
    });
}

fn main() {}
