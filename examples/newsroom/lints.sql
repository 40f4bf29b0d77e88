-- What of each content does not travel, beside it: made from the content, and can be made
-- again at any time. SQL then answers for the whole archive at once.

-- The lints of each platform, with what they weigh there.
CREATE TABLE lint (
    content_id    BIGINT NOT NULL REFERENCES content ON DELETE CASCADE,
    platform      TEXT   NOT NULL,
    ordinal       BIGINT NOT NULL CHECK (ordinal >= 0),
    rule          TEXT   NOT NULL,
    weight        TEXT   NOT NULL CHECK (weight IN ('note', 'warning', 'loss')),
    start_address BIGINT NOT NULL CHECK (start_address >= 0),
    end_address   BIGINT NOT NULL CHECK (end_address >= start_address),
    PRIMARY KEY (content_id, platform, ordinal)
);

-- What each platform leaves out or alters.
CREATE TABLE loss (
    content_id    BIGINT NOT NULL REFERENCES content ON DELETE CASCADE,
    platform      TEXT   NOT NULL,
    ordinal       BIGINT NOT NULL CHECK (ordinal >= 0),
    kind          TEXT   NOT NULL,
    start_address BIGINT NOT NULL CHECK (start_address >= 0),
    end_address   BIGINT NOT NULL CHECK (end_address >= start_address),
    PRIMARY KEY (content_id, platform, ordinal)
);

-- The lints that the desk has dismissed: a layer on each content, its marks the rules.
-- Columns are those of `standoff::layer::rows`.
CREATE TABLE layer (
    layer_id   BIGINT NOT NULL PRIMARY KEY REFERENCES content ON DELETE CASCADE,
    length     BIGINT NOT NULL CHECK (length >= 0),
    digest     TEXT   NOT NULL CHECK (length(digest) = 64),
    mark_count BIGINT NOT NULL CHECK (mark_count >= 0)
);

CREATE TABLE mark (
    layer_id      BIGINT NOT NULL REFERENCES layer ON DELETE CASCADE,
    ordinal       BIGINT NOT NULL CHECK (ordinal >= 0),
    start_address BIGINT NOT NULL CHECK (start_address >= 0),
    end_address   BIGINT NOT NULL CHECK (end_address >= start_address),
    side          TEXT   CHECK (side IN ('before', 'after')),
    value         TEXT   NOT NULL,
    PRIMARY KEY (layer_id, ordinal)
);
