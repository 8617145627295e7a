#!/usr/bin/env python3
"""What becomes of a learner's answers, whatever happens to the program, the file and the disk.

Usage: script/endure storage [ROUNDS] [PART …]

Each test does to the real program what may be done to it, and counts answers that the learner has seen judged and that are
not there afterwards. Each line of the result: test, done, failures; then what failed. ROUNDS: 1 is a try, 10 the figures of a
release. Needs only Python 3.
"""
import json, os, select, shutil, signal, sqlite3, struct, subprocess, time

from support import tutor as support
from support.tutor import BASE, NOBODY, ROUNDS, chance, part, run

COURSE = BASE + "/course"
os.makedirs(COURSE + "/en")
with open(COURSE + "/en/few.md", "w") as lesson:
    lesson.write("---\nid: few\ntitle: Zebra\ngoal: g\nminutes: 5\n---\n\nText.\n\n")
    lesson.write("```quiz\nid: few.one\ntype: number\nprompt: How many?\nanswer: 7\nwhy: w\n```\n")


class Home(support.Home):
    """A learner's folders, with what is kept of the answers in them."""

    def __init__(self, owner=None):
        super().__init__(owner)
        self.environment.update({"XDG_STATE_HOME": self.path + "/state", "ALEXNET_TUTOR_LESSONS": COURSE})
        self.folder = self.path + "/state/alexnet-tutor"
        self.file = self.folder + "/progress.sqlite"

    def exported(self):
        """The texts of all answers that the program says it has, and how it ended."""
        code, out, _ = self.run("progress", "export", "-")
        try:
            return ([a["answer"] for a in json.loads(out)["attempts"]] if code == 0 else []), code
        except ValueError as error:
            return [], f"{code} and no JSON: {error}"

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


class Quiz:
    """The plain quiz: the question is asked again for as long as the answer is wrong."""

    def __init__(self, home):
        self.process = home.start(
            "quiz", "few.one", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.text = ""
        self.wait("answer,")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
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

    def send(self, text):
        try:
            self.process.stdin.write(text.encode())
            self.process.stdin.flush()
        except OSError:
            pass

    def answer(self):
        """The answer that was judged; nothing where the program ended before."""
        digits = str(chance.randrange(10**8, 10**9))
        self.send(digits + "\n")
        if not self.wait("How sure"):
            return None
        self.send("2\n")
        return digits if self.wait("Not right.") else None

    def leave(self):
        self.send("m\n")
        try:
            self.process.stdin.close()
        except OSError:
            pass
        return self.process.wait(60)

    def kill(self):
        self.process.kill()
        self.process.wait()


class Tutor(support.Tutor):
    """The full screen at the question."""

    def __init__(self, home):
        super().__init__(["--network", "lenet-5"], (120, 30), home=home)
        # The lessons come after the first screen.
        self.shows("lessons 0/1", 30)
        self.press(":", "zebra", "\r", "n", "\r")

    def answer(self):
        digits = str(chance.randrange(10**8, 10**9))
        self.output.clear()
        self.send(digits + "\r")
        if not self.says("sure", 10):
            return None
        self.output.clear()
        self.send("1")
        judged = self.says("✗", 15)
        self.press("u")
        return digits if judged else None

    def leave(self):
        self.send("\x03")
        return self.end(20)


def kept(one, what, home, judged):
    """Whether every judged answer is there, once, and the program says so."""
    answers, code = home.exported()
    lost = [answer for answer in judged if answer and answer not in answers]
    twice = len(answers) - len(set(answers))
    why = f"{len(lost)} of {len(judged)} lost, {twice} doubled, export ended with {code}"
    return one.check(what, None not in judged and not lost and not twice and code == 0, why)


def starts(one, what, home):
    """The answer that it takes, where every command that reads progress comes to an end of its own."""
    for words in (["progress"], ["review"], ["doctor"], ["progress", "export", "-"]):
        code, _, errors = home.run(*words)
        isGood = code in (0, 1) and "Fatal" not in errors
        one.check(f"{what}: {' '.join(words)}", isGood, f"ended with {code}: {errors[-200:]}")
    with Quiz(home) as quiz:
        answer = quiz.answer()
        code = quiz.leave()
    one.check(f"{what}: quiz", answer and code == 0, f"ended with {code}")
    return answer


# MARK: The program is killed, or is not alone


def killed(one, kind):
    total = 0
    for number in range(4 * ROUNDS):
        home = Home()
        judged = []
        for _ in range(2):
            with kind(home) as program:
                end = time.monotonic() + chance.uniform(0.05, 1.5)
                while time.monotonic() < end:
                    answer = program.answer()
                    if not answer:
                        break
                    judged.append(answer)
                if chance.random() < 0.5:
                    program.send("123")
                program.kill()
        total += len(judged)
        kept(one, f"round {number}", home, judged)
        home.gone()
    one.check("all rounds", total > 0, "nothing was judged")
    one.notes.append(f"{total} judged")


@part("kill -9 at random moments, plain quiz")
def killed_quiz(one): killed(one, Quiz)


@part("kill -9 at random moments, full screen")
def killed_screen(one): killed(one, Tutor)


@part("two quizzes and a tutor at once, two killed")
def together(one):
    for number in range(ROUNDS):
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
        kept(one, f"round {number}", home, judged)
        home.gone()


@part("answering beside reset, import, export")
def beside(one):
    """Answers given while others export, import and reset; those of a reset are in the file that it leaves."""
    for number in range(3 * ROUNDS):
        home = Home()
        archive = home.path + "/mine.json"
        judged = []
        with Quiz(home) as quiz:
            for _ in range(6):
                judged.append(quiz.answer())
                command = ["export", "import", "reset"][chance.randrange(3 if number % 2 else 2)]
                if command == "reset":
                    home.run("progress", "reset")
                elif command == "export" or not os.path.exists(archive):
                    home.run("progress", "export", archive)
                else:
                    home.run("progress", "import", archive)
                judged.append(quiz.answer())
            quiz.leave()
        found = set(home.exported()[0])
        for file in os.listdir(home.folder):
            if ".reset-" in file and file.endswith(".sqlite"):
                data = sqlite3.connect(f"file:{home.folder}/{file}?mode=ro", uri=True)
                found |= {row[0] for row in data.execute("SELECT answer FROM attempts")}
                data.close()
        lost = [answer for answer in judged if answer not in found]
        one.check(f"round {number}", not lost, f"{len(lost)} of {len(judged)} lost")
        home.gone()


# MARK: The disk is full, closed, busy, or loses the file


@part("full disk")
def full(one):
    if os.getuid() != 0:
        one.notes.append("skipped: needs a superuser to mount a small disk")
        return
    for when in ("before", "between", "kill"):
        for _ in range(ROUNDS):
            home = Home()
            os.makedirs(home.path + "/state")
            if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96k", "none", home.path + "/state"]).returncode:
                home.gone()
                one.notes.append("skipped: no small disk can be mounted")
                return
            try:
                full_disk(one, when, home)
            finally:
                subprocess.run(["umount", home.path + "/state"])
                home.gone()


def full_disk(one, when, home):
    filler = home.path + "/state/filler"
    judged = []
    if when == "before":
        fill_disk(filler)
    with Quiz(home) as quiz:
        if when != "before":
            judged.append(quiz.answer())
            fill_disk(filler)
        unsafe = [quiz.answer()]
        quiz.wait("answer,")
        code, _, errors = home.run("progress", "export", "-")
        one.check(f"{when}: export", code == 0 and "no such table" not in errors, errors.strip())
        if when == "kill":
            quiz.kill()
        else:
            os.remove(filler)
            judged += unsafe + [quiz.answer()]
            quiz.leave()
    if os.path.exists(filler):
        os.remove(filler)
    kept(one, when, home, judged)


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


@part("read-only file, folder, both")
def read_only(one):
    """The learner's own file or folder, without the right to write."""
    owner = NOBODY if os.getuid() == 0 else None
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
        kept(one, what, home, judged + [given, after])
        home.gone()


@part("locked: short, kill -9, at start")
def locked(one):
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
                        holder.execute("COMMIT")
                holder.close()
                kept(one, f"{kind.__name__} {how}", home, judged)
                home.gone()


@part("removed, replaced, spoilt while open")
def removed(one):
    """The file goes away, or becomes rubbish, while the program runs: the answers of the session are there again."""
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
                        file.write(chance.randbytes(9000))
                    os.rename(home.file + ".new", home.file)
                elif how == "rubbish":
                    with open(home.file, "r+b") as file:
                        file.write(chance.randbytes(9000))
                else:
                    os.truncate(home.file, 0)
                judged.append(quiz.answer())
                quiz.leave()
            kept(one, how, home, judged)
            home.gone()


# MARK: The file is damaged


@part("rows of the wrong type or range")
def odd_rows(one):
    values = ["time = 'x'", "time = x'00'", "time = 1e300", "time = 9223372036854775807", "time = -9223372036854775808",
              "seed = 'x'", "seed = x'00'", "seed = 1.5", "correct = 'x'", "correct = x'00'", "correct = 9",
              "confidence = 'x'", "confidence = x'00'", "confidence = 1e300", "item = x'00ff'", "lesson = x'00'",
              "answer = x'00'", "key = x'00'", "misconception = x'00'", "mistake = x'00'", "item = ''", "answer = ''",
              "answer = char(27)", "answer = char(127)", "answer = char(155)", "answer = char(8238)"]
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
        given = starts(one, value, home)
        found, code = home.exported()
        lost = [answer for answer in (judged[0], judged[2], given) if answer not in found]
        one.check(value, not lost, f"{len(lost)} lost, export ended with {code}")
        home.gone()


def damaged(one, count, damage, by_hand=False):
    """Copies of one file of 400 answers, each damaged in its own way: nothing crashes, nothing is deleted, what is left is kept."""
    home = Home()
    answers = set(home.old(400))
    if not by_hand:
        home.run("progress", "import", write_empty(home))
    with open(home.file, "rb") as file:
        whole = file.read()
    shares = []
    for number in range(count):
        what = f"copy {number}"
        shutil.rmtree(home.folder)
        os.makedirs(home.folder)
        torn = damage(whole)
        with open(home.file, "wb") as file:
            file.write(torn)
        given = starts(one, what, home)
        found, code = home.exported()
        newer = home.run("progress")[2].find("newer version") >= 0
        aside = [f for f in os.listdir(home.folder) if ".damaged-" in f and f.endswith(".sqlite")]
        for file in aside:
            with open(home.folder + "/" + file, "rb") as saved:
                one.check(what, saved.read() == torn, "was not moved aside as it was")
        share = len(answers & set(found))
        shares.append(share)
        least = patched(torn, home.path + "/patched.sqlite") if by_hand else 0
        isGood = newer or code == 0 and given in found and share >= least
        one.check(what, isGood, f"kept {share}, a mended header gives {least}, ended with {code}")
    home.gone()
    one.notes.append(f"of 400 answers kept: least {min(shares)}, mean {sum(shares) / count:.0f}")


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


def change(count):
    def damage(whole):
        torn = bytearray(whole)
        for _ in range(count):
            torn[chance.randrange(len(torn))] = chance.randrange(256)
        return bytes(torn)
    return damage


@part("truncated at random offsets")
def truncated(one): damaged(one, 3 * ROUNDS, lambda whole: whole[: chance.randrange(1024, len(whole))], by_hand=True)


@part("cut to 95, 80, 60, 40 %")
def shares(one):
    """A file of the first version, for which a hand that mends the header gets most of what there is."""
    home = Home()
    home.old(400)
    with open(home.file, "rb") as file:
        whole = file.read()
    for percent in (95, 80, 60, 40):
        shutil.rmtree(home.folder)
        os.makedirs(home.folder)
        torn = whole[: len(whole) * percent // 100]
        with open(home.file, "wb") as file:
            file.write(torn)
        least = patched(torn, home.path + "/patched.sqlite")
        starts(one, f"{percent} %", home)
        found = len(home.exported()[0]) - 1
        one.check(f"{percent} %", found >= least, f"kept {found}, a mended header gives {least}")
        one.notes.append(f"{percent} %: kept {found}, a mended header gives {least}")
    home.gone()


@part("one byte changed")
def one_byte(one): damaged(one, 20 * ROUNDS, change(1))


@part("200 bytes changed")
def many_bytes(one): damaged(one, 3 * ROUNDS, change(200))


@part("stray journals, odd files")
def stray(one):
    """What may lie beside the file or in its place."""
    cases = []
    for suffix in ("-journal", "-wal", "-shm"):
        for bytes in (b"", b"rubbish", b"\0" * 4096, chance.randbytes(5000)):
            cases.append((suffix, bytes))
    for bytes in (b"", b"text\n", b"SQLite format 3\0", b"\0" * 100, chance.randbytes(100)):
        cases.append(("", bytes))
    for suffix, bytes in cases:
        what = f"{suffix or 'file'} of {len(bytes)} bytes"
        home = Home()
        judged = home.fill(2) if suffix else []
        os.makedirs(home.folder, exist_ok=True)
        with open(home.file + suffix, "wb") as file:
            file.write(bytes)
        given = starts(one, what, home)
        kept(one, what, home, judged + [given])
        home.gone()


@part("killed while an old file is carried over")
def updates(one):
    """Killed while a file of the first version is carried over."""
    kills = 0
    for _ in range(ROUNDS):
        home = Home()
        answers = home.old(60_000)
        empty = write_empty(home)
        for _ in range(6):
            process = home.start("progress", "import", empty, stdout=subprocess.DEVNULL)
            try:
                process.wait(chance.uniform(0, 0.6))
            except subprocess.TimeoutExpired:
                process.kill()
            kills += process.wait() == -signal.SIGKILL
        found = len(home.exported()[0])
        one.check("answers", found == len(answers), f"{found} of {len(answers)} are there")
        home.gone()
    one.notes.append(f"{kills} killed")


run()
