//! How large a file and a function may be.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::demand;
use super::source::{Source, files};

/// Lines of a file that are no test. What does not fit is two things.
const FILE_LINES: usize = 450;

/// Lines of a function, as the lint `too_many_lines` counts them, but for tests that may be a table.
const FUNCTION_LINES: usize = 80;

/// Lines of tests inside a file; more go to a `tests.rs` beside it.
const INLINE_TEST_LINES: usize = 150;

fn violations(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !source.is_test()) {
        let file = match syn::parse_file(&source.text) {
            Ok(file) => file,
            Err(error) => {
                found.push(format!("{}: {error}", source.path));
                continue;
            }
        };
        let tests: usize = file.items.iter().filter(|item| is_inline_test(item)).map(lines).sum();
        let own = source.text.lines().count() - tests;
        if own > FILE_LINES {
            found.push(format!("{}: {own} lines, at most {FILE_LINES}", source.path));
        }
        if tests > INLINE_TEST_LINES {
            found.push(format!("{}: {tests} lines of tests, at most {INLINE_TEST_LINES}", source.path));
        }
        let mut functions = Functions { path: &source.path, found: &mut found };
        functions.visit_file(&file);
    }
    found
}

fn is_inline_test(item: &syn::Item) -> bool {
    matches!(item, syn::Item::Mod(module) if module.content.is_some() && module.attrs.iter().any(is_cfg_test))
}

pub fn is_cfg_test(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
}

fn lines(spanned: &impl Spanned) -> usize {
    let span = spanned.span();
    span.end().line - span.start().line + 1
}

struct Functions<'a> {
    path: &'a str,
    found: &'a mut Vec<String>,
}

impl Functions<'_> {
    fn check(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let lines = lines(block);
        if lines > FUNCTION_LINES {
            let line = signature.span().start().line;
            self.found
                .push(format!("{}:{line}: {} has {lines} lines, at most {FUNCTION_LINES}", self.path, signature.ident));
        }
    }
}

impl Visit<'_> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &syn::ItemFn) {
        self.check(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &syn::ImplItemFn) {
        self.check(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_item_mod(&mut self, module: &syn::ItemMod) {
        if !module.attrs.iter().any(is_cfg_test) {
            visit::visit_item_mod(self, module);
        }
    }
}

#[test]
fn files_and_functions_keep_their_size() {
    demand(
        "find the second thing that it does, and give that a file or a function of its own",
        violations(&files(".rs")),
    );
}

#[test]
fn a_planted_giant_is_found() {
    let plant = |path, text: &str| violations(&[Source::new(path, text)]).len();
    let long = "const A: u8 = 1;\n".repeat(FILE_LINES + 1);
    assert_eq!(plant("host/src/a.rs", &long), 1);
    assert_eq!(plant("host/src/a/tests.rs", &long), 0);
    let function = format!("impl A {{ fn a() {{\n{}}} }}\n", "a();\n".repeat(FUNCTION_LINES));
    assert_eq!(plant("host/src/a.rs", &function), 1);
    let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "const A: u8 = 1;\n".repeat(INLINE_TEST_LINES));
    assert_eq!(plant("host/src/a.rs", &tests), 1);
    assert_eq!(plant("host/src/a.rs", "fn a( {"), 1);
    assert_eq!(plant("host/src/a.rs", "fn a() {}"), 0);
}
