//! Who runs, and on what.

use std::cell::RefCell;

use html5ever_039::tendril::TendrilSink;
use html5ever_039::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use lol_html::{HtmlRewriter, Settings, element};
use markup5ever_rcdom::RcDom;
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};

/// One competitor: a pass over all sources, and a number that keeps the
/// compiler from leaving work out.
pub(crate) struct Competitor<'s> {
    pub(crate) name: &'static str,
    pub(crate) run: Box<dyn FnMut() -> usize + 's>,
}

pub(crate) fn all(sources: &[String]) -> Vec<Competitor<'_>> {
    let mut all = ours(sources);
    all.extend(peers(sources));
    all
}

fn pass<'s>(
    name: &'static str,
    sources: &'s [String],
    each: impl Fn(&'s str) -> usize + 's,
) -> Competitor<'s> {
    Competitor {
        name,
        run: Box::new(move || sources.iter().map(|source| each(source)).sum()),
    }
}

fn ours(sources: &[String]) -> Vec<Competitor<'_>> {
    let authority = Authority::article();
    let Ok(ingester) = Ingester::new(&FieldPolicy::new(), &authority) else {
        return Vec::new();
    };
    let ingest = move |source: &str| {
        ingester
            .ingest(source)
            .map(standoff::Ingested::into_content)
            .unwrap_or_default()
    };
    let stored: Vec<AddressedText> = sources.iter().map(|source| ingest(source)).collect();
    let render = |name, renderer: Renderer, stored: Vec<AddressedText>| Competitor {
        name,
        run: Box::new(move || {
            stored
                .iter()
                .map(|content| renderer.render(content).output().len())
                .sum()
        }),
    };
    let canonical = Renderer::canonical(&authority);
    let mut all = vec![
        pass("standoff ingest", sources, {
            let ingest = ingest.clone();
            move |source| ingest(source).text().len()
        }),
        pass("standoff ingest + canonical", sources, {
            let canonical = canonical.clone();
            move |source| canonical.render(&ingest(source)).output().len()
        }),
        render("standoff canonical from stored", canonical, stored.clone()),
    ];
    let profiles = [
        ("standoff html from stored", "html"),
        ("standoff text from stored", "text"),
        ("standoff ipod from stored", "ipod"),
    ];
    for (name, profile) in profiles {
        let profile = Profile::named(profile).unwrap_or_else(Profile::text);
        if let Ok(renderer) = Renderer::new(&profile, &authority) {
            all.push(render(name, renderer, stored.clone()));
        }
    }
    all
}

fn peers(sources: &[String]) -> Vec<Competitor<'_>> {
    let ammonia = ammonia::Builder::default();
    vec![
        pass("ammonia clean", sources, move |source| {
            ammonia.clean(source).to_string().len()
        }),
        pass("lol_html rewrite", sources, lol_html),
        pass("html5ever tokenizer", sources, tokenize),
        pass("html5ever + RcDom", sources, rcdom),
        pass("tl parse", sources, |source| {
            tl::parse(source, tl::ParserOptions::default()).map_or(0, |dom| dom.nodes().len())
        }),
        pass("html2text", sources, |source| {
            html2text::from_read(source.as_bytes(), 80).map_or(0, |text| text.len())
        }),
        pass("memchr2 over < and &", sources, |source| {
            memchr::memchr2_iter(b'<', b'&', source.as_bytes()).count()
        }),
    ]
}

/// A rewrite that sets `rel` on links: the least that an HTML profile does.
fn lol_html(source: &str) -> usize {
    let mut length = 0;
    let settings = Settings::new().append_element_content_handler(element!("a[href]", |link| {
        link.set_attribute("rel", "noopener noreferrer")?;
        Ok(())
    }));
    let mut rewriter = HtmlRewriter::new(settings, |chunk: &[u8]| length += chunk.len());
    let done = rewriter
        .write(source.as_bytes())
        .and_then(|()| rewriter.end());
    if done.is_ok() { length } else { 0 }
}

struct Count(RefCell<usize>);

impl TokenSink for Count {
    type Handle = ();

    fn process_token(&self, _: Token, _: u64) -> TokenSinkResult<()> {
        *self.0.borrow_mut() += 1;
        TokenSinkResult::Continue
    }
}

fn tokenize(source: &str) -> usize {
    let tokenizer = Tokenizer::new(Count(RefCell::new(0)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(source.into());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    *tokenizer.sink.0.borrow()
}

fn rcdom(source: &str) -> usize {
    let dom = html5ever_039::parse_document(RcDom::default(), Default::default()).one(source);
    dom.errors.borrow().len()
}
