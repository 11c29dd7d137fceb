//! Renders Markdown to HTML, as a native plugin or as a WASM component: one source, two targets.

amphi_guest_sdk::plugin!({ path: "wit", world: "renderer" });

use example::render::progress;
use example::render::types::Extensions;
use pulldown_cmark::{Event, Options as Syntax, Parser, html};

/// Bytes of Markdown between two reports of progress.
const REPORT_EVERY: usize = 16 << 10;

struct Renderer;

impl Guest for Renderer {
    fn render(markdown: String, options: Options) -> Result<String, Problem> {
        let length = markdown.len() as u64;
        if length == 0 {
            return Err(Problem::Empty);
        }
        if length > u64::from(options.max_bytes) {
            return Err(Problem::TooLong(length));
        }
        tracing::debug!(bytes = length, "rendering");
        let body = render_body(&markdown, syntax(options.extensions));
        progress::report(length, length);
        Ok(match options.title {
            Some(title) => page(&title, &body),
            None => body,
        })
    }
}

/// Renders the text itself and reports progress on the way.
fn render_body(markdown: &str, syntax: Syntax) -> String {
    let total = markdown.len() as u64;
    let mut next_report = REPORT_EVERY;
    let events = Parser::new_ext(markdown, syntax).into_offset_iter().map(|(event, range)| {
        if range.start >= next_report && matches!(event, Event::Start(_)) {
            next_report = range.start + REPORT_EVERY;
            progress::report(range.start as u64, total);
        }
        event
    });
    let mut body = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut body, events);
    body
}

fn page(title: &str, body: &str) -> String {
    let mut escaped = String::with_capacity(title.len());
    for character in title.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            other => escaped.push(other),
        }
    }
    format!("<!doctype html>\n<meta charset=\"utf-8\">\n<title>{escaped}</title>\n{body}")
}

fn syntax(extensions: Extensions) -> Syntax {
    let mut syntax = Syntax::empty();
    syntax.set(Syntax::ENABLE_TABLES, extensions.contains(Extensions::TABLES));
    syntax.set(Syntax::ENABLE_FOOTNOTES, extensions.contains(Extensions::FOOTNOTES));
    syntax.set(Syntax::ENABLE_STRIKETHROUGH, extensions.contains(Extensions::STRIKETHROUGH));
    syntax.set(Syntax::ENABLE_TASKLISTS, extensions.contains(Extensions::TASKLISTS));
    syntax.set(Syntax::ENABLE_HEADING_ATTRIBUTES, extensions.contains(Extensions::HEADING_ATTRIBUTES));
    syntax
}

export!(Renderer);
