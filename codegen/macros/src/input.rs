//! What stands between the braces of a macro.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, LitStr, Path, Token, bracketed, token};

/// The options of a macro, as they were written.
pub(crate) struct Input {
    pub(crate) source: Source,
    pub(crate) world: Option<LitStr>,
    pub(crate) additional_derives: Vec<TokenStream>,
    /// The path of the runtime crate, if it is not under its usual name.
    pub(crate) runtime_crate: Option<Path>,
}

/// Where the WIT is.
pub(crate) enum Source {
    /// A folder or a file, relative to the manifest.
    Path(String, Span),
    /// In the macro itself.
    Inline(LitStr),
}

impl Source {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Path(_, span) => *span,
            Self::Inline(text) => text.span(),
        }
    }
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if !input.peek(token::Brace) {
            return Err(input.error("expected options in braces, such as `{ path: \"wit\", world: \"name\" }`"));
        }
        let content;
        syn::braced!(content in input);
        let options = Punctuated::<Choice, Token![,]>::parse_terminated(&content)?;
        let mut source = None;
        let mut parsed = Self {
            source: Source::Path("wit".to_string(), Span::call_site()),
            world: None,
            additional_derives: Vec::new(),
            runtime_crate: None,
        };
        for option in options {
            match option {
                Choice::Source(_, key) if source.is_some() => {
                    return Err(Error::new(key, "the WIT is given twice: write one `path` or one `inline`"));
                }
                Choice::Source(given, _) => source = Some(given),
                Choice::World(name) => parsed.world = Some(name),
                Choice::Derives(paths) => parsed.additional_derives = paths,
                Choice::Crate(path) => parsed.runtime_crate = Some(path),
            }
        }
        parsed.source = source.unwrap_or(parsed.source);
        Ok(parsed)
    }
}

/// One option.
enum Choice {
    Source(Source, Span),
    World(LitStr),
    Derives(Vec<TokenStream>),
    Crate(Path),
}

impl Parse for Choice {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        // `crate` is a keyword.
        let key = input.call(<syn::Ident as syn::ext::IdentExt>::parse_any)?;
        let name = key.to_string();
        if !KEYS.contains(&name.as_str()) {
            let known: Vec<_> = KEYS.iter().filter(|key| **key != "crate").map(|key| format!("`{key}`")).collect();
            let known = known.join(", ");
            return Err(Error::new(key.span(), format!("unknown option `{name}`: expected one of {known}")));
        }
        input.parse::<Token![:]>()?;
        match name.as_str() {
            "path" => {
                let path: LitStr = input.parse()?;
                Ok(Self::Source(Source::Path(path.value(), path.span()), key.span()))
            }
            "inline" => Ok(Self::Source(Source::Inline(input.parse()?), key.span())),
            "world" => Ok(Self::World(input.parse()?)),
            "additional_derives" => {
                let content;
                bracketed!(content in input);
                let paths = Punctuated::<Path, Token![,]>::parse_terminated(&content)?;
                Ok(Self::Derives(paths.into_iter().map(ToTokens::into_token_stream).collect()))
            }
            _ => Ok(Self::Crate(input.parse()?)),
        }
    }
}

/// What can be chosen. `crate` is for renamed dependencies and not documented.
const KEYS: [&str; 5] = ["path", "inline", "world", "additional_derives", "crate"];
