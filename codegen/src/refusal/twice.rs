//! Names that two things of a world get in Rust, found in the code that was generated.
//!
//! The names of WIT are spelled anew for Rust, and generators add names of their own: two that differ can meet. The compiler
//! would say so of code that its author never saw.

use std::collections::HashSet;
use std::iter::Peekable;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Finds a name that is defined twice in one place of generated code, as a path.
///
/// It reads items alone: the modules, traits and `impl` blocks of resources, but no body of a function.
pub(super) fn named_twice(code: &TokenStream) -> Option<String> {
    let mut search = Search { names: HashSet::new() };
    search.items(code.clone(), "").err()
}

struct Search {
    /// The names that were seen, with their places and their kinds.
    names: HashSet<(&'static str, String)>,
}

type Tokens = Peekable<IntoIter>;

impl Search {
    /// Reads the items of a module, a trait or an `impl` block; gives the first name that was seen before.
    fn items(&mut self, code: TokenStream, place: &str) -> Result<(), String> {
        let mut tokens = code.into_iter().peekable();
        // Of what is there for some targets only, each may have its own.
        let mut conditional = false;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => conditional |= is_condition(&mut tokens),
                TokenTree::Ident(word) => {
                    let word = word.to_string();
                    if self.item(&word, &mut tokens, place, conditional)? {
                        conditional = false;
                    }
                }
                // A macro that items stand in, such as that of flags.
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    self.items(group.stream(), place)?;
                    conditional = false;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads an item from the word that it begins with; gives whether it was one.
    fn item(&mut self, word: &str, tokens: &mut Tokens, place: &str, conditional: bool) -> Result<bool, String> {
        let kind = match word {
            "struct" | "enum" | "union" | "trait" | "type" | "mod" => "type",
            "fn" | "static" | "const" => "value",
            "impl" => {
                let (header, body) = rest(tokens);
                // What a trait asks for has the trait's names.
                if let (Some(body), false) = (body, header.iter().any(|token| token == "for")) {
                    self.items(body, &path(place, &of(&header)))?;
                }
                return Ok(true);
            }
            "extern" | "use" | "macro_rules" => {
                rest(tokens);
                return Ok(true);
            }
            _ => return Ok(false),
        };
        let Some(TokenTree::Ident(name)) = tokens.peek() else { return Ok(false) };
        let name = name.to_string();
        if matches!(&*name, "fn" | "unsafe" | "mut") {
            return Ok(false);
        }
        if name == "_" {
            rest(tokens);
            return Ok(true);
        }
        let path = path(place, &name);
        if !conditional && !self.names.insert((kind, path.clone())) {
            return Err(path);
        }
        let (_, body) = rest(tokens);
        match (word, body) {
            ("mod" | "trait", Some(body)) => self.items(body, &path).map(|()| true),
            _ => Ok(true),
        }
    }
}

/// The tokens up to the end of an item, and what stands in its braces.
fn rest(tokens: &mut Tokens) -> (Vec<String>, Option<TokenStream>) {
    let mut header = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return (header, Some(group.stream())),
            TokenTree::Punct(punct) if punct.as_char() == ';' => break,
            other => header.push(other.to_string()),
        }
    }
    (header, None)
}

/// What an `impl` block is for: what follows its own generics, without generics.
fn of(header: &[String]) -> String {
    let mut depth = 0;
    let mut path = String::new();
    for token in header {
        match token.as_str() {
            "<" if !path.is_empty() => break,
            "<" => depth += 1,
            ">" => depth -= 1,
            "where" => break,
            token if depth == 0 => path += token,
            _ => {}
        }
    }
    path
}

/// Whether an attribute is a `cfg`, and takes it.
fn is_condition(tokens: &mut Tokens) -> bool {
    let Some(TokenTree::Group(group)) = tokens.peek() else { return false };
    let is_condition = group.stream().into_iter().next().is_some_and(|first| first.to_string() == "cfg");
    tokens.next();
    is_condition
}

fn path(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_string() } else { format!("{place}::{name}") }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use super::named_twice;

    fn found(code: TokenStream) -> Option<String> {
        named_twice(&code)
    }

    #[test]
    fn a_name_that_is_there_twice_is_found() {
        assert_eq!(
            found(quote!(
                pub struct A;
                pub enum A {}
            )),
            Some("A".into())
        );
        assert_eq!(
            found(quote!(
                mod a {
                    pub mod b {
                        fn c() {}
                        fn d() {}
                        fn c() {}
                    }
                }
            )),
            Some("a::b::c".into())
        );
        assert_eq!(
            found(quote!(
                trait T {
                    fn a();
                }
                trait T {
                    type B;
                }
            )),
            Some("T".into())
        );
        assert_eq!(
            found(quote!(
                trait T {
                    fn a();
                    fn a(&self) -> u8;
                }
            )),
            Some("T::a".into())
        );
        assert_eq!(found(quote!(impl A { fn b() {} } impl<'a> A<'a> { pub fn b() {} })), Some("A::b".into()));
        assert_eq!(found(quote!(a::b! { struct A: u8 { const C = 1; } } struct A;)), Some("A".into()));
    }

    #[test]
    fn other_names_are_left_alone() {
        assert_eq!(
            found(quote!(
                struct A {}
                fn A() {}
                mod a {}
                fn a() {}
            )),
            None
        );
        assert_eq!(
            found(quote!(
                mod a {
                    fn c() {}
                }
                mod b {
                    fn c() {}
                }
            )),
            None
        );
        assert_eq!(
            found(quote!(
                const _: () = {
                    struct A;
                };
                const _: () = {
                    struct A;
                };
            )),
            None
        );
        assert_eq!(found(quote!(impl T for A { fn a() {} } impl U for A { fn a() {} })), None);
        assert_eq!(found(quote!(impl A { fn a() {} } impl B { fn a() {} } fn a() { fn a() {} fn a() {} })), None);
        assert_eq!(
            found(quote!(
                #[cfg(x)]
                fn a() {}
                #[cfg(not(x))]
                fn a() {}
            )),
            None
        );
        assert_eq!(
            found(quote!(
                macro_rules! a {
                    () => {
                        struct B;
                    };
                }
                struct B;
                extern "C" {
                    fn c();
                }
                fn c() {}
            )),
            None
        );
    }
}
