"""The program in terminals of every kind, under signals, sizes, pastes and nonsense.

Usage: script/endure terminal [ROUNDS] [PART …]

Each line of the result: test, done, failures; then what failed. Needs only Python 3.
"""
import itertools, os, re, signal, time

from support.tutor import NOBODY, PROGRAM, ROUNDS, Tutor, chance, leaves, part, ready, run, together

SCREENS = {"home": "", "walk": "\r", "lesson": "\x1b[B\r", "lab": ":lab pooling\r", "glossary": "i"}


def opened(screen, **more):
    tutor = Tutor(**more)
    ready(tutor)
    for key in re.findall(r"\x1b\[.|[^\x1b]+", SCREENS[screen]):
        tutor.send(key)
        tutor.answers(5)
    return tutor


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
            tutor.press(*keys)
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


@part("environment of every kind")
def environments(one):
    long = "x" * 100_000
    kinds = [{"HOME": None}, {"HOME": ""}, {"HOME": "/proc/nowhere"}, {"HOME": long}, {"HOME": "relative"},
             {"XDG_STATE_HOME": "/proc/x"}, {"XDG_STATE_HOME": "\x1b[2J"}, {"XDG_CONFIG_HOME": "/dev/null"},
             {"XDG_DATA_HOME": long}, {"XDG_DATA_DIRS": ":" * 5000}, {"COLUMNS": "1"}, {"LINES": "-5"},
             {"COLUMNS": "99999999999", "LINES": "99999999999"}, {"TERMINFO": "/nowhere"}, {"TERMINFO": "/dev/zero"},
             {"ESCDELAY": "x"}, {"ESCDELAY": "-1"}, {"ESCDELAY": "99999999999999999999"}, {"TZ": "\x1b]"}, {"TZ": long},
             {"LANG": long}, {"LC_ALL": "\xff"}, {"LANG": "../../etc/passwd"}, {"NO_COLOR": "1"}, {"COLORTERM": long},
             {"ALEXNET_TUTOR_LESSONS": "/dev/zero"}, {"ALEXNET_TUTOR_LESSONS": long}, {"PATH": None},
             {"SWIFT_BACKTRACE": "enable=yes,interactive=yes"}]
    # Without a home of its own it finds the user's: nobody has none.
    for kind in kinds:
        tutor = Tutor(environment=kind, owner=NOBODY if os.getuid() == 0 else None)
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


UP, DOWN, RIGHT, LEFT, HOME, END, PAGE_UP, PAGE_DOWN = (
    "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~")
ARROWS = [UP, DOWN, RIGHT, LEFT]


def any_of(*keys):
    while True: yield [chance.choice(keys)]


def each(*steps): return itertools.cycle(steps)


def dives():
    """From every layer with weights down to the terms of a number, and up again."""
    for digit in itertools.cycle("12345678"):
        yield [digit, "\r", RIGHT, DOWN, DOWN, "\r", "\t", RIGHT, DOWN, "\r", DOWN, PAGE_DOWN, *["\x7f"] * 3, RIGHT, RIGHT]


def jumps():
    places = ["lab pooling", "walk", "lab draw", "glossary", "conv3", "lessons", "settings", "lab lrn", "progress", "softmax"]
    for place in itertools.cycle(places): yield [":", *place, "\r"]


# By their names: how one comes there, words of the screen, and the steps that are taken there.
WAYS = {
    "walk": (["\r"], "Walk ›", dives()),
    "lesson": (
        [DOWN, "\r", "\r"], "Lessons ›",
        each(*[[DOWN]] * 30, [PAGE_DOWN], ["]"], ["]"], ["["], [END], [PAGE_UP], [HOME])),
    "convolution lab": (
        [":", "lab convolution", "\r"], "Convolution", any_of(*ARROWS, "\t", "\x1b[Z", *".,+-xrp ")),
    "gradients lens": (
        ["\r", "5", "b"], "Walk ›", each(["-"], ["-", RIGHT], ["+", DOWN], ["-", LEFT], ["-"], ["+", "+", "+"])),
    "palette jumps": ([], "", jumps()),
    "other pictures": (
        ["\r"], "Walk ›", each(["o", HOME, "\r"], ["o", HOME, DOWN, "\r"], ["o", HOME, DOWN, DOWN, "\r"])),
    "draw lab": ([":", "lab draw", "\r"], "Draw", any_of(*ARROWS * 3, "\t", "\r", *"  f,x0123456789")),
    "receptive-field lab": (
        [":", "lab receptive", "\r"], "Receptive", any_of(*ARROWS * 3, "\t", "\x1b[Z", *".,+-x ")),
}


@part("memory is level after 500 of 2,000 keys, 8 ways")
def growth(one):
    for name, (start, words, steps) in WAYS.items():
        tutor = Tutor()
        ready(tutor)
        tutor.rests()
        tutor.press(*start)
        pressed, level, most, answer, looked = 0, None, 0, 0, 0
        while pressed < 2000 * ROUNDS and answer is not None:
            keys = next(steps)
            tutor.output.clear()
            tutor.send("".join(keys))
            pressed += len(keys)
            answer = tutor.answers()
            if answer is not None and (name in ("other pictures", "gradients lens") or pressed >= looked + 100):
                tutor.rests()
            if pressed >= looked + 100:
                looked, most = pressed, max(most, tutor.resident() if answer is not None else 0)
                if level is None and pressed >= 500: level = tutor.resident()
        one.check(f"{name}, key {pressed}", answer is not None and words in tutor.screen(), "no answer, or another screen")
        level = level or 0
        one.check(f"{name}", most - level <= 20 and most <= 300, f"{level} MiB after 500 keys, then up to {most}")
        one.notes.append(f"{name}: {level} MiB after 500 keys, at most {most} after {pressed}")
        tutor.send("\x03")
        leaves(one, name, tutor)


def private(tutor):
    """MiB of memory that count as its own: what it shares is divided among those who share it."""
    with open(f"/proc/{tutor.process}/smaps_rollup") as file: return int(re.search(r"^Pss: +(\d+)", file.read(), re.M)[1]) >> 10


@part("50 at once in the walk: start, memory, idle, end")
def many(one):
    start = time.monotonic()
    tutors = [Tutor() for _ in range(50)]
    one.check("start", together(tutors, lambda tutor: b"Settings" in tutor.output, 120), "not all are there after 120 s")
    seconds = time.monotonic() - start
    for tutor in tutors: tutor.send("\r")
    one.check("walk", together(tutors, lambda tutor: b"the picture" in tutor.output, 120), "not all are there after 120 s")
    one.check("rest", all(tutor.rests(300) for tutor in tutors), "not all come to rest")
    living = [tutor for tutor in tutors if not tutor.look()]
    one.check("alive", len(living) == 50, f"{len(living)} of 50")
    memory = [private(tutor) for tutor in living]
    for number, size in enumerate(memory): one.check(f"memory of {number}", size < 60, f"{size} MiB")
    before = [tutor.ticks() for tutor in living]
    said = [len(tutor.output) for tutor in living]
    together(living, lambda _: False, 5)
    for number, tutor in enumerate(living):
        grown = tutor.ticks() - before[number]
        one.check(f"idle {number}", grown <= 1, f"{grown} ticks in 5 s")
        one.check(f"silent {number}", len(tutor.output) == said[number], "it says something")
    sizes = f"{min(memory, default=0)}–{max(memory, default=0)}"
    one.notes.append(f"all there after {seconds:.1f} s, {sizes} MiB each, {sum(memory)} together")
    for tutor in tutors: tutor.send("qq")
    together(tutors, lambda tutor: tutor.status is not None, 30)
    for number, tutor in enumerate(tutors): leaves(one, f"end of {number}", tutor)


run()
