-- Answers an archive with `pipeline`, in SQL. README.md is the manual.
--
--     spark-submit sql.py transform.sql archive=FOLDER answers=FOLDER pipeline=FILE \
--         options='--profile html'

ADD FILE '${pipeline}';

-- A line ends at a line feed, as it does for `pipeline`; not at a carriage return.
CREATE OR REPLACE TEMPORARY VIEW line (value STRING)
USING text OPTIONS (path '${archive}', lineSep '\n');

INSERT OVERWRITE DIRECTORY '${answers}' USING text
SELECT TRANSFORM (value) USING './pipeline --jobs 1 --bad-lines pass ${options}' AS (answer STRING)
FROM line
