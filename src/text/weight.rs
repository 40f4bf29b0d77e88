//! Weights of characters as X counts them: 1 or 2 each, and 2 for a whole emoji.
//!
//! Source: the configuration v3 of [twitter-text](https://github.com/twitter/twitter-text)
//! 3.1, and the emoji of Unicode 11 that it knows. A newer emoji weighs as much as its
//! characters do.

/// The ranges of characters that weigh 1; all others weigh 2.
const LIGHT: [(u32, u32); 4] = [
    (0, 0x10FF),
    (0x2000, 0x200D),
    (0x2010, 0x201F),
    (0x2032, 0x2037),
];

const HEAVY: u32 = 2;

const JOINER: char = '\u{200D}';
const EMOJI_STYLE: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';

/// Characters that are an emoji together with U+FE0F.
const STYLED: &str = "©®‼⁉™ℹ↔↕↖↗↘↙↩↪⌚⌛⌨⏏⏭⏮⏯⏱⏲⏸⏹⏺Ⓜ▪▫▶◀◻◼◽◾☀☁☂☃☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸☹☺♀♂♈♉♊♋♌♍♎♏♐♑♒♓♟♠♣♥♦♨♻♿\
    ⚒⚓⚔⚕⚖⚗⚙⚛⚜⚠⚡⚪⚫⚰⚱⚽⚾⛄⛅⛈⛏⛑⛓⛔⛩⛪⛰⛱⛲⛳⛴⛵⛷⛸⛹⛺⛽✂✈✉✌✍✏✒✔✖✝✡✳✴❄❇❗❣❤➡⤴⤵⬅⬆⬇⬛⬜⭐⭕〰〽㊗㊙\
    🀄🅰🅱🅾🅿🈂🈚🈯🈷🌡🌤🌥🌦🌧🌨🌩🌪🌫🌬🌶🍽🎖🎗🎙🎚🎛🎞🎟🏋🏌🏍🏎🏔🏕🏖🏗🏘🏙🏚🏛🏜🏝🏞🏟🏳🏵🏷🐿👁📽🕉🕊🕯🕰🕳🕴🕵\
    🕶🕷🕸🕹🖇🖊🖋🖌🖍🖐🖥🖨🖱🖲🖼🗂🗃🗄🗑🗒🗓🗜🗝🗞🗡🗣🗨🗯🗳🗺🛋🛍🛎🛏🛠🛡🛢🛣🛤🛥🛩🛰🛳";

/// Characters that are an emoji together with a tone of skin.
const TONED: &str = "☝⛷⛹✊✋✌✍🎅🏂🏃🏄🏇🏊🏋🏌👂👃👆👇👈👉👊👋👌👍👎👏👐👦👧👨👩👮👰👱👲👳👴👵👶👷👸👼💁💂💃💅💆💇💪\
    🕴🕵🕺🖐🖕🖖🙅🙆🙇🙋🙌🙍🙎🙏🚣🚴🚵🚶🛀🛌🤘🤙🤚🤛🤜🤞🤟🤦🤰🤱🤲🤳🤴🤵🤶🤷🤸🤹🤽🤾🦵🦶🦸🦹🧑🧒🧓🧔🧕🧖🧗🧘🧙🧚🧛🧜🧝";

/// Those of them that may have U+FE0F before the tone.
const STYLED_AND_TONED: &str = "☝⛷⛹✌✍🏋🏌🕴🕵🖐";

/// People that a sign of women or men may follow.
const GENDERED: &str =
    "🏃🏄🏊👮👱👳👷💁💂💆💇🙅🙆🙇🙋🙍🙎🚣🚴🚵🚶🤦🤵🤷🤸🤹🤽🤾🦸🦹🧖🧗🧘🧙🧚🧛🧜🧝";

/// The same, where a tone or U+FE0F has to stand between.
const GENDERED_IF_STYLED: &str = "⛹🏋🏌🕴🕵";

/// What follows a woman or a man who has a profession or hair of a colour. Those of
/// U+2000 to U+2FFF have a U+FE0F.
const ROLES: &str = "⚕⚖✈🌾🍳🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦰🦱🦲🦳";

/// Other emoji of several characters; longer ones first.
const SEQUENCES: [&str; 42] = [
    "👨\u{200D}❤\u{FE0F}\u{200D}💋\u{200D}👨",
    "👨\u{200D}👨\u{200D}👦\u{200D}👦",
    "👨\u{200D}👨\u{200D}👧\u{200D}👦",
    "👨\u{200D}👨\u{200D}👧\u{200D}👧",
    "👨\u{200D}👩\u{200D}👦\u{200D}👦",
    "👨\u{200D}👩\u{200D}👧\u{200D}👦",
    "👨\u{200D}👩\u{200D}👧\u{200D}👧",
    "👩\u{200D}❤\u{FE0F}\u{200D}💋\u{200D}👨",
    "👩\u{200D}❤\u{FE0F}\u{200D}💋\u{200D}👩",
    "👩\u{200D}👩\u{200D}👦\u{200D}👦",
    "👩\u{200D}👩\u{200D}👧\u{200D}👦",
    "👩\u{200D}👩\u{200D}👧\u{200D}👧",
    "👨\u{200D}❤\u{FE0F}\u{200D}👨",
    "👨\u{200D}👦\u{200D}👦",
    "👨\u{200D}👧\u{200D}👦",
    "👨\u{200D}👧\u{200D}👧",
    "👨\u{200D}👨\u{200D}👦",
    "👨\u{200D}👨\u{200D}👧",
    "👨\u{200D}👩\u{200D}👦",
    "👨\u{200D}👩\u{200D}👧",
    "👩\u{200D}❤\u{FE0F}\u{200D}👨",
    "👩\u{200D}❤\u{FE0F}\u{200D}👩",
    "👩\u{200D}👦\u{200D}👦",
    "👩\u{200D}👧\u{200D}👦",
    "👩\u{200D}👧\u{200D}👧",
    "👩\u{200D}👩\u{200D}👦",
    "👩\u{200D}👩\u{200D}👧",
    "🏳\u{FE0F}\u{200D}🌈",
    "🏴\u{200D}☠\u{FE0F}",
    "👁\u{200D}🗨",
    "👨\u{200D}👦",
    "👨\u{200D}👧",
    "👩\u{200D}👦",
    "👩\u{200D}👧",
    "👯\u{200D}♀\u{FE0F}",
    "👯\u{200D}♂\u{FE0F}",
    "🤼\u{200D}♀\u{FE0F}",
    "🤼\u{200D}♂\u{FE0F}",
    "🧞\u{200D}♀\u{FE0F}",
    "🧞\u{200D}♂\u{FE0F}",
    "🧟\u{200D}♀\u{FE0F}",
    "🧟\u{200D}♂\u{FE0F}",
];

/// The second letters of flags, by the first.
const FLAGS: [&str; 26] = [
    "CDEFGILMOQRSTUWXZ",
    "ABDEFGHIJLMNOQRSTVWYZ",
    "ACDFGHIKLMNOPRUVWXYZ",
    "EGJKMOZ",
    "ACEGHRSTU",
    "IJKMOR",
    "ABDEFGHILMNPQRSTUWY",
    "KMNRTU",
    "CDELMNOQRST",
    "EMOP",
    "EGHIMNPRWYZ",
    "ABCIKRSTUVY",
    "ACDEFGHKLMNOPQRSTUVWXYZ",
    "ACEFGILOPRUZ",
    "M",
    "AEFGHKLMNRSTWY",
    "A",
    "EOSUW",
    "ABCDEGHIJKLMNORSTVXYZ",
    "ACDFGHJKLMNORTVWZ",
    "AGMNSYZ",
    "ACEGINU",
    "FS",
    "K",
    "ET",
    "AMW",
];

/// The flags of England, Scotland and Wales.
const REGIONS: [&str; 3] = ["gbeng", "gbsct", "gbwls"];

/// Lists the parts of a text that weigh something as a whole, and their weights.
pub(crate) fn weighed(text: &str) -> impl Iterator<Item = (&str, u32)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let emoji = emoji_length(first, rest);
        let (part, behind) = rest.split_at(emoji.unwrap_or(first.len_utf8()));
        rest = behind;
        let weight = if emoji.is_some() {
            HEAVY
        } else {
            weight(first)
        };
        Some((part, weight))
    })
}

fn weight(c: char) -> u32 {
    let code = u32::from(c);
    let is_light = LIGHT
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&code));
    if is_light { 1 } else { HEAVY }
}

/// Returns the length of the emoji of several characters at the beginning of a text.
fn emoji_length(first: char, text: &str) -> Option<usize> {
    let behind = &text[first.len_utf8()..];
    // Nothing that letters follow is one.
    let second = behind.chars().next().filter(|second| !second.is_ascii())?;
    if first.is_ascii() {
        let is_key = first.is_ascii_digit() || matches!(first, '#' | '*');
        let signs = behind.strip_prefix(EMOJI_STYLE).unwrap_or(behind);
        let end = signs.strip_prefix(KEYCAP).filter(|_| is_key)?;
        return Some(text.len() - end.len());
    }
    let end = joined(first, behind)
        .or_else(|| flag(first, second, behind))
        .or_else(|| styled(first, behind))?;
    Some(text.len() - end.len())
}

/// Returns what follows an emoji whose parts are joined.
fn joined(first: char, behind: &str) -> Option<&str> {
    let toned = tone(behind).unwrap_or(behind);
    if matches!(first, '👨' | '👩') {
        let role = toned.strip_prefix(JOINER).and_then(|role| {
            let sign = role.chars().next().filter(|sign| ROLES.contains(*sign))?;
            let end = &role[sign.len_utf8()..];
            match sign {
                '\u{2000}'..='\u{2FFF}' => end.strip_prefix(EMOJI_STYLE),
                _ => Some(end),
            }
        });
        if role.is_some() {
            return role;
        }
    }
    let gendered = if GENDERED.contains(first) {
        Some(toned)
    } else if GENDERED_IF_STYLED.contains(first) {
        tone(behind).or_else(|| behind.strip_prefix(EMOJI_STYLE))
    } else {
        None
    };
    let gendered = gendered.and_then(|rest| {
        let sign = rest.strip_prefix(JOINER)?;
        sign.strip_prefix(['♀', '♂'])?.strip_prefix(EMOJI_STYLE)
    });
    gendered.or_else(|| {
        SEQUENCES.iter().find_map(|sequence| {
            let joined = sequence.strip_prefix(first)?;
            behind.strip_prefix(joined)
        })
    })
}

/// Returns what follows a flag of letters or tags.
fn flag(first: char, second: char, behind: &str) -> Option<&str> {
    let letter = |c: char| u32::from(c).checked_sub(0x1F1E6).filter(|at| *at < 26);
    if let (Some(first), Some(second)) = (letter(first), letter(second)) {
        let known = FLAGS.get(first as usize)?;
        let is_known = known.bytes().any(|known| u32::from(known - b'A') == second);
        return is_known.then(|| &behind[4..]);
    }
    if first != '🏴' {
        return None;
    }
    REGIONS.iter().find_map(|region| {
        let tag = |c: char| char::from_u32(0xE0000 + u32::from(c));
        let rest = region
            .chars()
            .try_fold(behind, |rest, c| rest.strip_prefix(tag(c)?))?;
        rest.strip_prefix('\u{E007F}')
    })
}

/// Returns what follows an emoji with a style or a tone.
fn styled(first: char, behind: &str) -> Option<&str> {
    if let Some(rest) = behind.strip_prefix(EMOJI_STYLE) {
        let toned = tone(rest).filter(|_| STYLED_AND_TONED.contains(first));
        return toned.or_else(|| STYLED.contains(first).then_some(rest));
    }
    tone(behind).filter(|_| TONED.contains(first))
}

/// Returns what follows a tone of skin.
fn tone(text: &str) -> Option<&str> {
    text.strip_prefix(|c| matches!(c, '\u{1F3FB}'..='\u{1F3FF}'))
}

#[cfg(test)]
mod tests {
    use super::weighed;

    /// The weights are those of twitter-text 3.1.0, asked one by one.
    #[test]
    fn emoji_weigh_two_and_wide_characters_too() {
        let check = |text: &str, expect: u32| {
            let found: u32 = weighed(text).map(|(_, weight)| weight).sum();
            assert_eq!(found, expect, "{text}");
            let parts: String = weighed(text).map(|(part, _)| part).collect();
            assert_eq!(parts, text);
        };
        check("", 0);
        check("a", 1);
        check("é", 1);
        check("Ж", 1);
        check("ᄀ", 2);
        check("“…”", 4);
        check("—", 1);
        check("日本", 4);
        check("한", 2);
        check("😀", 2);
        check("😀\u{FE0F}", 4);
        check("©", 1);
        check("©\u{FE0F}", 2);
        check("❤", 2);
        check("❤\u{FE0F}", 2);
        check("❤\u{FE0E}", 4);
        check("1\u{FE0F}\u{20E3}", 2);
        check("1\u{20E3}", 2);
        check("1\u{FE0F}", 3);
        check("👍🏽", 2);
        check("☝\u{FE0F}🏽", 2);
        check("👩🏽\u{200D}🚀", 2);
        check("👩\u{200D}⚕\u{FE0F}", 2);
        check("👩\u{200D}⚕", 5);
        check("🧑\u{200D}🚀", 5);
        check("🏃🏽\u{200D}♀\u{FE0F}", 2);
        check("🏃\u{200D}♀\u{FE0F}", 2);
        check("🏋\u{FE0F}\u{200D}♂\u{FE0F}", 2);
        check("🏋\u{200D}♂\u{FE0F}", 5);
        check("👨\u{200D}👩\u{200D}👧\u{200D}👦", 2);
        check("👩\u{200D}❤\u{FE0F}\u{200D}💋\u{200D}👩", 2);
        check("👩\u{200D}👩", 5);
        check("🏳\u{FE0F}\u{200D}🌈", 2);
        check("🏴\u{200D}☠\u{FE0F}", 2);
        check("🇩🇪", 2);
        check("🇦🇦", 4);
        check("🇩🇪🇫", 4);
        check(
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            2,
        );
        check("🏴\u{E0075}\u{E0073}\u{E0063}\u{E0061}\u{E007F}", 12);
        check("👁\u{200D}🗨", 2);
        check("a\u{200D}b", 3);
        check("e\u{FE0F}", 3);
        check("🥱", 2);
        check("👨👩", 4);
    }
}
