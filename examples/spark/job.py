"""Answers an archive with `pipeline`, on a Spark cluster. README.md is the manual.

    spark-submit job.py --pipeline FILE --answers FOLDER FILE... [-- OPTION...]

Options behind `--` are those of `pipeline`. A file that they name, such as a profile, is
sent to the machines with `--file`, and named without its folder.
"""

import argparse
import shlex
import sys

from pyspark import SparkConf, SparkContext

# One thread, since Spark runs a task on each processor. A bad line is an answer, since a
# status that is not 0 is a failed task, which Spark repeats and then gives up.
ADVISED = ["--jobs", "1", "--bad-lines", "pass"]

# A line ends at a line feed, as it does for `pipeline`; not at a carriage return.
LINES = ("spark.hadoop.textinputformat.record.delimiter", "\n")


def archive(context, paths):
    """Returns the lines of files, in the order of their names."""
    # A folder would be read in the order in which it is listed.
    return context.textFile(",".join(sorted(paths)))


def command(options):
    return shlex.join(["./pipeline", *ADVISED, *options])


def answers(context, paths, options):
    # Without `checkCode` a task whose process is killed has succeeded, with fewer lines.
    return archive(context, paths).pipe(command(options), checkCode=True)


def main():
    own, options = sys.argv[1:], []
    if "--" in own:
        at = own.index("--")
        own, options = own[:at], own[at + 1 :]
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--pipeline", required=True)
    arguments.add_argument("--answers", required=True)
    arguments.add_argument("--file", action="append", default=[])
    arguments.add_argument("paths", nargs="+")
    arguments = arguments.parse_args(own)

    context = SparkContext(conf=SparkConf().set(*LINES))
    # Each executor finds them in its own folder, on whichever machine it is.
    for file in (arguments.pipeline, *arguments.file):
        context.addFile(file)
    answers(context, arguments.paths, options).saveAsTextFile(arguments.answers)


if __name__ == "__main__":
    main()
