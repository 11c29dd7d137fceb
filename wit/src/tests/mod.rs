//! Tests that need several parts of the crate.

mod component;
mod executable;
mod hostile;
mod section;
mod world;

use wit_component::{ComponentEncoder, StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::ManglingAndAbi;

use crate::World;

/// The world of the design, without what is not supported yet.
pub(crate) const FORMATTER: &str = "
    package example:text@1.0.0;
    interface types {
        record options { width: u32, tags: list<string> }
        variant problem { too-long(u32), bad-input(string), unknown }
        type lines = list<string>;
        enum style { plain, rich }
        flags marks { bold, italic }
    }
    interface document {
        use types.{lines, style as look, marks};
        type again = look;
        words: func(of: lines, look: again, marks: marks) -> tuple<u64, option<char>>;
        adjust: func(by: f32) -> result;
    }
    world formatter {
        use types.{options, problem};
        import progress: interface { report: func(done: u64, total: u64); }
        import document;
        import log: func(line: string);
        export render: func(source: string, options: options) -> result<string, problem>;
        export document;
    }
";

pub(crate) fn world(text: &str) -> World {
    World::from_text("test.wit", text, None).unwrap()
}

/// Builds a component of a world that does nothing but import and export all of it.
pub(crate) fn component(world: &World) -> Vec<u8> {
    let (resolve, id) = world.resolve();
    let mut module = dummy_module(resolve, id, ManglingAndAbi::Standard32);
    embed_component_metadata(&mut module, resolve, id, StringEncoding::UTF8).unwrap();
    ComponentEncoder::default().module(&module).unwrap().validate(true).encode().unwrap()
}
