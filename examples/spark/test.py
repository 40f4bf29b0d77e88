"""Runs the jobs of this folder on a cluster of one machine, and kills parts of it.

    test.py --pipeline FILE --place FOLDER [--stories N] [NAME...]
    test.py --list

The cluster is `local-cluster[2,1,1024]`: two executors, each a process of its own. Needs
Linux: processes are found in `/proc`.
"""

import argparse
import ctypes
import glob
import json
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time

import stories

HERE = pathlib.Path(__file__).resolve().parent
PROFILES = ["--profile", "html", "--profile", "hd_radio"]
# A part that was lost is computed again within this time, or something hangs.
MOST_SECONDS = 1800


class Failed(Exception):
    pass


def expect(is_so, what):
    if not is_so:
        raise Failed(what)


class Cluster:
    """The cluster, the archive, what one local run answers, and room for answers."""

    def __init__(self, pipeline, folder, count):
        self.pipeline = str(pathlib.Path(pipeline).resolve())
        self.folder = pathlib.Path(folder).resolve()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.paths = stories.write(count, self.folder / "archive")
        self.count, self.bad = count, count // stories.EVERY
        self.run_locally()
        self.start()

    def run_locally(self):
        whole, report = self.folder / "whole.ndjson", self.folder / "report.json"
        advised = ["--jobs", "1", "--bad-lines", "pass"]
        before = spent()
        with open(whole, "wb") as out:
            local = subprocess.Popen(
                [self.pipeline, *advised, *PROFILES, "--report", str(report)],
                stdin=subprocess.PIPE,
                stdout=out,
            )
            for path in self.paths:
                local.stdin.write(pathlib.Path(path).read_bytes())
            local.stdin.close()
            expect(local.wait() == 0, "the local run")
        told("one local run", spent() - before)
        self.report = json.loads(report.read_text())["output"]
        self.whole = lines_of([whole])

    def start(self):
        from pyspark.sql import SparkSession

        import job

        # What Spark says is read by tests.
        self.log = self.folder / "driver.log"
        os.dup2(os.open(self.log, os.O_CREAT | os.O_WRONLY | os.O_APPEND), sys.stderr.fileno())
        os.environ["PYSPARK_PYTHON"] = sys.executable
        before = spent()
        builder = SparkSession.builder.master("local-cluster[2,1,1024]")
        builder = builder.config(*job.LINES).config("spark.ui.enabled", "false")
        self.session = builder.getOrCreate()
        self.context = self.session.sparkContext
        self.context.setLogLevel("WARN")
        self.context.addFile(self.pipeline)
        # The first task waits for the executors, and for Python in each of them.
        self.context.parallelize(range(64), 64).map(lambda one: time.sleep(0.01)).count()
        told("the start of the cluster", spent() - before)

    def stop(self):
        """Stops all; returns what is left nevertheless."""
        gateway = self.context._gateway
        self.session.stop()
        gateway.shutdown()
        # It waits for the end of its input.
        gateway.proc.stdin.close()
        gateway.proc.wait(MOST_SECONDS)
        return none_left()

    def said(self):
        return self.log.read_text(errors="replace")

    def answers(self, name):
        return self.folder / name

    def job(self, name, *options, paths=None):
        """Saves answers as `job.py` does. Returns why it failed, or nothing."""
        import job

        options = [*PROFILES, *options]
        return self.save(job.answers(self.context, paths or self.paths, options), name)

    def save(self, answers, name):
        from py4j.protocol import Py4JJavaError

        try:
            answers.saveAsTextFile(str(self.answers(name)))
        except Py4JJavaError as error:
            return str(error)
        return ""

    def sql(self, file, **values):
        import sql

        values = {name: str(value) for name, value in values.items()}
        return sql.run(self.session, HERE / file, values)


def lines_of(paths):
    """Returns the lines of files, with their ends."""
    lines = []
    for path in paths:
        with open(path, "rb") as file:
            lines.extend(file)
    return lines


def parts(folder):
    expect((folder / "_SUCCESS").exists(), "Spark calls it no success")
    return lines_of(sorted(glob.glob(str(folder / "part-*"))))


def told(what, seconds):
    print("-- %s: %.1f CPU s" % (what, seconds), flush=True)


def spent():
    """Returns the CPU seconds of all descendants, those too that have ended, if none was
    killed: what nobody waited for is not counted."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    ticks = 0
    for process in descendants():
        # User, system, and both of children that have ended.
        ticks += sum(map(int, stat(process)[11:15]))
    return used.ru_utime + used.ru_stime + ticks / os.sysconf("SC_CLK_TCK")


def adopt_orphans():
    """Makes this process the parent of those whose parent has ended."""
    PR_SET_CHILD_SUBREAPER = 36
    libc = ctypes.CDLL(None, use_errno=True)
    expect(libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0, "orphans are not ours")


def none_left():
    """Waits for all descendants; kills and returns those that do not end."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.1)
        except ChildProcessError:
            return []
    left = [(process, command_of(process)) for process in descendants()]
    for process, _ in left:
        os.kill(process, signal.SIGKILL)
    return left


def read(process, what):
    try:
        return pathlib.Path("/proc/%d/%s" % (process, what)).read_bytes()
    except OSError:
        # It has ended meanwhile.
        return b""


def command_of(process):
    return read(process, "cmdline").decode(errors="replace").split("\0")


def stat(process):
    """Returns the fields behind the name, which may have spaces in it."""
    return read(process, "stat").rpartition(b")")[2].split()


def descendants():
    parents = {}
    for process in map(int, filter(str.isdigit, os.listdir("/proc"))):
        fields = stat(process)
        if fields:
            parents[process] = int(fields[1])

    def is_ours(process):
        while process in parents:
            process = parents[process]
            if process == os.getpid():
                return True
        return False

    return [process for process in parents if is_ours(process)]


def executors():
    def is_executor(process):
        return any(word.endswith("ExecutorBackend") for word in command_of(process))

    return [process for process in descendants() if is_executor(process)]


def pipelines():
    """Returns those that are in the middle of their answers."""
    found = []
    for process in descendants():
        # Not the process of Python that becomes one.
        if command_of(process)[0].endswith("/pipeline"):
            written = [line for line in read(process, "io").split(b"\n") if b"wchar" in line]
            if written and int(written[0].split()[1]) > 200_000:
                found.append(process)
    return found


class Killer(threading.Thread):
    """Kills the first processes that are found, while a job runs."""

    def __init__(self, find, most):
        super().__init__(daemon=True)
        self.find, self.most = find, most
        self.killed = set()
        self.is_over = False

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.is_over = True
        self.join()
        expect(len(self.killed) == self.most, "%d were killed" % len(self.killed))

    def run(self):
        while not self.is_over and len(self.killed) < self.most:
            for process in self.find():
                if len(self.killed) < self.most and process not in self.killed:
                    os.kill(process, signal.SIGKILL)
                    self.killed.add(process)
            time.sleep(0.005)


def test_pipe_answers_as_one_run(cluster):
    expect(cluster.job("pipe") == "", "it failed")
    # In its order, too.
    expect(parts(cluster.answers("pipe")) == cluster.whole, "other answers")


def test_transform_answers_as_one_run(cluster):
    answers = cluster.answers("transform")
    cluster.sql(
        "transform.sql",
        archive=cluster.folder / "archive",
        answers=answers,
        pipeline=cluster.pipeline,
        options=" ".join(PROFILES),
    )
    expect(sorted(parts(answers)) == sorted(cluster.whole), "other answers")


def test_report_is_that_of_one_run(cluster):
    [[report]] = cluster.sql("report.sql", answers=cluster.answers("pipe"))
    expect(json.loads(report) == cluster.report, report)
    unlisted = sum(b'"unlisted"' in line for line in cluster.whole)
    expect(unlisted > 0, "no story has more findings than are listed")


def test_bad_lines_are_answers(cluster):
    answers = parts(cluster.answers("pipe"))
    bad = [json.loads(line) for line in answers if b'"error":' in line]
    expect(len(answers) == cluster.count, "%d answers" % len(answers))
    expect(len(bad) == cluster.bad > 0, "%d bad lines" % len(bad))
    expect(all("id" in answer and "line" not in answer for answer in bad), bad)


def test_a_killed_executor_costs_no_line(cluster):
    answers = cluster.answers("executor")

    def in_the_middle():
        some = len(glob.glob(str(answers / "_temporary/0/task_*"))) >= 3
        return executors() if some else []

    with Killer(in_the_middle, 1):
        expect(cluster.job("executor") == "", "it failed")
    expect("Lost executor" in cluster.said(), "no executor was lost")
    expect(parts(answers) == cluster.whole, "other answers")


def test_a_killed_pipeline_costs_no_line(cluster):
    with Killer(pipelines, 1):
        expect(cluster.job("killed") == "", "it failed")
    expect("exited with error code -9" in cluster.said(), "no task has failed")
    expect(parts(cluster.answers("killed")) == cluster.whole, "other answers")


def test_without_check_code_lines_are_lost_in_silence(cluster):
    """What the test before this one has to be able to see."""
    import job

    lines = job.archive(cluster.context, cluster.paths)
    with Killer(pipelines, 3):
        why = cluster.save(lines.pipe(job.command(PROFILES)), "unchecked")
    expect(why == "", "it failed")
    found = len(parts(cluster.answers("unchecked")))
    print("   %d of %d lines are lost" % (cluster.count - found, cluster.count))
    expect(found < cluster.count, "all lines are there")


def fails_loudly(cluster, name, status, *options):
    # The last file has a bad line.
    why = cluster.job(name, *options, paths=cluster.paths[-1:])
    expect("exited with error code %d" % status in why, why or "it succeeded")
    expect(not (cluster.answers(name) / "_SUCCESS").exists(), "Spark calls it a success")


def test_bad_lines_that_do_not_pass_fail_the_job(cluster):
    fails_loudly(cluster, "fail", 1, "--bad-lines", "fail")


def test_a_missing_profile_fails_the_job(cluster):
    fails_loudly(cluster, "nosuch", 2, "--profile", "nosuch")


def test_nothing_is_left_hanging(cluster):
    """The last one."""
    expect(executors(), "no executor is there")
    left = cluster.stop()
    expect(not left, left)


TESTS = {name[5:]: test for name, test in globals().items() if name.startswith("test_")}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--list", action="store_true")
    arguments.add_argument("--pipeline")
    arguments.add_argument("--place")
    arguments.add_argument("--stories", type=int, default=25_000)
    arguments.add_argument("names", nargs="*")
    arguments = arguments.parse_args()
    if arguments.list:
        print(*TESTS, sep="\n")
        return 0

    adopt_orphans()
    cluster = Cluster(arguments.pipeline, arguments.place, arguments.stories)
    failed = 0
    names = arguments.names or TESTS
    for name in names:
        before = spent()
        try:
            TESTS[name](cluster)
            print("ok      %s" % name, flush=True)
        except Exception as why:
            failed += 1
            print("FAILED  %s: %r" % (name, why), flush=True)
        told("   " + name, spent() - before)
    print("spark: %d passed; %d failed; 0 ignored" % (len(names) - failed, failed), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
