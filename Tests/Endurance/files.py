"""Files that are made to break the program: pictures, weights, lessons, settings.

Usage: script/endure files [ROUNDS] [PART …]

Each is given to a command and to the full screen: it is taken, or refused with one sentence; the tutor stays alive and ends as
it should, and nothing that stands in a file moves the terminal. Each line of the result: test, done, failures; then what
failed. Needs only Python 3.
"""
import contextlib, json, os, re, shutil, socket, stat, struct, tempfile, time, zlib

from support.tutor import BASE, NOBODY, ROUNDS, Home, Tutor, chance, leaves, part, run

LENET = ["--network", "lenet-5"]
HOME, END, DOWN, PAGE_DOWN = "\x1b[H", "\x1b[F", "\x1b[B", "\x1b[6~"
@contextlib.contextmanager
def folder():
    path = tempfile.mkdtemp(dir=BASE)
    os.chmod(path, 0o755)
    try: yield path
    finally: shutil.rmtree(path, ignore_errors=True)


def write(path, data):
    with open(path, "wb") as file: file.write(data)
    return path


# What moves cursors, turns text round, sounds, sets titles, asks the terminal; bare bytes of C1 come as lone surrogates.
OBEYED = re.compile(
    "[\x00-\x06\x07\x0b\x0c\x10-\x1a\x1c-\x1e\x7f-\x9f\udc80-\udcff\u202a-\u202e\u2066-\u2069\u200b\ufeff]"
    r"|\x1b[\]P_^Xc]|\x1b\[[?>]?[0-9;]*n")


def hidden(text):
    """What a terminal would obey in the output of a command."""
    found = re.search("\x1b", text) or OBEYED.search(text)
    return found and ascii(text[max(0, found.start() - 20):found.end() + 20])


def said(one, what, result, statuses=(0, 1), words=""):
    """Done, or refused with one sentence that no terminal obeys."""
    code, out, errors = result
    isGood = code in statuses and "Fatal" not in errors and not hidden(out) and not hidden(errors)
    if code != 0: isGood = isGood and not out and len(errors.strip().splitlines()) == 1 and words in errors
    return one.check(what, isGood, f"status {code}, {ascii(errors[-300:])} {hidden(out) or ''}")


def refuses(one, what, tutor, words=""):
    """A tutor that does not begin: one sentence, the terminal as it was."""
    lines = tutor.output.decode(errors="replace").strip().splitlines()
    one.check(what, len(lines) == 1 and words in lines[0], f"says {lines[-3:]}")
    leaves(one, what, tutor, 1)


# MARK: Pictures


def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, compressed=None):
    if compressed is None:
        rows = b"".join(b"\0" + chance.randbytes(3 * width) for _ in range(height))
        compressed = zlib.compress(rows, 1)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", compressed) + chunk(b"IEND", b""))


def jpeg(width, height):
    """A grey picture of one colour, as small as the format lets it be."""
    def segment(marker, data): return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data
    table = bytes([1] + [0] * 15 + [0])
    head = (b"\xff\xd8" + segment(0xDB, b"\0" + b"\1" * 64) + segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
            + segment(0xC4, b"\x00" + table) + segment(0xC4, b"\x10" + table) + segment(0xDA, b"\1\1\0\0\x3f\0"))
    blocks = min(-(-width // 8) * -(-height // 8), 4096)
    return head + b"\0" * (blocks // 4 + 1) + b"\xff\xd9"


def pixels(): return b"".join(chunk for chunk in zeros(300 << 20))


def zeros(size):
    """So many zeros, packed."""
    pack = zlib.compressobj(9)
    for _ in range(size >> 20): yield pack.compress(bytes(1 << 20))
    yield pack.flush()


def walking(home=None, arguments=LENET):
    """A tutor in its walk, with all stages there."""
    tutor = Tutor(arguments, home=home)
    tutor.shows("stages ready", 30)
    tutor.press("\r")
    return tutor


def ask_for(tutor, path): tutor.press("o", END, "\r", path, "\r")


def isRead(tutor, seconds=10):
    """Whether the file that was asked for is taken or refused."""
    end = time.monotonic() + seconds
    while True:
        screen = tutor.screen()
        if screen and "reading …" not in screen and "computing" not in screen: return True
        if tutor.status is not None or time.monotonic() > end: return False


def recovers(one, what, tutor):
    """Another picture comes through, and the tutor ends as it should."""
    if "path  " in tutor.screen(): tutor.press("\x1b", HOME, DOWN, "\r")
    else: tutor.press("o", HOME, DOWN, "\r")
    tutor.press("q")
    one.check(f"{what}: another picture", tutor.shows("stages ready", 15), "does not come")
    tutor.send("q")
    leaves(one, f"{what}: end", tutor)


def picture(one, what, path, statuses=(0, 1), owner=None, during=None):
    home = Home(owner)
    said(one, f"forward {what}", home.run("forward", path, *LENET, seconds=10, during=during), statuses)
    tutor = walking(home)
    ask_for(tutor, path)
    one.check(f"screen {what}", isRead(tutor), "is still being read after 10 s, or the program has ended")
    recovers(one, f"screen {what}", tutor)
    home.gone()


@part("pictures truncated at random offsets")
def pictures_cut(one):
    with folder() as place:
        whole = {"png": png(64, 48), "jpg": jpeg(640, 480)}
        for kind, data in whole.items():
            picture(one, f"whole {kind}", write(f"{place}/whole.{kind}", data), (0,))
            for _ in range(30 * ROUNDS):
                size = chance.randrange(len(data))
                picture(one, f"{kind} of {size} bytes", write(f"{place}/cut.{kind}", data[:size]))


@part("pictures that would fill the memory")
def pictures_bombs(one):
    kinds = {"50000x50000.png": lambda: png(50_000, 50_000, zlib.compress(bytes(1000))),
             "wide.png": lambda: png(1 << 31, 1, zlib.compress(bytes(1000))),
             "wider.png": lambda: png((1 << 31) - 1, 1, zlib.compress(bytes(1000))),
             "high.png": lambda: png(1, (1 << 31) - 1, zlib.compress(bytes(1000))),
             "65535x65535.jpg": lambda: jpeg(65_535, 65_535),
             "small with 300 MB of zeros.png": lambda: png(8, 8, pixels()),
             "10000x9999 of zeros.png": lambda: png(10_000, 9_999, pixels())}
    for name, make in kinds.items():
        with folder() as place: picture(one, name, write(f"{place}/{name}", make()))
    with folder() as place:
        path = write(f"{place}/behind.png", png(64, 48)[:-12])
        with open(path, "r+b") as file: file.truncate(300 << 20)
        picture(one, "300 MB of zeros behind IDAT", path)
        with open(path, "r+b") as file:
            file.seek(33)
            file.write(struct.pack(">I", (300 << 20) - 57))
        picture(one, "300 MB of zeros in IDAT", path)


@part("pictures that are no files")
def pictures_odd(one):
    with folder() as place:
        at = lambda name: f"{place}/{name}"
        os.mkfifo(at("pipe.png"))
        os.mkdir(at("folder.png"))
        write(at("empty.png"), b"")
        write(at("text.png"), b"not a picture\n" * 1000)
        write(at("closed.png"), png(8, 8))
        os.chmod(at("closed.png"), 0)
        os.symlink(at("loop.png"), at("loop.png"))
        os.symlink("/dev/zero", at("zero.png"))
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(at("socket.png"))
        names = ["pipe", "folder", "empty", "text", "loop", "zero", "socket", "missing"]
        for name in names: picture(one, name, at(name + ".png"), (1,))
        picture(one, "/dev/zero", "/dev/zero", (1,))
        picture(one, "no permission", at("closed.png"), (1,), owner=NOBODY if os.getuid() == 0 else None)
        listener.close()


@part("pictures replaced while they are loaded")
def pictures_replaced(one):
    whole = png(1200, 900)
    kinds = [whole, whole[:len(whole) // 2], b"", b"text", png(64, 48), jpeg(640, 480), whole[:40] + bytes(1000)]
    with folder() as place:
        path = f"{place}/picture.png"
        def replace():
            data, how = chance.choice(kinds), chance.randrange(3)
            if how == 0: os.replace(write(path + ".new", data), path)
            elif how == 1: write(path, data)
            else: os.truncate(path, chance.randrange(len(whole)))
        home = Home()
        for number in range(60 * ROUNDS):
            write(path, whole)
            said(one, f"forward {number}", home.run("forward", path, *LENET, seconds=10, during=replace))
        home.gone()
        tutor = walking()
        isThere = True
        for number in range(60 * ROUNDS):
            write(path, whole)
            # Where it was refused, the path stays to be tried again.
            if "path  " in tutor.screen(): tutor.send("\r")
            else:
                tutor.press("o", END, "\r", path)
                tutor.send("\r")
            end = time.monotonic() + chance.uniform(0, 0.1)
            while time.monotonic() < end:
                replace()
                tutor.read(0.002)
            isThere = one.check(f"screen {number}", isRead(tutor), "is still being read, or the program has ended")
            if not isThere: break
        if isThere: recovers(one, "screen", tutor)
        tutor.close()


# MARK: Weights


SHAPES = {"C1.weight": [6, 1, 5, 5], "C1.bias": [6], "C3.weight": [16, 6, 5, 5], "C3.bias": [16], "C5.weight": [120, 16, 5, 5],
          "C5.bias": [120], "F6.weight": [84, 120], "F6.bias": [84], "out.weight": [10, 84], "out.bias": [10]}


def weights():
    """Eight bytes with the length of the header, the header, then the numbers of all tensors one after the other."""
    header, numbers = {}, []
    for name, shape in SHAPES.items():
        count = 1
        for side in shape: count *= side
        start = 4 * len(numbers)
        numbers += [chance.uniform(-0.2, 0.2) for _ in range(count)]
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, 4 * len(numbers)]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + struct.pack(f"<{len(numbers)}f", *numbers)


def spoil(path, size):
    """Cuts the file off, or writes over a part of it."""
    how = chance.choice(["cut", "random", "infinite", "empty", "longer"])
    if how == "cut": os.truncate(path, chance.randrange(size))
    elif how == "empty": os.truncate(path, 0)
    else:
        with open(path, "r+b") as file:
            file.seek(size if how == "longer" else chance.randrange(size))
            file.write(b"\0\0\x80\x7f" * 20_000 if how == "infinite" else chance.randbytes(80_000))
    return how


@part("weights cut off and written over while they are mapped")
def weights_mapped(one):
    whole = weights()
    with folder() as place:
        path = f"{place}/lenet.safetensors"
        home = Home()
        said(one, "forward with a whole file", home.run("forward", *LENET, "--weights", write(path, whole)), (0,))
        for number in range(40 * ROUNDS):
            write(path, whole)
            kernels = chance.choice(["reference", "fast"])
            result = home.run("forward", *LENET, "--weights", path, "--kernels", kernels, during=lambda: spoil(path, len(whole)))
            said(one, f"forward {number}", result)
        home.gone()
        for number in range(24 * ROUNDS):
            write(path, whole)
            with walking(arguments=[*LENET, "--weights", path]) as tutor:
                one.check(f"screen {number}: begins", tutor.status is None, "has ended")
                what = f"screen {number}, {spoil(path, len(whole))}"
                for digit in chance.sample("12345", 5): tutor.press(digit, "\r", "\r", "\r", "\x7f", "\x7f", "\x7f")
                # The window may have been closed with one key too many: from home all goes on.
                tutor.press("o", HOME, DOWN, "\r")
                if tutor.wait(lambda: tutor.status is not None, 0.5):
                    tutor.look()
                    one.check(what, b"cut off while it was read" in tutor.output, "no sentence")
                    leaves(one, what, tutor, 1)
                    continue
                one.check(what, tutor.answers() is not None, "no answer")
                tutor.send("\x03")
                leaves(one, what, tutor)


def damaged(whole):
    """A file whose header is not what it was."""
    length = struct.unpack("<Q", whole[:8])[0]
    torn = bytearray(whole)
    how = chance.choice(["bytes", "length", "cut", "number", "name", "repeat", "json"])
    if how == "bytes":
        for _ in range(chance.randrange(1, 20)): torn[8 + chance.randrange(length)] = chance.randrange(256)
    elif how == "length":
        torn[:8] = struct.pack("<Q", chance.choice([0, 1, length - 1, length + 8, 1 << 31, 1 << 63, (1 << 64) - 1]))
    elif how == "cut": del torn[chance.randrange(8 + length):]
    else:
        text = bytes(torn[8:8 + length])
        if how == "number":
            start, end = chance.choice([match.span() for match in re.finditer(rb"\d+", text)])
            other = chance.choice([b"-1", b"0", b"9223372036854775807", b"1e300", b"1.5", b"99999999999999999999"])
            text = text[:start] + other + text[end:]
        elif how == "name":
            text = text.replace(b"C3.weight", chance.choice([b"", b"\\u001b[2J", b"C1.weight", b"x" * 100_000]))
        elif how == "repeat": text = b"{" + text[1:-1].rstrip(b" }") + b"}," + text[1:]
        else: text = chance.choice([b"", b"{}", b"[]", b"[" * 100_000, b'{"a":' * 100_000, b"\xff" * 100, b"null", b"{" * 9])
        torn = struct.pack("<Q", len(text)) + text + torn[8 + length:]
    return how, bytes(torn)


@part("weights with damaged headers")
def weights_headers(one):
    whole = weights()
    with folder() as place:
        path = f"{place}/lenet.safetensors"
        for number in range(60 * ROUNDS):
            how, torn = damaged(whole)
            what = f"{number}, {how}"
            write(path, torn)
            home = Home()
            said(one, f"forward {what}", home.run("forward", *LENET, "--weights", path, seconds=10))
            with Tutor([*LENET, "--weights", path], home=home) as tutor:
                tutor.wait(lambda: b"Settings" in tutor.output, 10)
                if tutor.status is not None: refuses(one, f"screen {what}", tutor, path.rsplit("/")[-1])
                else:
                    tutor.send("q")
                    leaves(one, f"screen {what}", tutor)
            home.gone()


# MARK: Lessons


HEAD = "---\nid: NAME\ntitle: Title of NAME\ngoal: g\nminutes: 5\n---\n\n"


def lesson(name, text="Text.\n"): return (HEAD.replace("NAME", name) + text).encode(errors="surrogateescape")


def question(name, prompt="How many?"):
    return f'```quiz\nid: {name}.one\ntype: number\nprompt: "{prompt}"\nanswer: 7\nwhy: w\n```\n'


ESCAPES = ("\x1b]0;OWNED\x07 \x1b[31;5mred\x1b[2J\x1b[7777;7777H\x1bc\x1bP1$q\x1b\\ \x1b_OWNED\x1b\\ \x1b[6n \x07\x08\x0e &#27;[2J "
           "`\x1b[7777C`\n\n- \x1b[7777D\n\n| \x1b[7777A | b |\n|---|---|\n| \x1b]52;c;OWNED\x07 | d |\n\n")
DEEP = 20_000
# By the name of the lesson: what stands in its file, or what makes it at that path.
TEXTS = {
    "escapes": lesson("escapes", ESCAPES + question("escapes", "one \x1b[7777B")),
    "escapes-in-head": HEAD.replace("NAME", "e\x1b[7777Ax").replace("goal: g", "goal: \x1b]0;OWNED\x07").encode(),
    "c1": lesson("c1", "a \x9b2J b \x9d0;OWNED\x9c c \x90OWNED\x9c \x85 \x8d\n\n" + question("c1", "\x9b7777A")),
    "c1-bytes": lesson("c1-bytes") + b"a \x9b2J \x9d0;OWNED\x9c\n",
    "bidi": lesson("bidi", "left \u202eright\u202c zero\u200bwidth \u2066x\u2069 \ufeff \u200f\n"),
    "large": lesson("large", "word " * (2 << 20)),
    "megabyte": lesson("megabyte", "word word word\n\n" * 65_000),
    "quotes": lesson("quotes", ">" * DEEP + " deep\n"),
    "lists": lesson("lists", "".join(" " * min(2 * n, 400) + "- a\n" for n in range(DEEP))),
    "brackets": lesson("brackets", "[" * DEEP + "a" + "](b)" * DEEP + "\n"),
    "stars": lesson("stars", "*" * DEEP + "a" + "*" * DEEP + "\n"),
    "yaml": ("---\nid: yaml\ntitle: " + "[" * DEEP + "]" * DEEP + "\n---\n\nText.\n").encode(),
    "yaml-braces": ("---\nid: yaml\ntitle: " + "{a: " * DEEP + "}" * DEEP + "\n---\n\nText.\n").encode(),
    "formula": lesson("formula", question("formula").replace("7", '"' + "(" * DEEP + "1" + ")" * DEEP + '"')),
    "placeholder": lesson("placeholder", "{{ " + "(" * DEEP + "1" + ")" * DEEP + " }}\n"),
    "zalgo": lesson("zalgo", "".join(letter + "".join(chr(0x300 + n % 0x4F) for n in range(5000)) for letter in "Zalgo") + "\n"),
    "crlf": lesson("crlf", "One.\n\nTwo.\n\n" + question("crlf")).replace(b"\n", b"\r\n"),
    "cr": lesson("cr").replace(b"\n", b"\r"),
    "utf-16": lesson("utf-16").decode().encode("utf-16"),
    "nul": lesson("nul", "a\0b\0\0 c\n"), "zeros": bytes(100_000), "empty": b"", "random": chance.randbytes(50_000),
}


def device(path):
    """One that never ends; only a superuser may make it."""
    if os.getuid() == 0: os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    else: os.symlink("/dev/zero", path)


FILES = {
    "pipe": os.mkfifo, "folder": os.mkdir, "loop": lambda path: os.symlink(path, path),
    "device": device,
    "zero": lambda path: os.symlink("/dev/zero", path), "nowhere": lambda path: os.symlink("missing/x.md", path),
    "out": lambda path: os.symlink("/etc/passwd", path), "up": lambda path: os.symlink("..", path),
    "not-utf-8": lambda path: write(os.fsencode(path)[:-3] + b"\xff\xfe\x9b.md", lesson("bytes")),
    "escape-in-name": lambda path: write(path[:-3] + "\x1b[7777A\x07\x9b2J\n.md", lesson("named")),
}


def many_lessons(place):
    for number in range(5000): write(f"{place}/en/{number:04}.md", lesson(f"many-{number:04}"))


def deep_folders(place):
    """Folders in one another, for as long as a path may be."""
    path = f"{place}/en"
    while len(path) < 3900:
        path += "/folder"
        os.mkdir(path)
    write(path + "/deep.md", lesson("deep"))


def looped(name, target):
    def make(place):
        shutil.rmtree(f"{place}/en")
        os.symlink(target, f"{place}/{name}")
    return make


COURSES = {
    "5,000 lessons": many_lessons, "folders in folders": deep_folders, "en is a loop": looped("en", "en"),
    "en leads up": looped("en", ".."), "en leads nowhere": looped("en", "missing"), "en is /dev": looped("en", "/dev"),
    "no lesson": lambda place: None, "empty folder": lambda place: os.rmdir(f"{place}/en"),
    "all at once": lambda place: [put(place, name) for name in [*TEXTS, *FILES]],
}


def put(place, name):
    path = f"{place}/en/{name}.md"
    if name in TEXTS: write(path, TEXTS[name])
    else: FILES[name](path)


def obeyed(tutor):
    """What came to the terminal from a lesson. The program's own sequences set modes, colours, places, and clear."""
    whole = tutor.output.decode(errors="surrogateescape")
    own = r"\x1b(\[[?>]?[0-9;]*[ABCDEFGHJKLMPSTXZ@abdefghlmrtu]|[()][0AB]|[=>78])"
    found = re.search(r"\x1b\[[0-9;]*7777", whole) or OBEYED.search(re.sub(own, "", whole))
    return found and ascii(found.string[max(0, found.start() - 30):found.end() + 30])


def course(one, what, place):
    """A course through the commands and through the full screen, where its lessons are opened and turned over."""
    # Beside it stands no other course, so that its lessons are the ones that are listed.
    home = Home(environment={"ALEXNET_TUTOR_LESSONS": place})
    for words in (["check", place], ["list", "--lessons", place]):
        code, out, errors = home.run("lessons", *words, seconds=60)
        isGood = code in (0, 1) and "Fatal" not in errors and (code == 0 or out or len(errors.strip().splitlines()) == 1)
        strange = hidden(out) or hidden(errors)
        one.check(f"{words[0]} {what}", isGood and not strange, f"status {code}, {ascii(errors[-300:])} {strange or ''}")
    with Tutor(["--lessons", place], home=home) as tutor:
        tutor.wait(lambda: b"Settings" in tutor.output, 30)
        if tutor.status is not None: refuses(one, f"screen {what}", tutor, "no course")
        else:
            # The lessons come after the first screen.
            tutor.rests()
            for number in range(3):
                tutor.press(":", "lessons", "\r", HOME, *[DOWN] * number, "\r", PAGE_DOWN, PAGE_DOWN, END, HOME, "n", "\r")
                # Out of a question, where keys would be text.
                tutor.press("\x1b", "\x1b")
                if tutor.answers(30) is None: break
            one.check(f"screen {what}", tutor.answers(30) is not None, "no answer")
            one.check(f"screen {what}", not obeyed(tutor), obeyed(tutor))
            tutor.send("\x03")
            leaves(one, f"screen {what}", tutor)
    home.gone()


@part("lessons of every kind")
def lessons_odd(one):
    for name in [*TEXTS, *FILES]:
        with folder() as place:
            os.mkdir(f"{place}/en")
            put(place, name)
            course(one, name, place)
    for name, make in COURSES.items():
        with folder() as place:
            os.mkdir(f"{place}/en")
            make(place)
            course(one, name, place)


@part("lessons that change while the tutor runs")
def lessons_watched(one):
    with folder() as place:
        os.makedirs(f"{place}/course/en")
        write(f"{place}/course/en/first.md", lesson("first", "First text.\n"))
        home = Home(environment={"ALEXNET_TUTOR_LESSONS": f"{place}/course"})
        with Tutor(["--lessons", f"{place}/course"], home=home) as tutor:
            one.check("begins", tutor.says("Settings", 30))
            tutor.press(DOWN, "\r", "\r")
            one.check("lesson", tutor.shows("First text."), "is not shown")
            for round in range(3 * ROUNDS):
                os.rename(f"{place}/course", f"{place}/away")
                one.check(f"removed {round}", tutor.answers() is not None, "no answer")
                shutil.copytree(f"{place}/away", f"{place}/course")
                shutil.rmtree(f"{place}/away")
                write(f"{place}/course/en/first.md", lesson("first", f"Text that came back {round}.\n"))
                one.check(f"back {round}", tutor.shows(f"back {round}."), "is not read again")
                shutil.rmtree(f"{place}/course")
                one.check(f"deleted {round}", tutor.answers() is not None, "no answer")
                os.makedirs(f"{place}/course/en")
                write(f"{place}/course/en/first.md", lesson("first", f"Text made anew {round}.\n"))
                one.check(f"anew {round}", tutor.shows(f"anew {round}."), "is not read again")
            start = time.monotonic()
            for number in range(260):
                write(f"{place}/course/en/first.md", lesson("first", f"Saved {number}.\n"))
                while time.monotonic() < start + number * 6 / 260: tutor.read(0.005)
            one.check("260 saves in 6 s", tutor.shows("Saved 259."), "the last is not shown")
            one.check("261 names in one", not obeyed(tutor), obeyed(tutor))
            tutor.send("\x03")
            leaves(one, "end", tutor)
        home.gone()


# MARK: Settings


@part("settings of every kind")
def settings(one):
    bomb = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        f"{n}: &{n} [{','.join(['*' + p] * 9)}]\n".encode() for p, n in zip("abcdefg", "bcdefgh"))
    blank = b"\n\n# mine\n\nmouse: off   # no mouse\n\n\nmotion: off\n\n"
    crlf = b"# mine\r\nmouse: off\r\n\r\nmotion: off\r\n"
    # Kept as it is; or taken over, with the language behind it.
    strange = {"bomb": bomb, "large": b"# x\n" * (25 << 20), "utf-16": "language: en\n".encode("utf-16"),
               "binary": b"\xff" + chance.randbytes(4096), "deep": b"[" * 100_000, "zeros": bytes(1000),
               "utf-8 mark": b"\xef\xbb\xbf[", "escapes": b"\x1b]0;OWNED\x07: \x1b[7777A\n"}
    sound = {"crlf": crlf, "blank lines": blank, "no end": b"mouse: off\n", "comment": b"# mine\n\n"}
    made = {"pipe": os.mkfifo, "folder": os.mkdir, "device": lambda p: os.symlink("/dev/zero", p),
            "loop": lambda p: os.symlink(p, p), "nowhere": lambda p: os.symlink("missing/x", p),
            "unreadable": lambda p: os.close(os.open(p, os.O_CREAT, 0)),
            "link": lambda p: os.symlink(write(os.path.dirname(p) + "/real.yaml", b"mouse: off\n"), p)}
    for name in [*strange, *sound, *made]:
        home = Home()
        path = f"{home.path}/.config/alexnet-tutor/settings.yaml"
        os.makedirs(os.path.dirname(path))
        if name in made: made[name](path)
        else: write(path, {**strange, **sound}[name])
        with Tutor(home=home) as tutor:
            one.check(name, tutor.says("Settings", 30), "does not start")
            tutor.send("L")
            one.check(f"{name}: chosen", tutor.answers() is not None, "no answer")
            tutor.send("q")
            leaves(one, name, tutor)
        one.check(f"{name}: shown", not obeyed(tutor), obeyed(tutor))
        if name in sound: check_sound(one, name, sound[name], path)
        elif name in strange: check_strange(one, name, strange[name], path)
        elif name == "link":
            one.check("link stays", os.path.islink(path), "is a file")
            check_sound(one, "link", b"mouse: off\n", path)
        elif name in ("pipe", "folder", "device", "loop"):
            kinds = {"pipe": stat.S_ISFIFO, "folder": stat.S_ISDIR, "device": stat.S_ISLNK, "loop": stat.S_ISLNK}
            one.check(f"{name} stays", kinds[name](os.lstat(path).st_mode), "is something else")
        home.gone()


def check_sound(one, name, before, path):
    """The language stands behind what was there, with the same ends of lines."""
    with open(path, "rb") as file: after = file.read()
    end = b"\r\n" if b"\r\n" in before else b"\n"
    one.check(f"{name} kept", after == before + b"language: zh-Hans" + end, f"it is {after[:200]!r}")


def check_strange(one, name, before, path):
    with open(path, "rb") as file: after = file.read()
    isKept = after == before or after == before + b"language: zh-Hans\n"
    one.check(f"{name} kept", isKept, f"it is {len(after)} bytes, {after[:100]!r}")


run()
