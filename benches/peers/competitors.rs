//! The competitors, and their inputs.

use std::cell::RefCell;
use std::rc::Rc;

use html5ever_039::tendril::TendrilSink;
use html5ever_039::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use lol_html::{HtmlRewriter, Settings, element};
use markup5ever_rcdom::RcDom;
use standoff::edit::Edit;
use standoff::ingest::Scratch;
use standoff::lint::{LintPolicy, Linter};
use standoff::policy::PolicyError;
use standoff::{AddressedText, Authority, FieldPolicy, Ingester, Profile, Renderer};

pub(crate) const AMMONIA: &str = "ammonia clean";
pub(crate) const LOL_HTML: &str = "lol_html rewrite";
const LOL_HTML_ALL: &str = "lol_html allowlist";

/// One pass. Returns a number that keeps the compiler from optimising work away.
pub(crate) type Run<'s> = Box<dyn FnMut() -> usize + 's>;

/// The compiled values: ours, and the peer that ours is compared with.
pub(crate) struct Contestants {
    authority: Authority,
    pub(crate) ingester: Ingester,
    ammonia: ammonia::Builder<'static>,
}

impl Contestants {
    pub(crate) fn new() -> Result<Self, PolicyError> {
        let authority = Authority::article();
        let policy = FieldPolicy::new().with_max_bytes(FieldPolicy::MAX_BYTES);
        Ok(Self {
            ingester: Ingester::new(&policy, &authority)?,
            authority,
            ammonia: ammonia::Builder::default(),
        })
    }

    pub(crate) fn ingest(&self, source: &str) -> AddressedText {
        let ingested = self.ingester.ingest(source);
        ingested
            .expect("no source is longer than a field may admit")
            .into_content()
    }

    pub(crate) fn clean(&self, source: &str) -> usize {
        self.ammonia.clean(source).to_string().len()
    }
}

/// Lists all competitors, by name.
pub(crate) fn all<'s>(
    sources: &'s [String],
    contestants: &'s Contestants,
) -> Vec<(&'static str, Run<'s>)> {
    let mut all = ours(sources, contestants);
    all.extend(peers(sources, contestants));
    all
}

fn pass<'s>(
    name: &'static str,
    sources: &'s [String],
    each: impl Fn(&'s str) -> usize + 's,
) -> (&'static str, Run<'s>) {
    let run = move || sources.iter().map(|source| each(source)).sum();
    (name, Box::new(run))
}

fn ours<'s>(sources: &'s [String], contestants: &'s Contestants) -> Vec<(&'static str, Run<'s>)> {
    let authority = &contestants.authority;
    let ingest = |source: &str| contestants.ingest(source);
    let stored: Rc<[AddressedText]> = sources.iter().map(|source| ingest(source)).collect();
    let render = |name, renderer: Renderer| -> (&'static str, Run<'s>) {
        let stored = stored.clone();
        let run = move || {
            let outputs = stored.iter().map(|content| renderer.render(content));
            outputs.map(|rendered| rendered.output().len()).sum()
        };
        (name, Box::new(run))
    };
    let named = |name: &str| {
        let profile = Profile::named(name).expect("it is built in");
        Renderer::new(&profile, authority).expect("a built-in profile fits a built-in authority")
    };
    let then = |name, renderer: Renderer| {
        pass(name, sources, move |source| {
            renderer.render(&ingest(source)).output().len()
        })
    };
    let canonical = Renderer::canonical(authority);
    let scratch = RefCell::new(Scratch::new());
    let mut ours = vec![
        pass("standoff ingest", sources, move |source| {
            ingest(source).text().len()
        }),
        pass("standoff ingest_into", sources, move |source| {
            let ingested = contestants
                .ingester
                .ingest_into(source, &mut scratch.borrow_mut());
            ingested.map_or(0, |ingested| ingested.content().text().len())
        }),
        then("standoff ingest + canonical", canonical.clone()),
        then("standoff ingest + gfm", named("gfm")),
        render("standoff canonical from stored", canonical),
        render("standoff html from stored", named("html")),
        render("standoff text from stored", named("text")),
        render("standoff ipod from stored", named("ipod")),
        render("standoff gfm from stored", named("gfm")),
    ];
    let linter = Linter::new(&LintPolicy::new().language("en"), authority)
        .expect("a built-in table is sound");
    let linted = stored.clone();
    ours.push((
        "standoff lint of stored",
        Box::new(move || {
            linted
                .iter()
                .map(|content| linter.lint(content).len())
                .sum()
        }),
    ));
    // Three words replaced in each.
    ours.push((
        "standoff edit of stored",
        Box::new(move || {
            let edited = stored.iter().map(|content| {
                let found = content.find("the").take(3);
                let edit = found.fold(Edit::new(), |edit, at| edit.replace(at, "a"));
                let edited = edit.apply(content, authority);
                edited.map_or(0, |edited| edited.content().text().len())
            });
            edited.sum()
        }),
    ));
    ours
}

fn peers<'s>(sources: &'s [String], contestants: &'s Contestants) -> Vec<(&'static str, Run<'s>)> {
    vec![
        pass(AMMONIA, sources, |source| contestants.clean(source)),
        pass("ammonia as nh3 calls it", sources, as_nh3),
        pass(LOL_HTML, sources, lol_html),
        pass(LOL_HTML_ALL, sources, {
            let authority = &contestants.authority;
            move |source| lol_html_allowlist(source, authority)
        }),
        pass("html5ever tokenizer", sources, tokenize),
        pass("html5ever + RcDom", sources, rcdom),
        pass("tl parse", sources, |source| {
            tl::parse(source, tl::ParserOptions::default()).map_or(0, |dom| dom.nodes().len())
        }),
        pass("html2text", sources, |source| {
            html2text::from_read(source.as_bytes(), 80).map_or(0, |text| text.len())
        }),
        pass("htmd", sources, |source| {
            htmd::convert(source).map_or(0, |markdown| markdown.len())
        }),
        pass("html-to-markdown-rs", sources, |source| {
            let converted = html_to_markdown_rs::convert(source, None);
            converted.map_or(0, |result| {
                result.content.map_or(0, |markdown| markdown.len())
            })
        }),
        pass("memchr2 over < and &", sources, |source| {
            memchr::memchr2_iter(b'<', b'&', source.as_bytes()).count()
        }),
    ]
}

/// Cleans as `nh3` for Python does with tags of its caller's own: it makes the settings
/// anew for each source. Without any it is `ammonia clean`.
fn as_nh3(source: &str) -> usize {
    let mut cleaner = ammonia::Builder::default();
    let tags = cleaner.clone_tags();
    cleaner.tags(tags).strip_comments(true);
    cleaner.clean(source).to_string().len()
}

/// Rewrites a page and sets `rel` on links: the minimum of an HTML profile. Most tags
/// are passed over unread.
fn lol_html(source: &str) -> usize {
    let handler = element!("a[href]", |link| {
        link.set_attribute("rel", "noopener noreferrer")?;
        Ok(())
    });
    rewritten(
        source,
        Settings::new().append_element_content_handler(handler),
    )
}

/// Rewrites a page and keeps only the tags and attributes of the authority. Checks
/// every element, but not values, nesting or content.
fn lol_html_allowlist(source: &str, authority: &Authority) -> usize {
    let handler = element!("*", |element| {
        let name = element.tag_name();
        let Some(entry) = authority.tag_named(&name) else {
            element.remove_and_keep_content();
            return Ok(());
        };
        let admits = |name: &str| entry.attributes().iter().any(|known| known.name() == name);
        let attributes = element
            .attributes()
            .iter()
            .map(|attribute| attribute.name());
        let refused: Vec<String> = attributes.filter(|name| !admits(name)).collect();
        for name in refused {
            element.remove_attribute(&name);
        }
        Ok(())
    });
    rewritten(
        source,
        Settings::new().append_element_content_handler(handler),
    )
}

fn rewritten(source: &str, settings: Settings<'_, '_>) -> usize {
    let mut length = 0;
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
