//! Writes the page: one file without scripts or external resources.

use std::fmt::Write;

use crate::devices::{Device, FAMILIES};
use crate::screen::escaped;
use crate::{Error, Take};

const STYLE: &str = include_str!("page.css");

/// The policy lets a browser request nothing: an image shows its text.
const HEAD: &str = "<!DOCTYPE html>
<html lang=en>
<head>
<meta charset=utf-8>
<meta name=viewport content=\"width=device-width\">
<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">
<title>One story, every platform</title>
";

pub(crate) fn write(takes: &[Take]) -> Result<String, Error> {
    let mut page = format!("{HEAD}<style>\n{STYLE}</style>\n</head>\n<body>\n");
    writeln!(
        page,
        "<header><h1>One story, {} profiles</h1><p>Written once, its markup taken out into \
         addresses; what each platform gets is put together from those. Under each frame stands \
         how much of the platform's limits is used, and what it did not get: open that for the \
         addresses.</p></header>",
        takes.len()
    )?;
    for (family, devices) in FAMILIES {
        writeln!(
            page,
            "<section><h2 class=family>{family}</h2><div class=devices>"
        )?;
        for device in devices {
            one(device, takes, &mut page)?;
        }
        writeln!(page, "</div></section>")?;
    }
    page.push_str("</body>\n</html>\n");
    Ok(page)
}

fn one(device: &Device, takes: &[Take], page: &mut String) -> Result<(), Error> {
    let take = |name: &&str| {
        let mut known = takes.iter();
        let take = known.find(|take| take.profile == *name);
        take.ok_or_else(|| format!("no profile `{name}`"))
    };
    let takes: Vec<&Take> = device.profiles.iter().map(take).collect::<Result<_, _>>()?;
    let screen = pictured(&(device.screen)(&takes));
    writeln!(
        page,
        "<div class=card><h3 class=name>{}</h3><div class=\"frame {}\">{screen}</div>",
        device.name, device.frame
    )?;
    for take in takes {
        figures(take, page)?;
    }
    writeln!(page, "</div>")?;
    Ok(())
}

/// Puts a drawing with the words of a picture in its place: the page loads none. In values
/// no `>` stands as it is.
fn pictured(html: &str) -> String {
    let mut pieces = html.split("<img ");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (tag, behind) = piece.split_once('>').unwrap_or((piece, ""));
        let words = tag
            .split_once("alt=\"")
            .and_then(|(_, alt)| alt.split('"').next());
        let words = words.unwrap_or_default();
        out.push_str("<span class=picture>");
        out.push_str(words);
        out.push_str("</span>");
        out.push_str(behind);
    }
    out
}

/// Writes name, limits and losses: a count of each kind, and then each loss with its
/// address.
fn figures(take: &Take, page: &mut String) -> Result<(), Error> {
    let extent = take.extent();
    let class = extent.split(' ').next().unwrap_or_default();
    write!(
        page,
        "<div class=figures><code>{}</code> <span class=\"extent {class}\">{extent}</span>",
        escaped(take.profile)
    )?;
    for (used, limit) in &take.used {
        let (most, unit) = (limit.most(), limit.unit().plural());
        write!(
            page,
            "<label>{used} of {most} {unit}<meter max={most} value={used}></meter></label>"
        )?;
    }
    let kinds = take.losses_by_kind();
    if !kinds.is_empty() {
        page.push_str("<details class=losses><summary>");
        for (kind, count) in kinds {
            write!(page, "<span>{count} {kind}</span>")?;
        }
        page.push_str("</summary><ul>");
        for loss in &take.losses {
            write!(page, "<li>{}</li>", escaped(&loss.to_string()))?;
        }
        page.push_str("</ul></details>");
    }
    page.push_str("</div>");
    Ok(())
}
