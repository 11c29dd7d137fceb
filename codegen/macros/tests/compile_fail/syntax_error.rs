amphi_macros::plugin!({
    inline: "
        package example:broken;
        world greeter {
          export greet: func(name: strng) -> string;
        }
    ",
});

fn main() {}
