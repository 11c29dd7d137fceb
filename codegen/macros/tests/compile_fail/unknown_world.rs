amphi_macros::plugin!({
    inline: "package example:hello; world greeter { export greet: func(); } world other { }",
    world: "greater",
});

amphi_macros::bindings!({
    inline: "package example:hello; world greeter { export greet: func(); } world other { }",
});

fn main() {}
