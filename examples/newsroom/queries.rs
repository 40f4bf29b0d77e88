//! Queries of an editor, in plain SQL.

/// Reads the clean text, directly from its column.
pub const TEXTS: &str = "\
SELECT story, text
FROM field JOIN content USING (content_id)
WHERE name = 'headline'
ORDER BY content_id";

/// Finds all stories that link to a host.
pub const LINKS_TO: &str = "\
SELECT story, name, passage, value
FROM link
JOIN attribute USING (content_id, span_ordinal, ordinal)
JOIN passage ON passage.content_id = link.content_id AND passage.ordinal = span_ordinal
JOIN field ON field.content_id = link.content_id
WHERE host = $1
ORDER BY field.content_id, start_address";

/// Finds all uses of one entry.
pub const USES_OF: &str = "\
SELECT story, field.name, start_address, passage
FROM tag
JOIN passage USING (markup_id)
JOIN field USING (content_id)
WHERE tag.name = $1
ORDER BY field.content_id, start_address";

/// Finds a character that was written as a reference, and the text behind it.
pub const STANDS: &str = "\
SELECT story, name, start_address, substr(text, CAST(start_address + 1 AS INTEGER), 24)
FROM character
JOIN span USING (markup_id)
JOIN content USING (content_id)
JOIN field USING (content_id)
WHERE reference = $1
ORDER BY field.content_id, start_address";

/// Finds used entries that are deprecated or retired.
pub const ON_THEIR_WAY_OUT: &str = "\
SELECT status, tag.name, count(*)
FROM tag JOIN span USING (markup_id)
WHERE status <> 'active'
GROUP BY status, tag.name
ORDER BY status, tag.name";

/// Changes one record for the whole archive.
pub const B_IS_STRONG: &str = "UPDATE tag SET renders_as = 'strong' WHERE name = 'b'";

/// Finds the fields whose text holds some words, in the very same letters: `LIKE` of
/// SQLite takes capitals for small letters.
pub const HOLD: &str = "\
SELECT content_id, story, name
FROM field JOIN content USING (content_id)
WHERE replace(text, $1, '') <> text
ORDER BY content_id";

/// Lists the marks of all layers, with the words that they are on.
pub const MARKS: &str = "\
SELECT story || '/' || name, kind, start_address,
       substr(text, CAST(start_address + 1 AS INTEGER),
              CAST(end_address - start_address AS INTEGER)),
       value
FROM mark
JOIN content USING (content_id)
JOIN field USING (content_id)
ORDER BY content_id, start_address, end_address, kind";
