//! Feeds every part of a profile into a digest. A missing setting counts as its
//! default, and a setting that needs a feature counts as missing without it.

use crate::fingerprint::Digest;
use crate::profile::{
    Alternative, Attributes, Breaks, Cut, Exponent, Limit, LinkTexts, Links, Lists, Loose, Markers,
    Profile, Rule, Syntax, Wrap,
};
#[cfg(feature = "charsets")]
use crate::profile::{Fallback, Numbered};

impl Profile {
    /// Feeds a profile, merged with all that it extends.
    pub(super) fn digest(&self, out: &mut Digest) {
        let Self {
            extends: _,
            syntax,
            default,
            rules,
            attributes,
            charset,
            #[cfg(feature = "charsets")]
            overrides,
            #[cfg(feature = "charsets")]
            fallback,
            line_overrides,
            breaks,
            blank_lines,
            wrap,
            loose,
            lists,
            quotes,
            links,
            document,
            base,
            limits,
            cut,
            alternative,
        } = self;
        syntax.unwrap_or_default().digest(out);
        default.as_ref().unwrap_or(&Rule::Keep).digest(out);
        out.count(rules.len());
        for (name, rule) in rules {
            out.text(name);
            rule.digest(out);
        }
        out.count(attributes.len());
        for (name, attributes) in attributes {
            out.text(name);
            attributes.digest(out);
        }
        out.text(charset.unwrap_or_default().as_str());
        #[cfg(feature = "charsets")]
        {
            out.count(overrides.len());
            for (character, text) in overrides {
                out.number(u32::from(*character));
                out.text(text);
            }
            fallback.clone().unwrap_or_default().digest(out);
        }
        #[cfg(not(feature = "charsets"))]
        {
            out.count(0);
            out.text("transliterate");
        }
        match breaks.as_ref().unwrap_or(&Breaks::Keep) {
            Breaks::Keep => out.text("keep"),
            Breaks::OneLine => out.text("one-line"),
            Breaks::Texts { block, line, cell } => {
                out.text("texts");
                [block, line, cell].iter().for_each(|text| out.text(text));
            }
        }
        match lists.as_ref().and_then(Lists::markers) {
            None => out.text("unmarked"),
            Some(Markers {
                bullet,
                number,
                indent,
            }) => {
                out.text("marked");
                out.text(bullet);
                out.text(number);
                match indent {
                    None => out.text("width"),
                    Some(indent) => {
                        out.text("indent");
                        out.text(indent);
                    }
                }
            }
        }
        match quotes {
            None => out.text("default"),
            Some(pairs) => {
                out.text("quotes");
                out.pairs(pairs.iter().map(|(before, after)| (&**before, &**after)));
            }
        }
        match links.as_ref().unwrap_or(&Links::Keep) {
            Links::Keep => out.text("keep"),
            Links::Drop => out.text("drop"),
            Links::Inline(before, after) => {
                out.text("inline");
                out.text(before);
                out.text(after);
            }
            Links::Urls => out.text("urls"),
            Links::Footnotes => out.text("footnotes"),
            Links::Around(around) => around.digest("around", out),
            Links::Lines(around) => around.digest("lines", out),
        }
        out.text(&String::from(base.clone().unwrap_or_default()));
        let limits = limits.as_deref().unwrap_or_default();
        out.count(limits.len());
        limits.iter().for_each(|limit| limit.digest(out));
        cut.clone().unwrap_or_default().digest(out);
        // What came later counts where it is set alone: older profiles keep their keys.
        if let Some(most) = blank_lines {
            out.text("blank-lines");
            out.number(*most);
        }
        if let Some(wrap) = wrap {
            let Wrap { at, format } = wrap;
            out.text("wrap");
            out.number(*at);
            out.text(format.as_str());
        }
        if let Some(loose) = loose.filter(|loose| *loose != Loose::Keep) {
            out.text("loose");
            out.text(loose.as_str());
        }
        if !line_overrides.is_empty() {
            out.text("line-overrides");
            let texts = line_overrides.iter();
            out.pairs(texts.map(|(sign, text)| (&**sign, &**text)));
        }
        if let Some((before, after)) = document {
            out.text("document");
            out.text(before);
            out.text(after);
        }
        if let Some(alternative) = alternative {
            alternative.digest(out);
        }
    }
}

impl Syntax {
    fn digest(self, out: &mut Digest) {
        out.text(self.traits().name);
        if let Some(unit) = self.range_unit() {
            out.text(unit.as_str());
        }
    }
}

impl Rule {
    fn digest(&self, out: &mut Digest) {
        match self {
            Self::Keep => out.text("keep"),
            Self::Rename(name) => {
                out.text("rename");
                out.text(name);
            }
            Self::Strip => out.text("strip"),
            Self::Remove => out.text("remove"),
            Self::Surround(before, after) => {
                out.text("surround");
                out.text(before);
                out.text(after);
            }
            Self::Prefix(text) => {
                out.text("prefix");
                out.text(text);
            }
            Self::Replace(text) => {
                out.text("replace");
                out.text(text);
            }
            Self::Describe(attribute) => {
                out.text("describe");
                out.text(attribute);
            }
            Self::Quote => out.text("quote"),
            Self::Struck => out.text("struck"),
            Self::Superscript(exponent) => {
                out.text("superscript");
                exponent.digest(out);
            }
            Self::Subscript => out.text("subscript"),
            Self::Bracket(before, after) => {
                out.text("bracket");
                out.text(before);
                out.text(after);
            }
            Self::Resolve => out.text("resolve"),
        }
    }
}

impl LinkTexts {
    fn digest(&self, kind: &str, out: &mut Digest) {
        let Self {
            before,
            between,
            after,
            first,
            bare,
            url_overrides,
        } = self;
        out.text(kind);
        [before, between, after]
            .iter()
            .for_each(|text| out.text(text));
        out.text(first.as_str());
        match bare {
            None => out.text("like-others"),
            Some((before, after)) => {
                out.text("bare");
                out.text(before);
                out.text(after);
            }
        }
        out.count(url_overrides.len());
        for (character, text) in url_overrides {
            out.number(u32::from(*character));
            out.text(text);
        }
    }
}

impl Exponent {
    fn digest(&self, out: &mut Digest) {
        out.text(match self {
            Self::Between(..) => "between",
            Self::Characters(..) => "characters",
        });
        let (before, after) = self.texts();
        out.text(before);
        out.text(after);
    }
}

impl Attributes {
    fn digest(&self, out: &mut Digest) {
        let Self {
            keep,
            drop,
            rename,
            set,
        } = self;
        match keep {
            None => out.text("all"),
            Some(names) => {
                out.text("keep");
                out.texts(names.iter().map(String::as_str));
            }
        }
        out.texts(drop.iter().map(String::as_str));
        out.pairs(rename.iter().map(|(name, written)| (&**name, &**written)));
        out.pairs(set.iter().map(|(name, value)| (&**name, &**value)));
    }
}

#[cfg(feature = "charsets")]
impl Fallback {
    fn digest(&self, out: &mut Digest) {
        match self {
            Self::Transliterate => out.text("transliterate"),
            Self::Replace(character) => {
                out.text("replace");
                out.number(u32::from(*character));
            }
            Self::Drop => out.text("drop"),
            Self::Numbered(Numbered {
                before,
                after,
                form,
            }) => {
                out.text("numbered");
                out.text(before);
                out.text(after);
                out.text(form.as_str());
            }
        }
    }
}

impl Limit {
    fn digest(self, out: &mut Digest) {
        let Self {
            unit,
            most,
            url_length,
        } = self;
        out.text(unit.as_str());
        out.number(most);
        if let Some(length) = url_length {
            out.text("url-length");
            out.number(length);
        }
    }
}

impl Alternative {
    fn digest(&self, out: &mut Digest) {
        let Self { charset, limits } = self;
        out.text("alternative");
        out.text(charset.as_str());
        out.count(limits.len());
        limits.iter().for_each(|limit| limit.digest(out));
    }
}

impl Cut {
    fn digest(self, out: &mut Digest) {
        let Self { place, ellipsis } = self;
        out.text(place.as_str());
        match ellipsis {
            None => out.text("default"),
            Some(ellipsis) => {
                out.text("ellipsis");
                out.text(&ellipsis);
            }
        }
    }
}
