"""What the journeys through the real window share: a screen of their own, a person at mouse and keyboard, and the
study's file as anybody may read it. They wait for what they expect to see and never for a time, and a second try
says that it was one."""
import contextlib, hashlib, os, shutil, signal, sqlite3, subprocess, sys, time



def run(*args, check=True):
    return subprocess.run(args, check=check, capture_output=True, text=True).stdout.strip()


class Desk:
    """A person at the window of a program, with a home folder in which nothing is yet."""
    size = (1440, 900)
    study = None  # the path of the study's file

    def __init__(self, program, folder, home):
        self.program, self.folder, self.home = program, folder, home
        for inner in (".config", ".cache"):
            os.makedirs(os.path.join(home, inner))
        self.log = open(os.path.join(folder, "window.log"), "a")
        self.process = None

    # The program.
    def start(self, *args):
        env = dict(os.environ, HOME=self.home, XDG_CONFIG_HOME=self.home + "/.config", XDG_CACHE_HOME=self.home + "/.cache")
        self.process = subprocess.Popen([self.program, *args], env=env, stdout=self.log, stderr=self.log)
        self.window = self.wait("the window", lambda: run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "Openloop", check=False).split("\n")[-1])
        run("xdotool", "windowsize", self.window, *map(str, self.size))
        run("xdotool", "windowmove", self.window, "0", "0")
        self.wait("colours", lambda: int(run("import", "-window", self.window, "-crop", "440x600+0+0", "-format", "%k", "info:-") or 0) > 8)
        self.wait("the keyboard to be its own", self.focused)
        self.steady()

    def focused(self):
        """Gives the window the keyboard, and says whether it has it."""
        run("xdotool", "windowfocus", self.window, check=False)
        return run("xdotool", "getwindowfocus", check=False) == self.window

    def open(self):
        """Starts the program with the study, or with the sample from Home where there is none yet."""
        self.start(*([self.study] if os.path.exists(self.study) else []))
        if not os.path.exists(self.study):
            self.click(220, 478)  # Try the sample
        self.wait("the study", lambda: "Tessell" in self.title())
        self.wait("its codings", lambda: self.ask("SELECT count(*) FROM coding") > 500)
        self.steady()

    def close(self):
        """Closes the study. The card of a job takes every key until the window is drawn without it, on a busy
        machine seconds after the job has ended: then one presses again, as a person would."""
        pressed = [0, 0.0]

        def home():
            if self.title() == "Openloop":
                return True
            if time.time() - pressed[1] > 5:
                pressed[:] = pressed[0] + 1, time.time()
                self.key("ctrl+w")

        self.wait("Home", home)
        if pressed[0] > 1:
            print(f"Ctrl W was pressed {pressed[0]} times until the study was closed")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def tell(self):
        """What the program was doing, for whoever looks for why a journey failed: it ends by it."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(20)
        said = open(self.log.name).read()
        at = said.rfind("goroutine 1 ")
        print(said[at:at + 3000] if at >= 0 else said[-2000:])

    def title(self):
        return run("xdotool", "getwindowname", self.window)

    # Mouse and keyboard.
    def key(self, *keys):
        run("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text):
        run("xdotool", "type", "--delay", "30", text)

    def click(self, x, y, times=1):
        run("xdotool", "mousemove", "--window", self.window, str(x), str(y), "click", "--repeat", str(times), "--delay", "40", "1")

    def drag(self, x, y, *ways):
        """Presses the mouse at a place, and lets it go at the last of the others. A way that is a function waits."""
        run("xdotool", "mousemove", "--window", self.window, str(x), str(y), "mousedown", "1")
        for way in ways:
            if callable(way):
                way()
                continue
            steps = 6
            for n in range(1, steps + 1):
                run("xdotool", "mousemove", "--window", self.window, str(x + (way[0] - x) * n // steps), str(y + (way[1] - y) * n // steps))
            x, y = way
        run("xdotool", "mouseup", "1")

    # What is seen.
    def shot(self, name):
        run("import", "-window", self.window, os.path.join(self.folder, name + ".png"), check=False)

    def picture(self, *part):
        x, y, w, h = part or (0, 0, *self.size)
        out = subprocess.run(["import", "-window", self.window, "-crop", f"{w}x{h}+{x}+{y}", "rgb:-"], check=True, capture_output=True).stdout
        return hashlib.sha256(out).hexdigest()

    def steady(self, *part):
        """The picture of a part of the window, or of all of it, once it has stopped changing."""
        last = [None, 0]

        def same():
            now = self.picture(*part)
            last[1] = last[1] + 1 if now == last[0] else 0
            last[0] = now
            return last[1] >= 4 and now

        return self.wait("the window to stand still", same)

    def act(self, what, *part):
        """Presses a key, or does something else, that changes a part of the window, and answers the picture of
        what it is then. A part that stands still before it has changed is one that was not drawn yet. What a busy
        window lost is done again after a long while."""
        before = self.picture(*part)
        for _ in range(3):
            what() if callable(what) else self.key(what)
            with contextlib.suppress(AssertionError):
                self.wait("the window to follow", lambda: self.picture(*part) != before, 40)
                return self.steady(*part)
            print(f"the window did not follow {what}; focus {run('xdotool', 'getwindowfocus', check=False)} of {self.window}, {self.title()}")
            self.focused()
        raise AssertionError(f"waited for the window to follow {what}")

    # Waiting.
    def wait(self, what, probe, seconds=120):
        """Answers what probe answers once it is true."""
        end = time.time() + seconds
        while time.time() < end:
            try:
                value = probe()
            except (sqlite3.Error, subprocess.CalledProcessError):
                value = None
            if value:
                return value
            time.sleep(0.05)
        run("import", "-window", "root", os.path.join(self.folder, "stuck.png"), check=False)
        raise AssertionError(f"waited {seconds} s for {what}")

    def until(self, what, probe, *keys):
        """Presses keys, once, and waits; what a busy window lost is pressed again after a long while."""
        for n in range(3):
            self.key(*keys)
            try:
                return self.wait(what, probe, 40)
            except AssertionError:
                print(f"{' '.join(keys)} did not bring {what}")
        raise AssertionError(f"waited for {what}")

    # What the study's file holds.
    def all(self, query, *args):
        with contextlib.closing(sqlite3.connect(f"file:{self.study}?mode=ro", uri=True, timeout=5)) as db:
            return db.execute(query, args).fetchall()

    def ask(self, query, *args):
        return self.all(query, *args)[0][0]


def display(width, height):
    """A screen of our own."""
    read, write = os.pipe()
    screen = subprocess.Popen(["Xvfb", "-noreset", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24"], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    os.environ["DISPLAY"] = ":" + os.fdopen(read).readline().strip()
    os.environ["LIBGL_ALWAYS_SOFTWARE"] = "1"
    return screen


def sample(program, folder):
    """The sample study and its vault, made by the command line in a folder; answers the study's path."""
    made = os.path.join(folder, "sample")
    if not os.path.exists(made):
        run(program, "demo", "--out", made)
    return next(os.path.join(made, n) for n in os.listdir(made) if n.endswith(".openloop"))


def copy(path, home):
    """Copies a study and its vault into a home folder and answers the copy's path."""
    for ending in (".openloop", ".vault"):
        shutil.copy(path.removesuffix(".openloop") + ending, home)
    return os.path.join(home, os.path.basename(path))


def journey(name, person):
    """Sends a person through the window of the program that the command line names, once more where it fails."""
    program, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    screen = display(*person.size)
    try:
        for attempt in (1, 2):
            began, desk = time.time(), person(program, folder, os.path.join(folder, f"home{attempt}"))
            try:
                desk.work()
                print(f"{name}: the journey passed{' ON THE SECOND TRY' if attempt == 2 else ''} in {time.time() - began:.0f} s")
                return 0
            except AssertionError as e:
                run("import", "-window", "root", os.path.join(folder, f"failed{attempt}.png"), check=False)
                print(f"{name}: attempt {attempt} FAILED: {e}")
                desk.tell()
            finally:
                desk.stop()
        return 1
    finally:
        screen.terminate()
