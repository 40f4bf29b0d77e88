//! Checks the styles that a profile sets: they can neither load nor run anything.

/// Functions that only compute a number or a colour. All others may load something, as
/// `url()`, `image-set()` and `src()` do, or run it, as `expression()` did.
const FUNCTIONS: [&str; 9] = [
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "calc",
    "min",
    "max",
    "clamp",
    "linear-gradient",
];

/// Describes what is wrong with a `style` that a profile sets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StyleFault {
    /// A part between semicolons that is no declaration. Names are letters and hyphens.
    #[error("{0:?} is no declaration, as `color: navy` is one")]
    Declaration(String),
    /// A property that loaded code in browsers of old.
    #[error("`{0}` may load code")]
    Property(String),
    /// A value with something that could load or run more, or end the value.
    #[error("the value of `{property}` may not have {part:?}")]
    Value {
        /// The property.
        property: String,
        /// What its value may not have; a quote or a bracket that has no partner.
        part: String,
    },
}

/// Checks the declarations of a style.
///
/// # Errors
///
/// The first fault.
pub(super) fn check(style: &str) -> Result<(), StyleFault> {
    let declarations = style.split(';').map(str::trim_ascii);
    for declaration in declarations.filter(|part| !part.is_empty()) {
        let fault = || StyleFault::Declaration(declaration.to_owned());
        let (name, value) = declaration.split_once(':').ok_or_else(fault)?;
        let (name, value) = (name.trim_ascii_end(), value.trim_ascii_start());
        let is_property = |c: char| c.is_ascii_alphabetic() || c == '-';
        if name.is_empty() || !name.chars().all(is_property) || value.is_empty() {
            return Err(fault());
        }
        let lower = name.to_ascii_lowercase();
        if lower.starts_with("-moz-binding") || lower.starts_with("behavior") {
            return Err(StyleFault::Property(name.to_owned()));
        }
        if let Some(part) = unsafe_part(value) {
            return Err(StyleFault::Value {
                property: name.to_owned(),
                part,
            });
        }
    }
    Ok(())
}

/// Returns what a value may not have. A semicolon has ended it before, so that one in
/// quotes leaves a quote without a partner.
fn unsafe_part(value: &str) -> Option<String> {
    let (mut quote, mut brackets) = (None, 0_usize);
    let mut word = 0;
    for (at, c) in value.char_indices() {
        match c {
            '@' | '\\' | '<' | '>' | '{' | '}' => return Some(c.into()),
            _ if c.is_control() => return Some(c.into()),
            '*' if value[..at].ends_with('/') => return Some("/*".into()),
            '(' => {
                let name = &value[word..at];
                let is_known = |known: &&str| name.eq_ignore_ascii_case(known);
                if !name.is_empty() && !FUNCTIONS.iter().any(is_known) {
                    return Some(format!("{name}("));
                }
                brackets += 1;
            }
            ')' => match brackets.checked_sub(1) {
                Some(left) => brackets = left,
                None => return Some(")".into()),
            },
            '"' | '\'' if quote.is_none() => quote = Some(c),
            '"' | '\'' if quote == Some(c) => quote = None,
            _ => {}
        }
        let is_word = c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii();
        if !is_word {
            word = at + c.len_utf8();
        }
    }
    let open = (brackets > 0).then_some('(');
    quote.or(open).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::check;

    #[track_caller]
    fn refused(style: &str, expect: &str) {
        assert_eq!(check(style).unwrap_err().to_string(), expect, "{style:?}");
    }

    #[test]
    fn plain_declarations_are_kept() {
        for style in [
            "",
            ";",
            "color: navy",
            "color:#369;",
            " margin : 0 0 16px ; font-family: 'Segoe UI', \"Noto\", serif ",
            "width: calc(100% - (2 * 8px)); color: RGBA(0, 0, 0, 0.5) !important",
            "mso-line-height-rule: exactly; -webkit-text-size-adjust: 100%",
            "font-family: '游ゴシック'; quotes: '(' ')'",
        ] {
            assert_eq!(check(style), Ok(()), "{style:?}");
        }
    }

    #[test]
    fn what_loads_or_runs_is_refused() {
        let value = |value: &str, part: &str| {
            let expect = format!("the value of `a` may not have {part:?}");
            refused(&format!("a: {value}"), &expect);
        };
        value("url(x)", "url(");
        value("Url('x')", "Url(");
        value("-webkit-image-set('x' 1x)", "-webkit-image-set(");
        value("calc(expression(x))", "expression(");
        value("üurl(x)", "üurl(");
        value("'url(x)'", "url(");
        value("u/**/rl(x)", "/*");
        value("\\75rl(x)", "\\");
        value("</style>", "<");
        value("x } b { color: red", "}");
        value("@import", "@");
        value("a\tb", "\t");
        value("x\u{85}", "\u{85}");
        value("'x; b: c'", "'");
        value("(1 + 2", "(");
        value("1)", ")");
        for name in ["behavior", "Behavior", "-moz-binding", "-MOZ-BINDING"] {
            refused(
                &format!("color: red; {name}: x"),
                &format!("`{name}` may load code"),
            );
        }
        for part in [
            "color",
            "color:",
            ": red",
            "co lor: red",
            "cölor: red",
            "--x1: red",
        ] {
            refused(
                part,
                &format!("{part:?} is no declaration, as `color: navy` is one"),
            );
        }
    }
}
