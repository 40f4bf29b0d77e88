-- The tables of a newsroom. This file loads as it is in SQLite (3.24 or later)
-- and in PostgreSQL (9.5 or later), and so do all statements of this example.
--
-- SQLite asks for foreign keys only where a connection has said
-- `PRAGMA foreign_keys = ON`, and takes NULL in a primary key that does not say
-- NOT NULL. PostgreSQL wants a database in UTF-8.
--
-- Columns are those of `standoff::authority::rows`, `standoff::text::rows` and
-- `standoff::layer::rows`.
-- What a CHECK can say is said here; the rest is checked whenever rows are read.


-- ---------------------------------------------------------------- authority

-- Which authority these tables hold, and which state of it: one row.
CREATE TABLE authority (
    name    TEXT   NOT NULL PRIMARY KEY CHECK (name <> ''),
    version BIGINT NOT NULL CHECK (version BETWEEN 0 AND 4294967295)
);

-- The number of every entry, of a tag or of a character. To delete an entry,
-- delete it here: as long as a span holds the number, that is refused.
CREATE TABLE markup (
    markup_id BIGINT NOT NULL PRIMARY KEY CHECK (markup_id BETWEEN 0 AND 4294967295)
);

CREATE TABLE tag (
    markup_id  BIGINT NOT NULL PRIMARY KEY REFERENCES markup ON DELETE CASCADE,
    ordinal    BIGINT NOT NULL UNIQUE CHECK (ordinal >= 0),
    name       TEXT   NOT NULL UNIQUE CHECK (name = lower(name)),
    renders_as TEXT,
    display    TEXT   NOT NULL,
    growth     TEXT   NOT NULL,
    rank       BIGINT NOT NULL CHECK (rank BETWEEN 0 AND 65535),
    status     TEXT   NOT NULL CHECK (status IN ('active', 'deprecated', 'retired'))
);

-- The other names that a tag takes on ingest.
CREATE TABLE alias (
    markup_id BIGINT NOT NULL REFERENCES tag ON DELETE CASCADE,
    ordinal   BIGINT NOT NULL CHECK (ordinal >= 0),
    alias     TEXT   NOT NULL UNIQUE CHECK (alias = lower(alias)),
    PRIMARY KEY (markup_id, ordinal)
);

-- The attributes that profiles set on output.
CREATE TABLE tag_set (
    markup_id BIGINT NOT NULL REFERENCES tag ON DELETE CASCADE,
    ordinal   BIGINT NOT NULL CHECK (ordinal >= 0),
    name      TEXT   NOT NULL,
    value     TEXT   NOT NULL,
    PRIMARY KEY (markup_id, ordinal),
    UNIQUE (markup_id, name)
);

-- The attributes that a tag admits.
CREATE TABLE tag_attribute (
    markup_id    BIGINT NOT NULL REFERENCES tag ON DELETE CASCADE,
    attribute_id BIGINT NOT NULL CHECK (attribute_id BETWEEN 0 AND 65535),
    ordinal      BIGINT NOT NULL CHECK (ordinal >= 0),
    name         TEXT   NOT NULL CHECK (name = lower(name)),
    rule         TEXT   NOT NULL CHECK (rule IN ('text', 'url', 'tokens', 'one-of', 'integer',
                                                 'language', 'datetime', 'pattern')),
    relative     TEXT,
    least        BIGINT,
    greatest     BIGINT,
    required     BIGINT NOT NULL CHECK (required IN (0, 1)),
    PRIMARY KEY (markup_id, attribute_id),
    UNIQUE (markup_id, ordinal),
    UNIQUE (markup_id, name),
    CHECK ((rule = 'url') = (relative IS NOT NULL)),
    CHECK ((rule = 'integer') = (least IS NOT NULL)),
    CHECK ((rule = 'integer') = (greatest IS NOT NULL)),
    CHECK (least <= greatest)
);

-- The schemes, tokens and words of their rules, and their patterns.
CREATE TABLE word (
    markup_id    BIGINT NOT NULL,
    attribute_id BIGINT NOT NULL,
    ordinal      BIGINT NOT NULL CHECK (ordinal >= 0),
    word         TEXT   NOT NULL,
    PRIMARY KEY (markup_id, attribute_id, ordinal),
    FOREIGN KEY (markup_id, attribute_id) REFERENCES tag_attribute ON DELETE CASCADE
);

CREATE TABLE character (
    markup_id BIGINT NOT NULL PRIMARY KEY REFERENCES markup ON DELETE CASCADE,
    ordinal   BIGINT NOT NULL UNIQUE CHECK (ordinal >= 0),
    character TEXT   NOT NULL UNIQUE CHECK (length(character) = 1),
    reference TEXT   NOT NULL UNIQUE CHECK (reference LIKE '&%'),
    capture   TEXT   NOT NULL CHECK (capture IN ('reference', 'always'))
);


-- ------------------------------------------------------------------ content

-- One clean text for each field of each story.
CREATE TABLE content (
    content_id        BIGINT NOT NULL PRIMARY KEY,
    text              TEXT   NOT NULL,
    length            BIGINT NOT NULL CHECK (length = length(text)),
    digest            TEXT   NOT NULL CHECK (length(digest) = 64),
    span_count        BIGINT NOT NULL CHECK (span_count >= 0),
    attribute_count   BIGINT NOT NULL CHECK (attribute_count >= 0),
    authority_name    TEXT   REFERENCES authority,
    authority_version BIGINT CHECK (authority_version BETWEEN 0 AND 4294967295),
    CHECK ((authority_name IS NULL) = (authority_version IS NULL)),
    -- For layers, which are on a text and not only on a content.
    UNIQUE (content_id, digest)
);

CREATE TABLE span (
    content_id    BIGINT NOT NULL REFERENCES content ON DELETE CASCADE,
    ordinal       BIGINT NOT NULL CHECK (ordinal >= 0),
    -- Asked at the end of a transaction: an archive and its authority move on
    -- together, whichever is written first.
    markup_id     BIGINT NOT NULL REFERENCES markup DEFERRABLE INITIALLY DEFERRED,
    start_address BIGINT NOT NULL CHECK (start_address >= 0),
    -- As far as the substrings of PostgreSQL go.
    end_address   BIGINT NOT NULL CHECK (end_address BETWEEN start_address AND 2147483647),
    depth         BIGINT NOT NULL CHECK (depth BETWEEN 0 AND 255),
    PRIMARY KEY (content_id, ordinal)
);

-- All uses of an entry; and the foreign key, when an entry is deleted.
CREATE INDEX span_by_markup ON span (markup_id);

CREATE TABLE attribute (
    content_id   BIGINT NOT NULL,
    span_ordinal BIGINT NOT NULL,
    ordinal      BIGINT NOT NULL CHECK (ordinal >= 0),
    attribute_id BIGINT NOT NULL CHECK (attribute_id BETWEEN 0 AND 65535),
    value        TEXT   NOT NULL,
    PRIMARY KEY (content_id, span_ordinal, ordinal),
    UNIQUE (content_id, span_ordinal, attribute_id),
    FOREIGN KEY (content_id, span_ordinal) REFERENCES span ON DELETE CASCADE
);


-- ------------------------------------------------------------------- layers

-- Places on a content that are no part of it. A content has one layer of each kind at
-- most: notes of editors, facts that were checked, lints that were dismissed.
CREATE TABLE layer (
    content_id BIGINT NOT NULL,
    kind       TEXT   NOT NULL CHECK (kind IN ('note', 'fact', 'dismissed')),
    length     BIGINT NOT NULL CHECK (length >= 0),
    digest     TEXT   NOT NULL,
    mark_count BIGINT NOT NULL CHECK (mark_count > 0),
    PRIMARY KEY (content_id, kind),
    -- Asked at the end of a transaction: no text is written anew without the layers
    -- that are on it.
    FOREIGN KEY (content_id, digest) REFERENCES content (content_id, digest)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE mark (
    content_id    BIGINT NOT NULL,
    kind          TEXT   NOT NULL,
    ordinal       BIGINT NOT NULL CHECK (ordinal >= 0),
    start_address BIGINT NOT NULL CHECK (start_address >= 0),
    end_address   BIGINT NOT NULL CHECK (end_address BETWEEN start_address AND 2147483647),
    side          TEXT   CHECK (side IN ('before', 'after')),
    value         TEXT   NOT NULL,
    PRIMARY KEY (content_id, kind, ordinal),
    FOREIGN KEY (content_id, kind) REFERENCES layer ON DELETE CASCADE
);


-- -------------------------------------------------------------- the newsroom

-- Which content is which field of which story: yours to shape.
CREATE TABLE field (
    content_id BIGINT NOT NULL PRIMARY KEY REFERENCES content ON DELETE CASCADE,
    story      TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    UNIQUE (story, name)
);

-- The host of each URL that has one. SQL cannot read URLs as browsers do, so
-- this is written beside the values, from them, and can be made again at any time.
CREATE TABLE link (
    content_id   BIGINT NOT NULL,
    span_ordinal BIGINT NOT NULL,
    ordinal      BIGINT NOT NULL,
    host         TEXT   NOT NULL CHECK (length(host) <= 255),
    PRIMARY KEY (content_id, span_ordinal, ordinal),
    FOREIGN KEY (content_id, span_ordinal, ordinal) REFERENCES attribute ON DELETE CASCADE
);

CREATE INDEX link_by_host ON link (host);

-- What each span covers. An address is how many characters stand before it, as
-- SQL counts them; substrings begin at 1.
CREATE VIEW passage AS
SELECT content_id, ordinal, markup_id, start_address, end_address,
       substr(text, CAST(start_address + 1 AS INTEGER),
              CAST(end_address - start_address AS INTEGER)) AS passage
FROM span JOIN content USING (content_id);
