//! End tags: they pop the element that they name, are ignored, or need the parser.

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
            // Both create an element if there is none to close.
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

    /// Closes a special element and everything open in it, provided that no formatting is
    /// left to reopen. Ignores the end tag of an element that is not in scope.
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
            // Its marker is removed together with the element.
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

    /// Reports an end tag that closes nothing.
    fn is_stray(&mut self, tag: &Tag<'s>) {
        let source = self.source;
        self.admit.report_stray(source, tag.start, tag.end);
    }

    /// Closes a part of a table and everything open in it, including formatting in a
    /// cell.
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
        // Formatting directly in a part other than a cell would have been moved out by
        // the parser, so only parts and content of cells are open here.
        if in_caption {
            return Err(NeedsParser);
        }
        self.pop_to(at, tag.start)
    }

    /// Closes a formatting or ordinary element that is not the current node. Ignores the
    /// end tag if a special element comes first.
    fn close_other(&mut self, element: Element, tag: &Tag<'s>) -> Result<(), NeedsParser> {
        if element.is_formatting() {
            // If it is open since the last marker, it would be removed from the middle.
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

/// Whether formatting that is open outside of the element has no effect inside.
fn is_fence(element: Element) -> bool {
    use Element::*;
    matches!(element, Td | Th | Caption | Applet | Marquee | Object)
}
