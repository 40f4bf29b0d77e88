"""Runs the statements of a file, and prints what the last one selects.

    spark-submit sql.py FILE NAME=VALUE...

`${NAME}` in the file is the value.
"""

import sys

from pyspark.sql import SparkSession


def run(session, file, values):
    """Returns the rows of the last statement."""
    for name, value in values.items():
        session.conf.set(name, value)
    with open(file, encoding="utf-8") as statements:
        for statement in statements.read().split(";\n"):
            result = session.sql(statement)
    return result.collect()


def main():
    file, *values = sys.argv[1:]
    values = dict(value.split("=", 1) for value in values)
    for row in run(SparkSession.builder.getOrCreate(), file, values):
        print(*row)


if __name__ == "__main__":
    main()
