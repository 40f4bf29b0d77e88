-- Counts what answers say, as `pipeline --report` does: its `output`.
--
--     spark-submit sql.py report.sql answers=FOLDER
--
-- It is for answers of the one field `html`.

CREATE OR REPLACE TEMPORARY VIEW line (value STRING)
USING text OPTIONS (path '${answers}', lineSep '\n');

CREATE OR REPLACE TEMPORARY VIEW answer AS
SELECT bytes, answer.* FROM (
    SELECT octet_length(value) + 1 AS bytes, from_json(value, '
        error STRING,
        findings ARRAY<STRUCT<kind STRING, severity STRING>>,
        unlisted MAP<STRING, MAP<STRING, BIGINT>>,
        losses MAP<STRING, ARRAY<STRUCT<kind STRING>>>') AS answer
    FROM line);

CACHE TABLE counted AS
SELECT count_if(error IS NULL) AS good, count_if(error IS NOT NULL) AS bad, sum(bytes) AS bytes
FROM answer;

-- Each answer lists so many findings, and counts the others.
CACHE TABLE found AS
SELECT kind, severity, sum(n) AS n FROM (
    SELECT finding.kind, finding.severity, 1 AS n
    FROM answer LATERAL VIEW explode(findings) AS finding
    UNION ALL
    SELECT kind, severity, n
    FROM answer
    LATERAL VIEW explode(unlisted) AS kind, counts
    LATERAL VIEW explode(counts) AS severity, n)
GROUP BY kind, severity;

CACHE TABLE lost AS
SELECT profile, loss.kind, count(*) AS n
FROM answer
LATERAL VIEW explode(losses) AS profile, listed
LATERAL VIEW explode(listed) AS loss
GROUP BY profile, loss.kind;

-- The rest makes the JSON of these three.
CREATE OR REPLACE TEMPORARY VIEW sums AS
SELECT
    (SELECT map_from_entries(collect_list(struct(severity, n)))
     FROM (SELECT severity, sum(n) AS n FROM found GROUP BY severity)) AS severities,
    (SELECT map_from_entries(collect_list(struct(kind, counts)))
     FROM (SELECT kind, map_from_entries(collect_list(struct(severity, n))) AS counts
           FROM found GROUP BY kind)) AS findings,
    (SELECT map_from_entries(collect_list(struct(profile, counts)))
     FROM (SELECT profile, map_from_entries(collect_list(struct(kind, n))) AS counts
           FROM lost GROUP BY profile)) AS losses;

SELECT to_json(struct(
    struct(good, bad) AS lines, bytes, severities, findings, losses,
    map('html', struct(findings, losses)) AS fields))
FROM counted, sums
