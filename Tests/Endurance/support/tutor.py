"""What all kinds of endurance tests share: the program in a home of its own, on a terminal or without one, and the count of
what failed.

Their command line is PROGRAM [ROUNDS] [PART …]. A part is chosen by the beginning of its name; all chance follows from SEED.
"""
import atexit, fcntl, os, pty, random, re, select, shutil, signal, struct, subprocess, sys, tempfile, termios, time

PROGRAM = os.path.abspath(sys.argv[1])
PARTS = sys.argv[2:]
ROUNDS = int(PARTS.pop(0)) if PARTS and PARTS[0].isdigit() else 1
SEED = int(os.environ.get("SEED", time.time_ns() % 1_000_000))
NOBODY = 65534
LESSONS = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../../lessons"))
chance = random.Random(SEED)
failures = []
alive = set()
parts = {}

# Everything that a test writes lies in here and is gone at the end, also of a run that was broken off.
BASE = tempfile.mkdtemp(prefix="endure-")
os.chmod(BASE, 0o755)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


@atexit.register
def clean():
    for tutor in list(alive): tutor.close()
    shutil.rmtree(BASE, ignore_errors=True)


class Home:
    """A learner's folders, and the program run in them."""

    def __init__(self, owner=None, environment=None):
        self.path = tempfile.mkdtemp(dir=BASE)
        self.owner = owner
        self.environment = {
            "HOME": self.path, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
            "ALEXNET_TUTOR_LESSONS": LESSONS, **(environment or {})}
        if owner: os.chown(self.path, owner, owner)

    def become(self):
        """Makes a child forget what was set up for the tests: their signals, their user."""
        for number in range(1, signal.NSIG):
            try: signal.signal(number, signal.SIG_DFL)
            except (OSError, ValueError): pass
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        if self.owner:
            os.setgid(self.owner)
            os.setuid(self.owner)

    def start(self, *words, **streams):
        return subprocess.Popen(
            [PROGRAM, *words], env=self.environment, cwd=self.path, preexec_fn=self.become, **streams)

    def run(self, *words, seconds=60, during=None):
        """Status, output and messages; the status is None where it goes on for too long.

        `during` is called every few milliseconds as long as the program runs.
        """
        process = self.start(*words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        end = time.monotonic() + seconds
        while True:
            try:
                left = max(0, end - time.monotonic())
                parts = process.communicate(timeout=min(left, chance.uniform(0.001, 0.02)) if during else left)
                return process.returncode, *(text.decode(errors="surrogateescape") for text in parts)
            except subprocess.TimeoutExpired:
                if time.monotonic() >= end:
                    process.kill()
                    process.communicate()
                    return None, "", f"goes on after {seconds} s"
                during()

    def gone(self): shutil.rmtree(self.path, ignore_errors=True)


class Tutor:
    """The program on a terminal of its own; without a home that is given, in one that goes away with it."""

    def __init__(self, arguments=(), size=(80, 24), environment=None, prepare=None, child=None, home=None, owner=None):
        self.home = home or Home(owner)
        self.isGuest = home is not None
        if prepare: prepare(self.home.path)
        self.master, slave = pty.openpty()
        self.slave = slave
        if self.home.owner: os.fchown(slave, self.home.owner, -1)
        self.resize(*size)
        self.before = termios.tcgetattr(slave)
        all = {**self.home.environment, **(environment or {})}
        self.process = os.fork()
        if self.process == 0:
            try:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for descriptor in (0, 1, 2): os.dup2(slave, descriptor)
                os.close(self.master)
                if slave > 2: os.close(slave)
                self.home.become()
                if child: child()
                os.chdir(self.home.path)
                os.execve(PROGRAM, [PROGRAM, *arguments], {k: v for k, v in all.items() if v is not None})
            finally:
                os._exit(127)
        os.set_blocking(self.master, False)
        self.output = bytearray()
        self.modes = {}
        self.status = None
        alive.add(self)

    def __enter__(self): return self
    def __exit__(self, *_): self.close()

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    # What it says

    def read(self, seconds=0.02):
        if not select.select([self.master], [], [], seconds)[0]: return False
        try: data = os.read(self.master, 1 << 16)
        except OSError: return False
        for number, on in re.findall(rb"\x1b\[\?(\d+)([hl])", self.output[-7:] + data): self.modes[int(number)] = on
        self.output += data
        return bool(data)

    def look(self):
        """Notes its status where it has ended, with all that it said before."""
        if self.status is None:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process: self.status = status
        if self.status is not None:
            while self.read(0): pass
        return self.status is not None

    def wait(self, isDone, seconds=15):
        end = time.monotonic() + seconds
        while not isDone():
            self.read()
            if self.look(): return isDone()
            if time.monotonic() > end: return False
        return True

    def says(self, text, seconds=15):
        wanted = text.encode()
        return self.wait(lambda: wanted in self.output, seconds)

    def answers(self, seconds=15):
        """Seconds until Ctrl-L is answered with a whole screen; None where it is not."""
        while self.read(0): pass
        start, length = time.monotonic(), len(self.output)
        self.send("\x0c")
        isThere = self.wait(lambda: self.output.find(b"alexnet-tutor", length) >= 0, seconds)
        return time.monotonic() - start if isThere else None

    def screen(self, seconds=15):
        """The words of the whole screen; none where there is no answer."""
        # The first answer has what stood there when the key came, a message for one, and is mended afterwards.
        for _ in range(2):
            self.rests(seconds)
            length = len(self.output)
            if self.answers(seconds) is None: return ""
        self.rests(seconds)
        shown = self.output[length:].decode(errors="replace")
        return re.sub(r"\x1b(\[[0-?]*[ -/]*[@-~]|[()].|[=>78])|[\x0e\x0f]", "", shown)

    def shows(self, text, seconds=15):
        """Whether the screen comes to have these words."""
        end = time.monotonic() + seconds
        while text not in self.screen(seconds):
            if self.status is not None or time.monotonic() > end: return False
        return True

    # What is done to it

    def send(self, data):
        data = data if isinstance(data, bytes) else data.encode()
        end = time.monotonic() + 60
        while data and time.monotonic() < end:
            try: data = data[os.write(self.master, data[:4096]):]
            except BlockingIOError: self.read()
            except OSError: return

    def press(self, *keys):
        """Each key has been seen to before the next is pressed."""
        for key in keys:
            if key == "\x1b":
                # Together with what follows it would be another key: it has its effect first.
                self.rests(5)
                length = len(self.output)
                self.send(key)
                self.wait(lambda: len(self.output) > length, 2)
            else: self.send(key)
            self.answers(5)

    # What it does

    def threads(self):
        """The states of its threads, as R for running and S for sleeping."""
        states = ""
        for thread in os.listdir(f"/proc/{self.process}/task"):
            try:
                with open(f"/proc/{self.process}/task/{thread}/stat") as file: states += file.read().rsplit(")", 1)[1][1]
            except OSError: pass
        return states

    def rests(self, seconds=30):
        """Whether all its threads come to sleep, with nothing more to say."""
        end, looks = time.monotonic() + seconds, 0
        while looks < 3:
            looks = 0 if self.read(0.005) or set(self.threads()) & {"R", "D"} else looks + 1
            if self.look() or time.monotonic() > end: return False
        return True

    def ticks(self):
        """Processor time that it has taken, in ticks of the clock."""
        with open(f"/proc/{self.process}/stat") as file: fields = file.read().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def resident(self):
        """MiB of memory."""
        with open(f"/proc/{self.process}/statm") as file: return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") >> 20

    # How it ends

    def end(self, seconds=10):
        """The status by which it ended, as os.waitstatus_to_exitcode; None where it goes on."""
        self.wait(lambda: self.status is not None, seconds)
        return None if self.status is None else os.waitstatus_to_exitcode(self.status)

    def unsane(self):
        """What was left on in the terminal."""
        left = []
        if termios.tcgetattr(self.slave) != self.before: left.append("modes of the line")
        left += [str(mode) for mode in (47, 1000, 1002, 1003, 1006, 1047, 1049, 2004) if self.modes.get(mode) == b"h"]
        if self.modes.get(25) == b"l": left.append("cursor")
        return left

    def kill(self):
        if self.status is None:
            os.kill(self.process, signal.SIGKILL)
            _, self.status = os.waitpid(self.process, 0)

    def close(self):
        if self not in alive: return
        alive.discard(self)
        self.kill()
        os.close(self.master)
        os.close(self.slave)
        if not self.isGuest: self.home.gone()


def together(tutors, isDone, seconds):
    """Reads from all of them until each is done; whether they all are."""
    end = time.monotonic() + seconds
    while not all(isDone(tutor) for tutor in tutors):
        if time.monotonic() > end: return False
        open = {tutor.master: tutor for tutor in tutors if tutor.status is None}
        for master in select.select(list(open), [], [], 0.02)[0]: open[master].read(0)
        for tutor in tutors: tutor.look()
    return True


class Part:
    def __init__(self, name): self.name, self.done, self.failed, self.notes = name, 0, 0, []

    def check(self, what, isGood, why=""):
        self.done += 1
        if not isGood:
            self.failed += 1
            failures.append(f"{self.name}: {what} {why}")
        return isGood

    def tell(self):
        print(f"{self.name:<58} {self.done:>6} {self.failed:>6}", flush=True)
        for note in self.notes: print("  " + note, flush=True)


def part(name):
    """A function that is a part: called with its Part when its turn comes."""
    def wrap(function):
        parts[function.__name__] = (name, function)
        return function
    return wrap


def run():
    """All parts that were asked for; then what failed, and the status that says whether anything did."""
    strange = [word for word in PARTS if not any(key.startswith(word) for key in parts)]
    if strange: sys.exit(f"{', '.join(strange)}: no such part; there are {' '.join(parts)}")
    print(f"{PROGRAM}, seed {SEED}\n{'test':<58} {'done':>6} {'failed':>6}", flush=True)
    try:
        for key, (name, function) in parts.items():
            if PARTS and not any(key.startswith(word) for word in PARTS): continue
            one = Part(name)
            function(one)
            one.tell()
    finally:
        # Also of a run that is broken off.
        if failures: print("\n" + "\n".join(failures), flush=True)
    sys.exit(1 if failures else 0)


def ready(tutor): return tutor.says("Walk") and tutor.says("keys", 5)


def leaves(one, what, tutor, status=0):
    found = tutor.end()
    isGood = one.check(what, found == status and not tutor.unsane(), f"status {found}, left on: {tutor.unsane()}")
    tutor.close()
    return isGood
