//! Reads the declarations of `style` attributes, as far as artefacts need them.

/// The maximum number of declarations that are read.
const MAX_DECLARATIONS: usize = 128;

/// Reads the declarations in order, as pairs of name and value, by the syntax of CSS
/// without escapes in names. Quotes, brackets and comments hide what they enclose.
/// O(style).
pub(crate) fn declarations(style: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = style;
    while !rest.is_empty() && found.len() < MAX_DECLARATIONS {
        let end = end_of_declaration(rest.as_bytes());
        let declaration = without_comments(&rest[..end]);
        if let Some((name, value)) = declaration.split_once(':') {
            found.push((name.trim(), value.trim()));
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    found
}

/// Splits a value into words, without commas and the `!` of `!important`.
pub(crate) fn words(value: &str) -> impl Iterator<Item = &str> {
    let words = value.split(|c: char| c.is_ascii_whitespace() || c == ',' || c == '!');
    words.filter(|word| !word.is_empty())
}

/// Finds the end of the first declaration. No byte of a non-ASCII character ends it.
fn end_of_declaration(style: &[u8]) -> usize {
    let mut at = 0;
    let mut brackets = 0_usize;
    while let Some(&byte) = style.get(at) {
        match byte {
            b'\\' => at += 1,
            b'"' | b'\'' => at = end_of_string(style, at),
            b'/' if style.get(at + 1) == Some(&b'*') => at = end_of_comment(style, at),
            b'(' | b'[' | b'{' => brackets += 1,
            b')' | b']' | b'}' => brackets = brackets.saturating_sub(1),
            b';' if brackets == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    style.len()
}

/// Finds the closing quote of a string; the end of the style if there is none.
fn end_of_string(style: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = style.get(at) {
        match byte {
            b'\\' => at += 1,
            _ if byte == style[start] => return at,
            _ => {}
        }
        at += 1;
    }
    style.len()
}

/// Finds the final `/` of a comment; the end of the style if there is none.
fn end_of_comment(style: &[u8], start: usize) -> usize {
    let inside = &style[start + 2..];
    let length = inside.windows(2).position(|two| two == b"*/");
    length.map_or(style.len(), |length| start + 2 + length + 1)
}

/// Returns a declaration without leading comments.
fn without_comments(declaration: &str) -> &str {
    let mut rest = declaration.trim_start();
    while rest.starts_with("/*") {
        let end = end_of_comment(rest.as_bytes(), 0);
        rest = rest.get(end + 1..).unwrap_or_default().trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::{declarations, words};

    #[track_caller]
    fn check(style: &str, expect: &[(&str, &str)]) {
        assert_eq!(declarations(style), expect, "{style:?}");
    }

    #[test]
    fn declarations_are_read() {
        check("", &[]);
        check(";;", &[]);
        check("color", &[]);
        check("color:", &[("color", "")]);
        check(
            " font-weight : 700 ;font-style:italic",
            &[("font-weight", "700"), ("font-style", "italic")],
        );
        check(
            r#"font:7.0pt "Times; New";x:y"#,
            &[("font", r#"7.0pt "Times; New""#), ("x", "y")],
        );
        check("a:url(x;y:z);b:c", &[("a", "url(x;y:z)"), ("b", "c")]);
        check("/* a:b; */c:d", &[("c", "d")]);
        check("/**/ /* ; */ c:d;/*", &[("c", "d")]);
        check("/* a:b;", &[]);
        check("a:'x\\';y;z", &[("a", "'x\\';y;z")]);
        check("a:(((;b:c", &[("a", "(((;b:c")]);
        check("é:ü\\é;a:b", &[("é", "ü\\é"), ("a", "b")]);
        check("a:/*", &[("a", "/*")]);
        check("a:\\", &[("a", "\\")]);
    }

    #[test]
    fn values_have_words() {
        let check = |value, expect: &[&str]| assert_eq!(words(value).collect::<Vec<_>>(), expect);
        check("bold !important", &["bold", "important"]);
        check("underline  line-through", &["underline", "line-through"]);
        check("l0 level2\nlfo1", &["l0", "level2", "lfo1"]);
        check("", &[]);
    }

    #[test]
    fn no_more_than_so_many_are_read() {
        assert_eq!(declarations(&"a:b;".repeat(1000)).len(), 128);
    }
}
