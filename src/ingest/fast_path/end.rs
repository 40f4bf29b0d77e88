//! End tags: they pop what they name, or are ignored, or the answer is "no".

use super::{FastPath, NeedsParser, Open};
use crate::html::element::Element;
use crate::ingest::event::Closing;
use crate::ingest::lexer::Tag;

impl<'s> FastPath<'s, '_, '_> {
    #[cold]
    pub(super) fn any_end_tag(&mut self, tag: Tag<'s>) -> Result<(), NeedsParser> {
        use Element::*;
        let element = self.admit.rule(tag.name).element;
        self.skips_line_feed = false;
        let closing = Closing::by_tag(tag.name, tag.end);
        self.admit.removes_to(tag.end, tag.name.word());
        if self.in_raw_text {
            self.in_raw_text = false;
            self.pop(|| closing);
            return Ok(());
        }
        if element == P {
            self.tags += 1;
        }
        let is_current = |open: &Open<'_, '_>| open.name == tag.name;
        if self.open.last().is_some_and(is_current) {
            if element == Form {
                self.form = false;
            }
            self.pop(|| closing);
            return Ok(());
        }
        // Any other end tag closes a group of columns, before it is looked at.
        let in_columns = self
            .open
            .last()
            .is_some_and(|open| open.element() == Colgroup);
        if in_columns && !matches!(element, Col | Template) {
            self.pop(Closing::default);
        }
        match element {
            Html | Body | Head | Frameset | Frame => Ok(()),
            // Both make an element where there is none to close.
            Br => self.make(element, "br", &tag),
            P => self.close_special(element, |open| open == element, &tag),
            Form => Err(NeedsParser),
            Table | Tbody | Thead | Tfoot | Tr | Td | Th | Caption | Colgroup | Col => {
                self.close_table_part(element, &tag)
            }
            H1 | H2 | H3 | H4 | H5 | H6 => self.close_special(element, Element::is_heading, &tag),
            Address | Article | Aside | Blockquote | Button | Center | Dd | Details | Dialog
            | Dir | Div | Dl | Dt | Fieldset | Figcaption | Figure | Footer | Header | Hgroup
            | Li | Main | Menu | Nav | Ol | Pre | Section | Select | Summary | Ul | Applet
            | Marquee | Object => self.close_special(element, |open| open == element, &tag),
            Svg | Math | Template | Search | Listing | Plaintext | Xmp | Keygen | Isindex
            | Image | SelectedContent => Err(NeedsParser),
            _ => self.close_other(element, &tag),
        }
    }

    /// The end tag of a special element: what is open in it closes too, as long
    /// as no formatting is left waiting. Ignored where it is not in scope.
    fn close_special(
        &mut self,
        element: Element,
        is_it: impl Fn(Element) -> bool,
        tag: &Tag<'s>,
    ) -> Result<(), NeedsParser> {
        let mut passes_formatting = false;
        let mut found = None;
        for (at, open) in self.open.iter().enumerate().rev() {
            if is_it(open.rule.element) {
                found = Some(at);
                break;
            }
            let ends_scope = match open.rule.element {
                Element::Table | Element::Td | Element::Th | Element::Caption => true,
                Element::Applet | Element::Marquee | Element::Object | Element::Select => true,
                Element::Button => element == Element::P,
                Element::Ol | Element::Ul => element == Element::Li,
                _ => false,
            };
            if ends_scope {
                break;
            }
            passes_formatting |=
                open.rule.element.is_formatting() || open.rule.element == Element::Form;
        }
        match found {
            Some(_) if passes_formatting => Err(NeedsParser),
            // A marker goes with its own element.
            Some(at) => {
                self.pop_to(at + 1, tag.start)?;
                self.pop(|| Closing::by_tag(tag.name, tag.end));
                Ok(())
            }
            None => {
                self.is_stray(tag);
                match element {
                    Element::P => self.make(element, "p", tag),
                    _ => Ok(()),
                }
            }
        }
    }

    /// It closes nothing.
    fn is_stray(&mut self, tag: &Tag<'s>) {
        let source = self.source;
        self.admit.report_stray(source, tag.start, tag.end);
    }

    /// The end tag of a part of a table closes all that is open in the part;
    /// formatting that is open in a cell ends with it.
    fn close_table_part(&mut self, element: Element, tag: &Tag<'s>) -> Result<(), NeedsParser> {
        if matches!(element, Element::Col) {
            return match self.open.last() {
                Some(open) if open.rule.element == Element::Colgroup => Err(NeedsParser),
                _ => {
                    self.is_stray(tag);
                    Ok(())
                }
            };
        }
        let mut found = None;
        let mut in_caption = false;
        for (at, open) in self.open.iter().enumerate().rev() {
            if open.rule.element == element {
                found = Some(at);
                break;
            }
            in_caption |= matches!(open.rule.element, Element::Caption | Element::Colgroup);
            if open.rule.element == Element::Table {
                break;
            }
        }
        let Some(at) = found else {
            self.is_stray(tag);
            return Ok(());
        };
        // Formatting right below a part that is no cell was moved out by the
        // parser; nothing but parts and what is in cells can be here.
        if in_caption {
            return Err(NeedsParser);
        }
        self.pop_to(at, tag.start)
    }

    /// The end tag of a formatting or an ordinary element that is not the
    /// current one: ignored if a special element comes first.
    fn close_other(&mut self, element: Element, tag: &Tag<'s>) -> Result<(), NeedsParser> {
        if element.is_formatting() {
            // TagRule before a marker, it would be taken out of the middle.
            for open in self.open.iter().rev() {
                if open.rule.element == element {
                    return Err(NeedsParser);
                }
                if is_fence(open.rule.element) {
                    break;
                }
            }
        }
        let mut closes_implied = true;
        for (at, open) in self.open.iter().enumerate().rev() {
            let is_it = open.rule.element == element
                && (element != Element::Ordinary || open.name == tag.name);
            if is_it {
                if !closes_implied {
                    return Err(NeedsParser);
                }
                return self.pop_to(at, tag.start);
            }
            if open.rule.element.is_special() {
                break;
            }
            closes_implied &= match open.rule.element {
                Element::Rt | Element::Rp | Element::Rb | Element::Rtc => true,
                Element::Option => element == Element::Optgroup,
                _ => false,
            };
        }
        self.is_stray(tag);
        Ok(())
    }
}

/// Formatting that is open outside of it is not seen inside.
fn is_fence(element: Element) -> bool {
    use Element::*;
    matches!(element, Td | Th | Caption | Applet | Marquee | Object)
}
