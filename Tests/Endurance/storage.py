#!/usr/bin/env python3
"""What becomes of a learner's answers, whatever happens to the program, the file and the disk.

Each test does to the real program what may be done to it, and counts answers that the learner has seen judged and that are
not there afterwards. It prints one line a test: what was tested, how often, how often it failed.

Usage: storage.py PROGRAM [ROUNDS] [SEED]    (ROUNDS: 1 is a try, 10 the figures of a release)
"""

import fcntl
import json
import os
import pty
import random
import select
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import time

PROGRAM = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 1
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 30)
NOBODY = 65534
roll = random.Random(SEED)
base = tempfile.mkdtemp(prefix="alexnet-tutor-endure-")
os.chmod(base, 0o755)
course = base + "/course"
os.makedirs(course + "/en")
with open(course + "/en/few.md", "w") as lesson:
    lesson.write("---\nid: few\ntitle: Few\ngoal: g\nminutes: 5\n---\n\nText.\n\n")
    lesson.write("```quiz\nid: few.one\ntype: number\nprompt: How many?\nanswer: 7\nwhy: w\n```\n")

failures = []


class Home:
    """A learner's folders, and the program started in them."""

    def __init__(self, owner=None):
        self.path = tempfile.mkdtemp(dir=base)
        self.owner = owner
        self.folder = self.path + "/state/alexnet-tutor"
        self.file = self.folder + "/progress.sqlite"
        if owner:
            os.chown(self.path, owner, owner)

    def arguments(self, words):
        environment = {
            "HOME": self.path, "XDG_STATE_HOME": self.path + "/state", "LANG": "C.UTF-8", "TERM": "xterm-256color",
            "PATH": "/usr/bin:/bin", "ALEXNET_TUTOR_LESSONS": course}
        owner = self.owner
        return dict(
            args=[PROGRAM] + words + ["--language", "en"], env=environment, cwd="/",
            preexec_fn=(lambda: (os.setgid(owner), os.setuid(owner))) if owner else None)

    def run(self, *words, seconds=60):
        done = subprocess.run(**self.arguments(list(words)), stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds)
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")

    def exported(self):
        """The texts of all answers that the program says it has, and how it ended."""
        code, out, _ = self.run("progress", "export", "-")
        return ([a["answer"] for a in json.loads(out)["attempts"]] if code == 0 else []), code

    def fill(self, count):
        with Quiz(self) as quiz:
            answers = [quiz.answer() for _ in range(count)]
            quiz.leave()
        return answers

    def old(self, count):
        """A file as the first version of the program wrote it; faster than answering."""
        os.makedirs(self.folder, exist_ok=True)
        data = sqlite3.connect(self.file)
        data.executescript("""
          CREATE TABLE attempts (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, time INTEGER NOT NULL,
            item TEXT NOT NULL, lesson TEXT NOT NULL, answer TEXT NOT NULL, seed INTEGER NOT NULL,
            correct INTEGER NOT NULL, confidence INTEGER, misconception TEXT);
          CREATE TRIGGER attempts_are_kept BEFORE UPDATE ON attempts
          BEGIN SELECT RAISE(ABORT, 'attempts are only ever added'); END;
          CREATE TABLE place (id INTEGER PRIMARY KEY CHECK (id = 0), time INTEGER NOT NULL, line TEXT NOT NULL);
          PRAGMA user_version = 1;""")
        rows = [(f"key{n}", 1_700_000_000 + n, "few.one", "few", f"{n:06}", n, 0, 2, None) for n in range(count)]
        data.executemany("INSERT INTO attempts VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        data.commit()
        data.close()
        return [row[4] for row in rows]

    def gone(self):
        shutil.rmtree(self.path, ignore_errors=True)


class Quiz:
    """The plain quiz: the question is asked again for as long as the answer is wrong."""

    def __init__(self, home):
        arguments = home.arguments(["quiz", "few.one"])
        self.process = subprocess.Popen(**arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.text = ""
        self.wait("answer,")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                pipe.close()
            except OSError:
                pass

    def wait(self, marker, seconds=60):
        """Waits for `marker` and forgets what came before it; false where the program has ended."""
        end = time.monotonic() + seconds
        while marker not in self.text:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))
            data = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            if not data:
                return False
            self.text += data.decode(errors="replace")
        self.text = self.text[self.text.index(marker) + len(marker):]
        return True

    def type(self, line):
        try:
            self.process.stdin.write((line + "\n").encode())
            self.process.stdin.flush()
        except OSError:
            pass

    def answer(self):
        """The answer that was judged; nothing where the program ended before."""
        digits = str(roll.randrange(10**8, 10**9))
        self.type(digits)
        if not self.wait("How sure"):
            return None
        self.type("2")
        return digits if self.wait("Not right.") else None

    def leave(self):
        self.type("m")
        try:
            self.process.stdin.close()
        except OSError:
            pass
        return self.process.wait(60)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)


class Tutor:
    """The full screen on a terminal of its own, at the question."""

    def __init__(self, home):
        arguments = home.arguments([])
        arguments["args"] += ["--network", "lenet-5"]
        main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 120, 0, 0))

        def own():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            if arguments_owner:
                arguments_owner()

        arguments_owner = arguments.pop("preexec_fn")
        self.process = subprocess.Popen(**arguments, stdin=side, stdout=side, stderr=side, preexec_fn=own)
        os.close(side)
        self.main, self.text, self.all = main, "", ""
        self.wait("Settings")
        self.send(":")
        self.wait("Go to", 5)
        self.send("few")
        self.quiet()
        self.send("\r")
        self.quiet()
        self.send("n")
        self.quiet()
        self.send("\r")
        self.quiet()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.main)

    def send(self, keys):
        try:
            os.write(self.main, keys.encode())
        except OSError:
            pass

    def read(self, seconds):
        ready, _, _ = select.select([self.main], [], [], seconds)
        try:
            data = os.read(self.main, 65536) if ready else b""
        except OSError:
            return None
        self.text += data.decode(errors="replace")
        self.all = (self.all + data.decode(errors="replace"))[-200_000:]
        return data

    def quiet(self, seconds=0.25):
        while self.read(seconds):
            pass

    def wait(self, marker, seconds=30):
        end = time.monotonic() + seconds
        while marker not in self.text:
            if self.read(max(0, min(0.5, end - time.monotonic()))) is None or time.monotonic() > end:
                return False
        self.text = ""
        return True

    def answer(self):
        digits = str(roll.randrange(10**8, 10**9))
        self.text = ""
        self.send(digits + "\r")
        if not self.wait("sure", 10):
            return None
        self.send("1")
        judged = self.wait("✗", 15)
        self.send("u")
        self.quiet(0.1)
        return digits if judged else None

    def leave(self):
        self.send("\x03")
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            return None

    def kill(self):
        self.process.send_signal(signal.SIGKILL)


def fail(test, words):
    failures.append(f"{test}: {words}")


def missing(home, judged):
    kept, code = home.exported()
    lost = [answer for answer in judged if answer and answer not in kept]
    twice = len(kept) - len(set(kept))
    return lost, twice, code


def check(test, home, judged):
    """One failure where a judged answer is gone, doubled, or the program says nothing."""
    lost, twice, code = missing(home, judged)
    if lost or twice or code != 0:
        fail(test, f"{len(lost)} of {len(judged)} lost, {twice} doubled, export ended with {code}")
        return 1
    return 0


def starts(test, home, what):
    """Every command that reads progress comes to an end of its own, and the tutor takes an answer."""
    bad = 0
    for words in (["progress"], ["review"], ["doctor"], ["progress", "export", "-"]):
        code, _, errors = home.run(*words)
        if code not in (0, 1) or "Fatal" in errors:
            fail(test, f"{what}: {' '.join(words)} ended with {code}: {errors[-200:]}")
            bad = 1
    with Quiz(home) as quiz:
        answer = quiz.answer()
        code = quiz.leave()
    if not answer or code != 0:
        fail(test, f"{what}: quiz ended with {code}")
        bad = 1
    return bad, answer


# MARK: The tests. Each returns how often something was tried and how often it failed.


def killed(kind, rounds):
    def test(name):
        total = bad = 0
        for _ in range(rounds):
            home = Home()
            judged = []
            for _ in range(2):
                with kind(home) as program:
                    end = time.monotonic() + roll.uniform(0.05, 1.5)
                    while time.monotonic() < end:
                        answer = program.answer()
                        if not answer:
                            break
                        judged.append(answer)
                    if roll.random() < 0.5:
                        program.send("1" * 3) if kind is Tutor else program.type("123")
                    program.kill()
            total += len(judged)
            bad += check(name, home, judged)
            home.gone()
        return f"{rounds} ({total} judged)", bad
    return test


def together(name):
    total = bad = 0
    for _ in range(ROUNDS):
        home = Home()
        judged = []
        with Quiz(home) as first, Quiz(home) as second, Tutor(home) as third:
            for _ in range(8):
                for program in (first, second, third):
                    judged.append(program.answer())
            first.kill()
            third.kill()
            judged.append(second.answer())
            second.leave()
        total += len(judged)
        bad += (None in judged) or check(name, home, judged)
        home.gone()
    return f"{ROUNDS} ({total} judged)", bad


def beside(name):
    """Answers given while others export, import and reset; those of a reset are in the file that it leaves."""
    total = bad = 0
    for round in range(3 * ROUNDS):
        home = Home()
        archive = home.path + "/mine.json"
        judged = []
        with Quiz(home) as quiz:
            for _ in range(6):
                judged.append(quiz.answer())
                command = ["export", "import", "reset"][roll.randrange(3 if round % 2 else 2)]
                if command == "reset":
                    home.run("progress", "reset")
                elif command == "export" or not os.path.exists(archive):
                    home.run("progress", "export", archive)
                else:
                    home.run("progress", "import", archive)
                judged.append(quiz.answer())
            quiz.leave()
        kept = set(home.exported()[0])
        for file in os.listdir(home.folder):
            if ".reset-" in file and file.endswith(".sqlite"):
                data = sqlite3.connect(f"file:{home.folder}/{file}?mode=ro", uri=True)
                kept |= {row[0] for row in data.execute("SELECT answer FROM attempts")}
                data.close()
        lost = [answer for answer in judged if answer not in kept]
        total += len(judged)
        if lost:
            bad += 1
            fail(name, f"{len(lost)} of {len(judged)} lost")
        home.gone()
    return f"{3 * ROUNDS} ({total} judged)", bad


def full(name):
    if os.getuid() != 0:
        return "skipped: needs a superuser to mount a small disk", 0
    done = bad = 0
    for when in ("before", "between", "kill"):
        for _ in range(ROUNDS):
            home = Home()
            os.makedirs(home.path + "/state")
            if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96k", "none", home.path + "/state"]).returncode:
                home.gone()
                return "skipped: no small disk can be mounted", 0
            try:
                filler = home.path + "/state/filler"
                judged = []
                if when == "before":
                    fill_disk(filler)
                with Quiz(home) as quiz:
                    if when != "before":
                        judged.append(quiz.answer())
                        fill_disk(filler)
                    unsafe = [quiz.answer()]
                    said = quiz.text
                    quiz.wait("answer,")
                    code, out, errors = home.run("progress", "export", "-")
                    if code != 0 or "no such table" in errors:
                        bad += 1
                        fail(name, f"{when}: export: {errors.strip()}")
                    if when == "kill":
                        quiz.kill()
                    else:
                        os.remove(filler)
                        judged += unsafe + [quiz.answer()]
                        quiz.leave()
                if os.path.exists(filler):
                    os.remove(filler)
                done += 1
                bad += check(name + " " + when, home, judged)
            finally:
                subprocess.run(["umount", home.path + "/state"])
                home.gone()
    return str(done), bad


def fill_disk(path):
    with open(path, "wb") as filler:
        for size in (4096, 512, 1):
            try:
                while True:
                    filler.write(b"x" * size)
                    filler.flush()
            except OSError:
                pass
        try:
            filler.close()
        except OSError:
            pass


def read_only(name):
    """The learner's own file or folder, without the right to write."""
    owner = NOBODY if os.getuid() == 0 else None
    done = bad = 0
    for what in ("folder", "file", "both"):
        home = Home(owner)
        judged = home.fill(2)
        for path, closed in ((home.file, what != "folder"), (home.folder, what != "file")):
            if closed:
                os.chmod(path, 0o400 if path == home.file else 0o500)
        with Quiz(home) as quiz:
            given = quiz.answer()
            os.chmod(home.folder, 0o700)
            os.chmod(home.file, 0o600)
            after = quiz.answer()
            quiz.leave()
        done += 1
        bad += check(name + " " + what, home, judged + [given, after])
        home.gone()
    return str(done), bad


def locked(name):
    done = bad = 0
    for kind in (Quiz, Tutor):
        for how in ("short", "kill", "start"):
            for _ in range(ROUNDS):
                home = Home()
                judged = home.fill(1)
                holder = sqlite3.connect(home.file, isolation_level=None)
                if how == "start":
                    holder.execute("BEGIN EXCLUSIVE")
                with kind(home) as program:
                    if how != "start":
                        judged.append(program.answer())
                        holder.execute("BEGIN EXCLUSIVE")
                    judged += [program.answer() for _ in range(2)]
                    if how == "short":
                        holder.execute("COMMIT")
                        judged.append(program.answer())
                        program.leave()
                    else:
                        program.kill()
                        program.process.wait()
                        holder.execute("COMMIT")
                holder.close()
                done += 1
                if None in judged:
                    bad += 1
                    fail(name, f"{kind.__name__} {how}: an answer was not taken")
                else:
                    bad += check(f"{name} {kind.__name__} {how}", home, judged)
                home.gone()
    return str(done), bad


def removed(name):
    """The file goes away, or becomes rubbish, while the program runs: the answers of the session are there again."""
    done = bad = 0
    for how in ("removed", "folder", "rename", "rubbish", "emptied"):
        for _ in range(ROUNDS):
            home = Home()
            with Quiz(home) as quiz:
                judged = [quiz.answer(), quiz.answer()]
                if how == "removed":
                    os.remove(home.file)
                elif how == "folder":
                    shutil.rmtree(home.folder)
                elif how == "rename":
                    with open(home.file + ".new", "wb") as file:
                        file.write(roll.randbytes(9000))
                    os.rename(home.file + ".new", home.file)
                elif how == "rubbish":
                    with open(home.file, "r+b") as file:
                        file.write(roll.randbytes(9000))
                else:
                    os.truncate(home.file, 0)
                judged.append(quiz.answer())
                quiz.leave()
            done += 1
            bad += check(name + " " + how, home, judged)
            home.gone()
    return str(done), bad


def damaged(count, damage, by_hand=False):
    """Copies of one file of 400 answers, each damaged in its own way: nothing crashes, nothing is deleted, what is left is kept."""
    def test(name):
        home = Home()
        answers = set(home.old(400))
        if not by_hand:
            home.run("progress", "import", write_empty(home))
        with open(home.file, "rb") as file:
            whole = file.read()
        bad, kept_all = 0, []
        for number in range(count):
            shutil.rmtree(home.folder)
            os.makedirs(home.folder)
            torn = damage(whole, number)
            with open(home.file, "wb") as file:
                file.write(torn)
            wrong, given = starts(name, home, f"copy {number}")
            kept, code = home.exported()
            newer = home.run("progress")[2].find("newer version") >= 0
            aside = [f for f in os.listdir(home.folder) if ".damaged-" in f and f.endswith(".sqlite")]
            for file in aside:
                with open(home.folder + "/" + file, "rb") as saved:
                    if saved.read() != torn:
                        fail(name, f"copy {number}: the file was not moved aside as it was")
                        wrong = 1
            share = len(answers & set(kept))
            kept_all.append(share)
            least = patched(torn, home.path + "/patched.sqlite") if by_hand else 0
            if not newer and (code != 0 or given not in kept or share < least):
                fail(name, f"copy {number}: kept {share}, a mended header gives {least}, ended with {code}")
                wrong = 1
            bad += wrong
        home.gone()
        return f"{count} (of 400 answers kept: least {min(kept_all)}, mean {sum(kept_all) / count:.0f})", bad
    return test


def write_empty(home):
    path = home.path + "/empty.json"
    with open(path, "w") as file:
        json.dump({"format": "alexnet-tutor progress", "version": 1, "place": None, "attempts": []}, file)
    return path


def patched(torn, path):
    """How many answers SQLite reads when the count of pages in the header is made to fit, as one might mend it by hand."""
    torn = bytearray(torn)
    torn[28:32] = struct.pack(">I", len(torn) // 4096)
    with open(path, "wb") as file:
        file.write(torn)
    found = set()
    data = sqlite3.connect(path)
    try:
        for row in data.execute("SELECT answer FROM attempts NOT INDEXED"):
            found.add(row[0])
    except sqlite3.Error:
        pass
    data.close()
    os.remove(path)
    return len(found)


def truncate(whole, number):
    return whole[: roll.randrange(1024, len(whole))]


def change(count):
    def damage(whole, number):
        torn = bytearray(whole)
        for _ in range(count):
            torn[roll.randrange(len(torn))] = roll.randrange(256)
        return bytes(torn)
    return damage


def shares(name):
    """A file of the first version, for which a hand that mends the header gets most of what there is."""
    home = Home()
    home.old(400)
    with open(home.file, "rb") as file:
        whole = file.read()
    kept, least = [], []
    for percent in (95, 80, 60, 40):
        shutil.rmtree(home.folder)
        os.makedirs(home.folder)
        with open(home.file, "wb") as file:
            file.write(whole[: len(whole) * percent // 100])
        least.append(patched(whole[: len(whole) * percent // 100], home.path + "/patched.sqlite"))
        starts(name, home, f"{percent} %")
        kept.append(len(home.exported()[0]) - 1)
    home.gone()
    words = f"4 (kept {'/'.join(map(str, kept))}, by a mended header {'/'.join(map(str, least))})"
    return words, sum(k < l for k, l in zip(kept, least))


def stray(name):
    """What may lie beside the file or in its place."""
    cases = []
    for suffix in ("-journal", "-wal", "-shm"):
        for bytes in (b"", b"rubbish", b"\0" * 4096, roll.randbytes(5000)):
            cases.append((suffix, bytes))
    for bytes in (b"", b"text\n", b"SQLite format 3\0", b"\0" * 100, roll.randbytes(100)):
        cases.append(("", bytes))
    bad = 0
    for suffix, bytes in cases:
        home = Home()
        judged = home.fill(2) if suffix else []
        os.makedirs(home.folder, exist_ok=True)
        with open(home.file + suffix, "wb") as file:
            file.write(bytes)
        wrong, given = starts(name, home, f"{suffix or 'file'} of {len(bytes)} bytes")
        bad += wrong or check(name, home, judged + [given])
        home.gone()
    return str(len(cases)), bad


def odd_rows(name):
    values = ["time = 'x'", "time = x'00'", "time = 1e300", "time = 9223372036854775807", "time = -9223372036854775808",
              "seed = 'x'", "seed = x'00'", "seed = 1.5", "correct = 'x'", "correct = x'00'", "correct = 9",
              "confidence = 'x'", "confidence = x'00'", "confidence = 1e300", "item = x'00ff'", "lesson = x'00'",
              "answer = x'00'", "key = x'00'", "misconception = x'00'", "mistake = x'00'", "item = ''", "answer = ''"]
    bad = 0
    for value in values:
        home = Home()
        judged = home.fill(3)
        data = sqlite3.connect(home.file)
        data.execute("DROP TRIGGER attempts_are_kept")
        try:
            data.execute(f"UPDATE attempts SET {value} WHERE id = 2")
        except sqlite3.OperationalError:
            pass
        data.commit()
        data.close()
        wrong, given = starts(name, home, value)
        kept = home.exported()[0]
        lost = [answer for answer in (judged[0], judged[2], given) if answer not in kept]
        if lost:
            fail(name, f"{value}: {len(lost)} lost")
        bad += bool(wrong or lost)
        home.gone()
    return str(len(values)), bad


def updates(name):
    """Killed while a file of the first version is carried over."""
    bad = kills = 0
    home = Home()
    answers = home.old(60_000)
    empty = write_empty(home)
    for number in range(6 * ROUNDS):
        process = subprocess.Popen(**home.arguments(["progress", "import", empty]), stdout=subprocess.DEVNULL)
        time.sleep(roll.uniform(0, 0.6))
        process.kill()
        kills += process.wait() == -signal.SIGKILL
        if number % 6 == 5:
            bad += len(home.exported()[0]) != len(answers)
            home.gone()
            home = Home()
            home.old(60_000)
            empty = write_empty(home)
    home.gone()
    return f"{6 * ROUNDS} ({kills} killed)", bad


TESTS = [
    ("kill -9 at random moments, plain quiz", killed(Quiz, 4 * ROUNDS)),
    ("kill -9 at random moments, full screen", killed(Tutor, 4 * ROUNDS)),
    ("two quizzes and a tutor at once, two killed", together),
    ("answering beside reset, import, export", beside),
    ("full disk", full),
    ("read-only file, folder, both", read_only),
    ("locked: short, kill -9, at start", locked),
    ("removed, replaced, spoilt while open", removed),
    ("rows of the wrong type or range", odd_rows),
    ("truncated at random offsets", damaged(3 * ROUNDS, truncate, by_hand=True)),
    ("cut to 95, 80, 60, 40 %", shares),
    ("one byte changed", damaged(20 * ROUNDS, change(1))),
    ("200 bytes changed", damaged(3 * ROUNDS, change(200))),
    ("stray journals, odd files", stray),
    ("killed while an old file is carried over", updates),
]


def main():
    chosen = sys.argv[4:]
    print(f"{PROGRAM}, seed {SEED}", flush=True)
    print(f"{'test':<46} {'failures':>8}  done", flush=True)
    total = 0
    for name, test in TESTS:
        if chosen and not any(word in name for word in chosen):
            continue
        start = time.monotonic()
        done, bad = test(name)
        total += bad
        print(f"{name:<46} {bad:>8}  {done}, {time.monotonic() - start:.0f} s", flush=True)
    for words in failures[:40]:
        print("  " + words)
    shutil.rmtree(base, ignore_errors=True)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
