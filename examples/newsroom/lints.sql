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
