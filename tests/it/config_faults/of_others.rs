//! Faults of single values, words, positions and charsets.

use standoff::authority::{Pattern, Relative, UrlRule, ValueFault, ValueRule, Verdict};
use standoff::fingerprint::Fingerprint;
use standoff::ingest::AdoptRequest;
use standoff::profile::{Charset, Profile};
use standoff::record::{RecordIngester, Schema};
use standoff::render::range_formats::radio::ContentType;
use standoff::text::Unit;
use standoff::{AddressedText, Authority, FieldPolicy, Ingester};

use super::table::{Refusal, Table};

pub(super) fn force(table: &mut Table) {
    of_values(table);
    of_patterns(table);
    of_words(table);
    of_findings(table);

    let text = AddressedText::plain("a👩‍🚀b").unwrap();
    let index = text.unit_index(Unit::Utf16);
    let expect = "no address stands there; the nearest are 1 and 2 (at 1 and 3)";
    table.check(index.to_address(2), expect);
    let expect = "no address stands there; the nearest are 5 and 5 (at 7 and 7)";
    table.check(index.to_address(8), expect);
    table.check(
        Charset::Latin1.encode("né—"),
        "'—' at byte 3 is not in iso-8859-1",
    );
    table.check(
        Charset::Ascii.encoded_len("n日"),
        "'日' at byte 1 is not in ascii",
    );
    table.check(
        Charset::Unicode.decode(b"n\xFF"),
        "what begins at byte 1 is not unicode",
    );
    let expect = "a fingerprint is 64 digits in lower-case hex";
    for wrong in ["", "f1", &"F".repeat(64), &"g".repeat(64)] {
        table.check(wrong.parse::<Fingerprint>(), expect);
    }
}

/// All reasons for which a value is refused.
fn of_values(table: &mut Table) {
    let link = || ValueRule::Url(UrlRule::link());
    let of = |schemes: &[&str]| ValueRule::Url(UrlRule::new(schemes.iter().copied()));
    let absolute = ValueRule::Url(UrlRule::web().with_relative(Relative::Refuse));
    let mut check = |rule: &ValueRule, value: &str, expect: &str| match rule.check(value) {
        Verdict::Refused(why) => table.check(Err::<(), _>(Refusal(why)), expect),
        other => table.wrong.push(format!("{value:?}: {other:?}")),
    };
    let words = ValueRule::OneOf(vec!["ltr".into()]);
    check(&words, "auto", "not one of the words that are allowed");
    let tokens = ValueRule::Tokens(vec!["h-*".into()]);
    check(&tokens, "foo", "none of its tokens is allowed");
    let integer = ValueRule::Integer { min: -1, max: 9 };
    check(&integer, "١", "not an integer");
    check(&integer, "10", "out of range");
    check(&ValueRule::Language, "en_US", "not a language tag");
    let expect = "not a date, a time or a duration";
    check(&ValueRule::DateTime, "soon", expect);
    let pattern = ValueRule::Pattern(Pattern::new("[а-я]{3}").unwrap());
    check(&pattern, "yes", "does not look as its rule says");
    check(&absolute, "/x", "relative URLs are not allowed");
    check(&link(), "ftp://a/", "the scheme is not allowed");
    check(&link(), "https:a", "the scheme must be followed by `//`");
    check(&of(&["x"]), "x://a\\b", "`\\` parts nothing in this scheme");
    check(&of(&["file"]), "file://a/b", "a file has no host");
    check(&link(), "https://", "there is no host");
    check(
        &link(),
        "//a b/",
        "the host has a character that hosts do not have",
    );
    check(&link(), "https://xn--a/", "the host is not a domain name");
    check(
        &link(),
        "https://1.2.3/4",
        "the host is not an IPv4 address",
    );
    check(&link(), "https://[::g]/", "the host is not an IPv6 address");
    check(&link(), "https://a:x/", "the port is not a number");
    // Only stored content is checked for spelling.
    table.check(
        Err::<(), _>(Refusal(ValueFault::Spelling)),
        "not in the spelling that is stored",
    );
}

fn of_patterns(table: &mut Table) {
    for (pattern, expect) in [
        ("[a-z", "character 1: the class is never closed"),
        ("я[]", "character 2: no character can be meant"),
        ("a\\", "character 2: a character is to follow"),
        ("+", "character 1: this is no repetition of something"),
        ("я*я", "character 3: what is before it may be this as well"),
        (
            &"a".repeat(257),
            "character 1: a pattern has 256 bytes at most",
        ),
    ] {
        table.check(Pattern::new(pattern), expect);
    }
}

fn of_words(table: &mut Table) {
    table.check(
        "UTF16".parse::<Unit>(),
        "unknown word `UTF16`, expected one of `characters`, `graphemes`, `utf16`, `bytes`, `septets`, `weighted`",
    );
    let long = "слово".repeat(10_000);
    let shown: String = long.chars().take(60).collect();
    table.check(
        long.parse::<Relative>(),
        &format!("unknown word `{shown}`, expected one of `allow`, `refuse`"),
    );
    table.check(
        "item.titel".parse::<ContentType>(),
        "unknown name `item.titel`; there is `item.title` and 58 more",
    );
    assert_eq!(Profile::named("telegramm"), None);
}

fn of_findings(table: &mut Table) {
    let authority = Authority::standard();
    let policy = FieldPolicy::new().with_max_bytes(4);
    let ingester = Ingester::new(&policy, &authority).unwrap();
    let expect = "the source has 5 bytes, and the field admits 4";
    table.check(ingester.ingest("12345"), expect);
    table.check(
        ingester.ingest_with("12345", &mut |_: &AdoptRequest<'_>| None),
        expect,
    );

    let silent = FieldPolicy::new().with_silent(["style", "data *"]);
    let expect = "silent[1]: \"data *\" is not the name of an attribute, nor the beginning of one \
         before a `*`";
    table.check(Ingester::new(&silent, &authority), expect);

    let source = "<blink onclick=x>日</blink><em onclick=y>本</em>";
    let first = "1:1: changed: `blink` is not in the authority: tag stripped (and 2 more)";
    let ingester = Ingester::new(&FieldPolicy::new(), &authority).unwrap();
    table.check(ingester.ingest(source).unwrap().strict(), first);
    let other = ingester.ingest("Snow").unwrap();
    table.check(
        other.source_map(&ingester, source),
        "the source does not give this content",
    );
    let schema = Schema::new().with_field("title", FieldPolicy::new());
    let ingester = RecordIngester::new(&schema, &authority).unwrap();
    let ingested = ingester.ingest([("title", source)]).unwrap();
    table.check(ingested.strict(), &format!("title {first}"));
}
