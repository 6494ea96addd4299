"""Goes through the program as somebody does who has no script, and hands over every page that a step says to look at.

A walk is {"user": "shi", "display": "large.dark", "steps": [...]}; "displays": [...] takes it once with each, and {display} in
the steps is its name. Each step is a list, its first word says what to do:

  ["open", path]                     go to an address of the site
  ["look", name, status]             check the page as it stands; status is 200 when left out
  ["follow", text]                   the link of these words, else the first whose words hold them
  ["press", text]                    the button of these words, else the first whose words hold them
  ["fill", field, text]              type into a field by its name; "" empties it
  ["choose", field, value]           tick a radio or box, pick from a list; a number is the nth choice, from 0
  ["set", field, value]              change what is sent unseen, such as an old token
  ["upload", field, file]            a file of --files or of the project; "@64MB" makes one of that size,
                                     "@name.txt:words" one of that name with these words
  ["download", text]                 follow a link that gives a file, which must not be empty
  ["print", [css], [css]]            the page makes a PDF; on paper the first can be seen, the others cannot
  ["read", css, variable]            remember the words of an element, for {variable} in later steps
  ["wait", text]                     reload until the heading holds the text
  ["each", css, [steps], most]       the steps at each link that the selector finds; {it} is its number,
                                     {text} its words, {slug} the last part of its address, {outer}
                                     that of the step around
  ["if", css, [steps]]               the steps when the page has such an element
  ["aside", [steps]]                 the steps in another tab of the same person
  ["sql", statement]                 change the database (--database) behind the program's back
  ["locked", [steps]]                the steps while somebody else keeps the database busy
  ["sign-in", name, password]        as somebody else, for the rest of the walk; {password} is that of --password
"""
import os
import re
import sqlite3
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlparse

HELP = Path(__file__).with_name("page.js").read_text(encoding="utf-8")


class Stuck(Exception):
    """A step that could not be taken: the walk or the page is wrong."""


@dataclass
class Shown:
    """A page as the server sent it."""
    name: str
    path: str
    url: str
    status: int
    expected: int
    headers: dict
    body: bytes
    wait: float     # milliseconds until the first byte
    user: str
    state: dict     # cookies, for what the page asks for when it is shown again
    parts: set      # what it is built of
    display: str    # how it is displayed; "" as everybody sees it first
    words: int      # characters that can be read without scripts


class Walker:
    """One walk. `look` is called with every page that is to be checked; `seen` gathers what was asked for."""

    def __init__(self, browser, base, walk, state, look, files=None, password="", database=None):
        self.base, self.walk, self.look, self.files, self.database = base, walk, look, files, database
        display = (walk.get("display") or "").removeprefix("standard.").replace(".", "-")
        self.variables = {"user": walk.get("user", ""), "password": password, "display": display}
        self.seen = set()
        self.context = browser.new_context(
            storage_state=state, locale="zh-CN", java_script_enabled=False, accept_downloads=True,
            viewport={"width": 1280, "height": 900})
        if walk.get("display"):
            self.context.add_cookies([{"name": "qihang_display", "value": walk["display"], "url": base}])
        self.pages = [self.tab()]

    def run(self):
        try:
            self.take(self.walk["steps"])
        finally:
            self.context.close()

    def tab(self):
        page = self.context.new_page()
        page.last = None

        def answered(response):
            request = response.request
            self.seen.add((request.method, urlparse(request.url).path))
            kind = response.headers.get("content-type", "")
            if request.is_navigation_request() and kind.startswith("text/html") and not 300 <= response.status < 400:
                page.last = response
        page.on("response", answered)
        return page

    @property
    def page(self):
        return self.pages[-1]

    def take(self, steps):
        for step in steps:
            try:
                getattr(self, "do_" + step[0].replace("-", "_"))(*map(self.filled, step[1:]))
            except Stuck:
                raise
            except Exception as error:
                words = str(error).split("\n")[0]
                raise Stuck(f"{step[:3]} at {self.page.url} “{self.page.title()}”: {words}") from error

    def filled(self, value):
        if not isinstance(value, str):
            return value
        return re.sub(r"\{(\w+)\}", lambda found: self.variables.get(found[1], found[0]), value)

    def settled(self):
        """What is folded is opened, so that the next step can reach it."""
        self.page.wait_for_load_state("load")
        self.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    # ------------------------------------------------------------ steps
    def do_open(self, path):
        self.page.goto(urljoin(self.base, path), wait_until="load", timeout=30000)
        self.settled()

    def do_look(self, name, status=200):
        answer = self.page.last
        if answer is None:
            raise Stuck(f"{name}: no page was shown yet")
        url = self.page.url
        self.page.evaluate(HELP)
        self.look(Shown(
            name=name, path=url[len(self.base):], url=url, status=answer.status, expected=status,
            headers=answer.all_headers(), body=answer.body(), user=self.variables["user"],
            wait=answer.request.timing["responseStart"], state=self.context.storage_state(),
            parts=set(self.page.evaluate("__ck.parts()")), display=self.variables["display"],
            words=self.page.evaluate("__ck.text()")))

    def do_follow(self, text):
        self.found("link", text).click(timeout=5000)
        self.settled()

    def do_press(self, text):
        self.found("button", text).click(timeout=40000, no_wait_after=False)
        self.settled()

    def found(self, role, text):
        for place in (self.page.locator("main"), self.page.locator("body")):
            for exact in (True, False):
                found = place.get_by_role(role, name=text, exact=exact)
                if found.count():
                    return found.first
        raise Stuck(f"no {role} “{text}” at {self.page.url} “{self.page.title()}”")

    def field(self, name):
        return self.page.locator(f'[name="{name}"]')

    def do_fill(self, name, text):
        self.field(name).first.fill(text, timeout=5000)

    def do_choose(self, name, value):
        fields = self.field(name)
        if fields.first.evaluate("e => e.localName") == "select":
            fields.first.select_option(**{"index" if isinstance(value, int) else "value": value}, timeout=5000)
            return
        box = fields.nth(value) if isinstance(value, int) else self.page.locator(f'[name="{name}"][value="{value}"]')
        box.first.check(timeout=5000)

    def do_set(self, name, value):
        for field in self.field(name).all():
            field.evaluate("(e, value) => e.value = value", value)

    def do_upload(self, name, file):
        self.field(name).first.set_input_files(self.file(file), timeout=30000)

    def file(self, name):
        if not name.startswith("@"):
            return str(next(f for f in (Path(self.files or ".", name), Path(name)) if f.exists()))
        name, _, words = name[1:].partition(":")
        if words:
            return {"name": name, "mimeType": "application/octet-stream", "buffer": words.encode()}
        made = Path(tempfile.gettempdir(), f"qihang-large-{os.getpid()}.csv")
        with made.open("wb") as large:
            large.truncate(int(name.removesuffix("MB")) * 1024 * 1024)
        return str(made)

    def do_download(self, text):
        with self.page.expect_download(timeout=30000) as started:
            self.found("link", text).click(timeout=5000, no_wait_after=True)
        file = started.value
        self.seen.add(("GET", urlparse(file.url).path))
        if not Path(file.path()).stat().st_size:
            raise Stuck(f"“{text}” gave an empty file")

    def do_print(self, shown, hidden):
        self.page.emulate_media(media="print")
        wrong = [f"{css} is missing" for css in shown if not self.page.locator(css).first.is_visible()]
        wrong += [f"{css} is printed" for css in hidden
                  if any(part.is_visible() for part in self.page.locator(css).all())]
        if not self.page.pdf(format="A4").startswith(b"%PDF"):
            wrong.append("no PDF")
        self.page.emulate_media(media="screen")
        if wrong:
            raise Stuck(f"on paper at {self.page.url}: {'; '.join(wrong)}")

    def do_read(self, css, variable):
        self.variables[variable] = self.page.locator(css).first.inner_text(timeout=5000).strip()

    def do_wait(self, text):
        for _ in range(120):
            if text in self.page.locator("h1").inner_text():
                return
            time.sleep(0.5)
            self.page.goto(self.page.url.split("#")[0])
            self.settled()
        raise Stuck(f"“{text}” did not come at {self.page.url}")

    def do_each(self, css, steps, most=1000):
        back = self.page.url
        outer = dict(self.variables)
        links = [(link.get_attribute("href"), link.inner_text().strip()) for link in self.page.locator(css).all()]
        if not links:
            raise Stuck(f"nothing is found by {css} at {back}")
        for number, (href, text) in enumerate(links[:most], 1):
            slug = urlparse(href).path.rstrip("/").split("/")[-1]
            self.variables.update(it=str(number), text=text, slug=slug, outer=outer.get("slug", ""))
            self.page.goto(urljoin(back, href), wait_until="load", timeout=30000)
            self.settled()
            self.take(steps)
            self.variables = dict(outer)
        self.page.goto(back, wait_until="load")
        self.settled()

    def do_if(self, css, steps):
        if self.page.locator(css).count():
            self.take(steps)

    def do_aside(self, steps):
        self.pages.append(self.tab())
        self.take(steps)
        self.pages.pop().close()

    def do_sql(self, statement):
        connection = sqlite3.connect(self.database, timeout=30, isolation_level=None)
        connection.execute(statement)
        connection.close()

    def do_locked(self, steps):
        connection = sqlite3.connect(self.database, timeout=30, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        try:
            self.take(steps)
        finally:
            connection.execute("ROLLBACK")
            connection.close()

    def do_sign_in(self, name, password):
        self.context.clear_cookies(name="qihang_session")
        self.do_open("sign-in")
        self.do_fill("username", name)
        self.do_fill("password", password)
        self.page.locator("main form button").first.click()
        self.settled()
        self.variables["user"] = name
