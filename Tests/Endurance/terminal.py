"""The program in terminals of every kind, under signals, sizes, pastes and nonsense. Usage: script/endure terminal [ROUNDS] [PART …]

Each line of the result: test, done, failures; then what failed. Needs only Python 3.
"""
import fcntl, os, pty, random, re, select, shutil, signal, struct, sys, tempfile, termios, time

PROGRAM = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 1
PARTS = sys.argv[3:]
SEED = int(os.environ.get("SEED", time.time_ns() % 1_000_000))
chance = random.Random(SEED)
failures = []


class Tutor:
    """The program on a terminal of its own, in a home that goes away."""

    def __init__(self, arguments=(), size=(80, 24), environment=None, prepare=None, child=None):
        self.home = tempfile.mkdtemp(prefix="endure-")
        if prepare: prepare(self.home)
        self.master, slave = pty.openpty()
        self.slave = slave
        self.resize(*size)
        self.before = termios.tcgetattr(slave)
        all = {"HOME": self.home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
        all.update(environment or {})
        self.process = os.fork()
        if self.process == 0:
            try:
                for number in range(1, signal.NSIG):
                    try: signal.signal(number, signal.SIG_DFL)
                    except (OSError, ValueError): pass
                signal.pthread_sigmask(signal.SIG_SETMASK, [])
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for descriptor in (0, 1, 2): os.dup2(slave, descriptor)
                os.close(self.master)
                if slave > 2: os.close(slave)
                if child: child()
                os.chdir(self.home)
                os.execve(PROGRAM, [PROGRAM, *arguments], {k: v for k, v in all.items() if v is not None})
            finally:
                os._exit(127)
        os.set_blocking(self.master, False)
        self.output = b""
        self.status = None

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds=0.02):
        if not select.select([self.master], [], [], seconds)[0]: return False
        try: data = os.read(self.master, 1 << 16)
        except OSError: return False
        self.output += data
        return bool(data)

    def wait(self, isDone, seconds=15):
        end = time.monotonic() + seconds
        while not isDone():
            self.read()
            if self.status is None:
                process, status = os.waitpid(self.process, os.WNOHANG)
                if process: self.status = status
            if self.status is not None:
                while self.read(0): pass
                return isDone()
            if time.monotonic() > end: return False
        return True

    def says(self, text, seconds=15):
        wanted = text.encode()
        return self.wait(lambda: wanted in self.output, seconds)

    def send(self, data):
        data = data if isinstance(data, bytes) else data.encode()
        end = time.monotonic() + 60
        while data and time.monotonic() < end:
            try: data = data[os.write(self.master, data[:4096]):]
            except BlockingIOError: self.read()
            except OSError: return

    def answers(self, seconds=15):
        """Seconds until Ctrl-L is answered with a whole screen; None where it is not."""
        while self.read(0): pass
        start, self.output = time.monotonic(), self.output[-65536:]
        length = len(self.output)
        self.send("\x0c")
        isThere = self.wait(lambda: b"alexnet-tutor" in self.output[length:], seconds)
        return time.monotonic() - start if isThere else None

    def end(self, seconds=10):
        """The status by which it ended, as os.waitstatus_to_exitcode; None where it goes on."""
        self.wait(lambda: self.status is not None, seconds)
        return None if self.status is None else os.waitstatus_to_exitcode(self.status)

    def unsane(self):
        """What was left on in the terminal."""
        left = []
        if termios.tcgetattr(self.slave) != self.before: left.append("modes of the line")
        last = {int(number): on for number, on in re.findall(rb"\x1b\[\?(\d+)([hl])", self.output)}
        left += [str(mode) for mode in (47, 1000, 1002, 1003, 1006, 1047, 1049, 2004) if last.get(mode) == b"h"]
        if last.get(25) == b"l": left.append("cursor")
        return left

    def close(self):
        if self.status is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self.master)
        os.close(self.slave)
        shutil.rmtree(self.home, ignore_errors=True)


class Part:
    def __init__(self, name): self.name, self.done, self.failed = name, 0, 0

    def check(self, what, isGood, why=""):
        self.done += 1
        if not isGood:
            self.failed += 1
            failures.append(f"{self.name}: {what} {why}")

    def tell(self): print(f"{self.name:<58} {self.done:>6} {self.failed:>6}", flush=True)


def part(name):
    """A function that is a part: called with its Part where it was asked for."""
    def wrap(function):
        if PARTS and function.__name__ not in PARTS: return
        one = Part(name)
        function(one)
        one.tell()
    return wrap


def ready(tutor): return tutor.says("Walk") and tutor.says("keys", 5)


def leaves(one, what, tutor, status=0):
    found = tutor.end()
    one.check(what, found == status and not tutor.unsane(), f"status {found}, left on: {tutor.unsane()}")
    tutor.close()


SCREENS = {"home": "", "walk": "\r", "lesson": "\x1b[B\r", "lab": ":lab pooling\r", "glossary": "i"}


def opened(screen, **more):
    tutor = Tutor(**more)
    ready(tutor)
    for key in re.findall(r"\x1b\[.|[^\x1b]+", SCREENS[screen]):
        tutor.send(key)
        tutor.answers(5)
    return tutor


print(f"{PROGRAM}, seed {SEED}\n{'test':<58} {'done':>6} {'failed':>6}", flush=True)


@part("TERM × locale × size: starts, q leaves all as it was")
def terminals(one):
    terms = ["xterm", "xterm-256color", "xterm-direct", "screen-256color", "tmux-256color", "linux", "vt100", "vt220",
             "rxvt-unicode-256color", "ansi", "xterm-kitty", "konsole-256color", "dumb", "unknown-term"]
    locales = [{"LANG": "C.UTF-8"}, {"LANG": "C"}, {"LANG": "zh_CN.UTF-8"}, {"LANG": "zh_CN.GBK"}, {"LANG": None}]
    for term in terms:
        for locale in locales:
            for size in [(80, 24), (60, 18), (59, 17), (20, 5), (1, 1), (200, 60)]:
                tutor = Tutor(size=size, environment={"TERM": term, **locale})
                tutor.wait(lambda: len(tutor.output) > 20, 20)
                tutor.send("q")
                tutor.wait(lambda: tutor.status is not None, 0.3)
                tutor.send("\nq\n")
                question = b"??" in tutor.output
                one.check(f"{term} {locale} {size}", not question, "unreadable")
                leaves(one, f"{term} {locale} {size}", tutor)


@part("signals × screens: the terminal as it was, no prompt")
def signals(one):
    names = ["TERM", "HUP", "QUIT", "INT", "ABRT", "SEGV", "FPE", "ILL", "TRAP", "BUS", "SYS", "USR1", "USR2", "ALRM",
             "VTALRM", "PROF", "XCPU", "IO", "PWR"]
    for _ in range(ROUNDS):
        for screen in SCREENS:
            for name in names:
                number = getattr(signal, "SIG" + name)
                tutor = opened(screen)
                os.kill(tutor.process, number)
                leaves(one, f"SIG{name} in {screen}", tutor, 0 if name == "INT" else -number)
            for name in ["PIPE", "XFSZ", "WINCH", "CONT"]:
                tutor = opened(screen)
                os.kill(tutor.process, getattr(signal, "SIG" + name))
                one.check(f"SIG{name} in {screen}", tutor.answers() is not None, "no answer")
                tutor.close()
            tutor = opened(screen)
            os.close(tutor.master)
            tutor.master = os.open(os.devnull, os.O_RDWR)
            one.check(f"closed in {screen}", tutor.end() is not None, "goes on without a terminal")
            tutor.close()


@part("signals at random moments of the first half second")
def moments(one):
    for _ in range(40 * ROUNDS):
        for name in ["SEGV", "ABRT", "QUIT"]:
            number, moment = getattr(signal, "SIG" + name), chance.uniform(0, 0.5)
            tutor = Tutor()
            while os.readlink(f"/proc/{tutor.process}/exe") != os.path.realpath(PROGRAM): pass
            time.sleep(moment)
            os.kill(tutor.process, number)
            isAsked = not tutor.wait(lambda: tutor.status is not None, 5) or b"Press space" in tutor.output
            one.check(f"SIG{name} after {moment:.3f} s", not isAsked, "a prompt")
            leaves(one, f"SIG{name} after {moment:.3f} s", tutor, -number)


@part("Ctrl-Z where nobody could continue it")
def suspends(one):
    for screen in SCREENS:
        tutor = opened(screen)
        tutor.send("\x1a")
        one.check(screen, tutor.answers() is not None, "frozen")
        tutor.send("\x1a\x1a\x1a")
        one.check(screen + " three times", tutor.answers() is not None, "frozen")
        tutor.close()


@part("500 sizes in 5 seconds")
def sizes(one):
    for screen in SCREENS:
        for _ in range(ROUNDS):
            tutor = opened(screen)
            for _ in range(500):
                tutor.resize(chance.randint(1, 220), chance.randint(1, 70))
                tutor.read(0.01)
            tutor.resize(80, 24)
            one.check(screen, tutor.answers() is not None, "no answer")
            tutor.close()


def typed(tutor, keys):
    for key in keys:
        tutor.send(key)
        tutor.answers(5)


@part("pastes of 100,000 characters: through in 0.5 s")
def pastes(one):
    palette, path = [":"], ["\r", "o", "\x1b[F", "\r"]
    fields = {"palette": palette, "lesson": ["\x1b[B", "\r", "\r"], "lesson search": ["\x1b[B", "\r", "\r", "/"],
              "glossary search": ["i", "/"], "path": path, "home": [], "walk": ["\r"], "lab": [":", "lab pooling", "\r"]}
    text = "".join(chance.choice("abcdefghij klmnop/.,qrs") for _ in range(100_000))
    for name, keys in fields.items():
        for isMarked in (True, False):
            tutor = Tutor()
            ready(tutor)
            typed(tutor, keys)
            start = time.monotonic()
            tutor.send("\x1b[200~" + text + "\x1b[201~" if isMarked else text)
            isThere = tutor.answers(60)
            seconds = time.monotonic() - start
            how = "marked" if isMarked else "unmarked"
            one.check(f"{name}, {how}", isThere is not None and seconds < 0.5, f"{seconds:.2f} s")
            if not isThere or "-v" in os.environ.get("ENDURE", ""): print(f"  {name}, {how}: {seconds:.2f} s", flush=True)
            tutor.close()


@part("pastes of a megabyte, of bytes, never ended, in pieces")
def megabytes(one):
    pieces = {"text": b"huh? what is it\r" * 65536, "bytes": chance.randbytes(1 << 20),
              "escapes": b"\x1b[A\x1b]0;x\x07\x1bP1\x1b\\q\r" * 40_000, "wide": "卷积\r".encode() * 150_000}
    for name, data in pieces.items():
        data = data.translate(None, b"\x03\x1a\x1c\x13\x11")
        for end in (b"\x1b[201~", b""):
            tutor = Tutor()
            ready(tutor)
            tutor.send(b"\x1b[200~" + data.replace(b"\x1b[201~", b"") + end)
            if not end: time.sleep(2.5)
            one.check(f"{name}, {'ended' if end else 'never ended'}", tutor.answers(30) is not None, "no answer")
            tutor.send("q")
            leaves(one, name, tutor)


@part("settings of every kind")
def settings(one):
    def at(home): return os.path.join(home, ".config/alexnet-tutor/settings.yaml")
    def written(content):
        def prepare(home):
            os.makedirs(os.path.dirname(at(home)))
            with open(at(home), "wb") as file: file.write(content)
        return prepare
    def made(make):
        def prepare(home):
            os.makedirs(os.path.dirname(at(home)))
            make(at(home))
        return prepare
    bomb = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        f"{n}: &{n} [{','.join(['*' + p] * 9)}]\n".encode() for p, n in zip("abcdefg", "bcdefgh"))
    kinds = {"bomb": written(bomb), "large": written(b"# x\n" * (25 << 20)), "utf-16": written("language: en\n".encode("utf-16")),
             "binary": written(chance.randbytes(4096)), "deep": written(b"[" * 100_000), "zero": written(b"\0" * 1000),
             "pipe": made(os.mkfifo), "folder": made(os.mkdir), "device": made(lambda p: os.symlink("/dev/zero", p)),
             "loop": made(lambda p: os.symlink(p, p)), "nowhere": made(lambda p: os.symlink("/nowhere/x", p)),
             "unreadable": made(lambda p: os.close(os.open(p, os.O_CREAT, 0))), "crlf": written(b"language: en\r\nmouse: off\r\n")}
    for name, prepare in kinds.items():
        tutor = Tutor(prepare=prepare)
        one.check(name, ready(tutor), "does not start")
        tutor.send("L")
        one.check(name + ", written", tutor.answers() is not None, "no answer")
        tutor.send("q")
        leaves(one, name, tutor)


@part("environment of every kind")
def environments(one):
    long = "x" * 100_000
    kinds = [{"HOME": None}, {"HOME": ""}, {"HOME": "/nowhere"}, {"HOME": long}, {"HOME": "relative"},
             {"XDG_STATE_HOME": "/proc/x"}, {"XDG_STATE_HOME": "\x1b[2J"}, {"XDG_CONFIG_HOME": "/dev/null"},
             {"XDG_DATA_HOME": long}, {"XDG_DATA_DIRS": ":" * 5000}, {"COLUMNS": "1"}, {"LINES": "-5"},
             {"COLUMNS": "99999999999", "LINES": "99999999999"}, {"TERMINFO": "/nowhere"}, {"TERMINFO": "/dev/zero"},
             {"ESCDELAY": "x"}, {"ESCDELAY": "-1"}, {"ESCDELAY": "99999999999999999999"}, {"TZ": "\x1b]"}, {"TZ": long},
             {"LANG": long}, {"LC_ALL": "\xff"}, {"LANG": "../../etc/passwd"}, {"NO_COLOR": "1"}, {"COLORTERM": long},
             {"ALEXNET_TUTOR_LESSONS": "/dev/zero"}, {"ALEXNET_TUTOR_LESSONS": long}, {"PATH": None},
             {"SWIFT_BACKTRACE": "enable=yes,interactive=yes"}]
    for kind in kinds:
        tutor = Tutor(environment=kind)
        tutor.wait(lambda: len(tutor.output) > 20, 20)
        tutor.send("q")
        tutor.wait(lambda: tutor.status is not None, 0.3)
        tutor.send("\nq\n")
        leaves(one, str(kind)[:70], tutor)


@part("closed and odd descriptors: an end, or lines")
def descriptors(one):
    def closing(*numbers):
        def child():
            for number in numbers: os.close(number)
        return child
    def full(number, path, flags):
        def child(): os.dup2(os.open(path, flags), number)
        return child
    kinds = {"no input": closing(0), "no output": closing(1), "no error": closing(2), "none": closing(0, 1, 2),
             "empty input": full(0, "/dev/null", os.O_RDONLY), "full output": full(1, "/dev/full", os.O_WRONLY),
             "full error": full(2, "/dev/full", os.O_WRONLY), "output to nowhere": full(1, "/dev/null", os.O_WRONLY),
             "input of zeros": full(0, "/dev/zero", os.O_RDONLY)}
    for name, child in kinds.items():
        tutor = Tutor(child=child)
        tutor.wait(lambda: tutor.status is not None, 3)
        tutor.send("q\nq\n")
        found = tutor.end()
        one.check(name, found is not None and found >= 0, f"status {found}")
        tutor.close()


if failures:
    print("\n" + "\n".join(failures))
    sys.exit(1)
