#!/usr/bin/env python3
"""Accessibility, keyboard, reflow, weight and screen-reader check of server-rendered pages.

  check.py http://127.0.0.1:8000 / /desk /people --out out
  check.py BASE --walks Tests/Browser/walks --login /sign-in --user shi --password WORD --files demo --routes Sources/Web

--walks: a file or a folder of files, each a list of paths, of {"path": "/apply", "name": "apply"}, or of walks (walk.py).
--routes: folders of Swift sources; every route registered there must have been asked for by some walk.
Exit code: 0 clean, 1 faults at a failing level, 2 the tool itself (or a page) could not run.
Levels: A AA AAA (WCAG 2.2), BP (good practice), BUDGET (weight), INFO (never fails; for a person to look at).
"""
import argparse
import json
import multiprocessing
import multiprocessing.util
import re
import resource
import sys
import time
import unicodedata
from pathlib import Path
from urllib.parse import unquote, urljoin, urlparse

from playwright.sync_api import sync_playwright

from checks import ORDER, Check, axe_source
from walk import Walker


def launch(playwright, a):
    return playwright.chromium.launch(
        executable_path=a.chromium, args=["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"])


# ---------------------------------------------------------------- walks
def walk_of(entry, user):
    """What stands in a file of walks, as a walk; a path alone is one page to look at."""
    if isinstance(entry, str):
        entry = {"path": entry}
    if "path" in entry:
        name = entry.get("name") or re.sub(r"[^\w-]+", "_", entry["path"]).strip("_") or "root"
        entry = {**entry, "steps": [["open", entry["path"].lstrip("/")], ["look", name]]}
    return {"user": user, **entry}


def walks_of(entry, user):
    """An entry with "displays" is one walk for each of them."""
    walk = walk_of(entry, user)
    return [{**walk, "display": display} for display in walk.get("displays", [walk.get("display")])]


def read_walks(path, user):
    path = Path(path)
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    return [walk for file in files for entry in json.loads(file.read_text(encoding="utf-8")) for walk in walks_of(entry, user)]


def sign_in(a, browser, user):
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(urljoin(a.base, a.login), wait_until="load")
    page.fill("input[autocomplete=username]", user)
    page.fill("input[type=password]", a.password)
    page.locator("form:has(input[type=password]) button").first.click()
    page.wait_for_load_state("load")
    if page.locator("input[type=password]").count():
        print(f"{user} could not sign in: the password field is still there at {page.url}", file=sys.stderr)
        sys.exit(2)
    state = context.storage_state()
    context.close()
    return state


class Worker:
    """A process with a browser of its own, which takes one walk after the other."""
    own = None

    def __init__(self, a, states):
        self.a, self.states = a, states
        playwright = sync_playwright().start()
        self.browser = launch(playwright, a)
        multiprocessing.util.Finalize(None, lambda: (self.browser.close(), playwright.stop()), exitpriority=1)
        self.check = Check(a, self.browser, axe_source(a.axe))

    @classmethod
    def start(cls, a, states):
        cls.own = cls(a, states)

    def walk(self, walk):
        results = []

        def look(shown):
            results.append(self.check.run(shown) if not self.a.walk_only else self.check.only_status(shown))
            print(".", end="", file=sys.stderr, flush=True)
        walker = Walker(self.browser, self.a.base, walk, self.states.get(walk["user"]), look, self.a.files, self.a.password, self.a.database)
        try:
            walker.run()
        except Exception as error:      # a page that cannot be reached is a result (exit 2), not the end of the run
            name = walk["steps"][0][1] if walk["steps"] else "walk"
            fault = {"level": "A", "rule": "page-broken", "sel": "", "msg": f"{type(error).__name__}: {error}"[:400]}
            results.append({"path": str(name), "name": walk.get("walk", str(name)), "user": walk["user"], "metrics": {}, "faults": [fault]})
        return results, walker.seen


def take(numbered):
    number, walk = numbered
    return (number, *Worker.own.walk(walk))


# ---------------------------------------------------------------- what no walk came to
def routes(folders):
    """The routes that Swift sources register: method, path, and what an asked-for path must look like."""
    found = set()
    for folder in folders:
        for file in Path(folder).rglob("*.swift"):
            for verb, path in re.findall(r'\b(?:routes|router)\.(get|post|upload)\(\s*"([^"]+)"', file.read_text(encoding="utf-8")):
                if path not in ("**", "/health"):
                    found.add(("GET" if verb == "get" else "POST", path))
    return sorted(found)


def unseen(wanted, seen):
    """The routes of which no address was asked for. A path of fixed words belongs to the route that names it so."""
    def fits(route, path):
        parts, asked = route.strip("/").split("/"), path.strip("/").split("/")
        return len(parts) == len(asked) and all(p.startswith(":") or p == w for p, w in zip(parts, asked))

    def route_of(method, path):
        fitting = [r for m, r in wanted if m == method and fits(r, path)]
        return (method, min(fitting, key=lambda r: [p.startswith(":") for p in r.split("/")])) if fitting else None
    came = {route_of(method, unquote(path)) for method, path in seen}
    return [route for route in wanted if route not in came]


# ---------------------------------------------------------------- report
def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in str(text))


def table(rows):
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(str(c) + " " * (widths[i] - width(c)) for i, c in enumerate(row)) for row in rows)


def same_titles(results):
    """Two addresses with one title cannot be told apart in a list of tabs; a refused form stays the page that it was."""
    first = {}
    for result in results:
        title, path = result["metrics"].get("title"), re.sub(r"[?#].*", "", result["path"])
        if result["metrics"].get("status", 0) >= 400:
            continue
        if title and first.setdefault(title, path) != path:
            result["faults"].append({"level": "A", "rule": "title-duplicate", "sel": "title",
                                     "msg": f"2.4.2 与 /{first[title]} 的标题相同：{title}"})


def summary(results, show, brief):
    rows = [["page", "user", "A", "AA", "AAA", "BP", "BUDG", "look", "ctrl/tab/miss", "320px", "kB", "req", "wait", "load", "dark", "nojs", "SR", "s"]]
    for r in results:
        m, n = r["metrics"], {k: sum(f["level"] == k for f in r["faults"]) for k in ORDER}
        rows.append([r["name"], r["user"], n["A"], n["AA"], n["AAA"], n["BP"], n["BUDGET"], n["INFO"],
                     f"{m.get('controls', '-')}/{m.get('tab_stops', '-')}/{m.get('unreachable', '-')}",
                     "ok" if m.get("reflow320") == 0 else f"+{m.get('reflow320', '?')}",
                     *(m.get(k, "-") for k in ("kb", "requests", "wait_ms", "load_ms", "dark", "nojs", "sr_lines", "secs"))])
    if not brief:
        print(table(rows), end="\n\n")
    for r in results:
        if not r["faults"]:
            continue
        print(f"== {r['name']}  /{r['path']}")
        shown = {}
        for f in r["faults"]:
            shown[f["rule"]] = shown.get(f["rule"], 0) + 1
            if shown[f["rule"]] <= show:
                print(f"  {f['level']:<6} {f['rule']:<28} {f['sel'][:70]}  {f['msg'][:300]}")
        for rule, count in shown.items():
            if count > show:
                print(f"         {rule}: {count - show} more in report.json")


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("base")
    p.add_argument("paths", nargs="*")
    p.add_argument("--walks", action="append", default=[])
    p.add_argument("--only", help="only walks with a step or name that holds this text")
    p.add_argument("--walk-only", action="store_true", help="only see whether every page is reached")
    p.add_argument("--login", help="where one signs in")
    p.add_argument("--user", default="", help="who walks where a walk names nobody")
    p.add_argument("--password", default="")
    p.add_argument("--files", help="the folder of files that walks upload")
    p.add_argument("--database", help="the SQLite file behind the site, for walks that disturb it")
    p.add_argument("--routes", action="append", default=[])
    p.add_argument("--built", help="a file of what pages are built of: those that show nothing new beside it are checked briefly")
    p.add_argument("--out", default="ui-check")
    p.add_argument("--fail", default="A,AA,AAA,BP,BUDGET")
    p.add_argument("--allow", action="append", default=[], help="substring of 'rule selector' accepted as a known exception")
    p.add_argument("--shots", choices=["none", "some", "all"], default="some", help="pictures: at 1280 and 320 px, or in every mode")
    p.add_argument("--throttle", action="store_true", help="1.6 Mbit/s, 150 ms, CPU/4")
    p.add_argument("--max-kb", type=float, default=300)
    p.add_argument("--max-requests", type=int, default=20)
    p.add_argument("--max-load-ms", type=int, default=3000)
    p.add_argument("-j", "--jobs", type=int, default=1, help="browsers at once")
    p.add_argument("--forced-stops", type=int, default=25)
    p.add_argument("--show", type=int, default=6, help="faults listed per rule")
    p.add_argument("--chromium", default="/usr/lib/chromium/chromium-headless-shell")
    p.add_argument("--axe")
    a = p.parse_args()
    if not a.base.endswith("/"):
        a.base += "/"
    return a


def main():
    a = arguments()
    walks = [walk_of(path, a.user) for path in a.paths] + [w for path in a.walks for w in read_walks(path, a.user)]
    if a.only:
        walks = [w for w in walks if a.only in json.dumps(w, ensure_ascii=False)]
    Path(a.out).mkdir(parents=True, exist_ok=True)
    started = time.time()
    with sync_playwright() as playwright:
        browser = launch(playwright, a)
        version = browser.version
        users = sorted({w["user"] for w in walks if w["user"]}) if a.login else []
        states = {user: sign_in(a, browser, user) for user in users}
        browser.close()
    # The longest walks first, so that no browser is left alone with one at the end.
    queue = sorted(enumerate(walks), key=lambda entry: -len(json.dumps(entry[1])))
    with multiprocessing.get_context("spawn").Pool(max(1, min(a.jobs, len(walks))), Worker.start, (a, states)) as pool:
        taken = sorted(pool.imap_unordered(take, queue, chunksize=1), key=lambda entry: entry[0])
        pool.close()
        pool.join()
    print(file=sys.stderr)
    results = [result for _, found, _ in taken for result in found]
    seen = {request for _, _, requests in taken for request in requests}
    same_titles(results)
    missed = unseen(routes(a.routes), seen) if a.routes and not a.only else []
    report = {"chromium": version, "results": results, "unseen": missed}
    Path(a.out, "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    summary(results, a.show, brief=a.walk_only)
    for method, path in missed:
        print(f"no walk came to {method} {path}")
    bad = sum(f["level"] in a.fail.split(",") for r in results for f in r["faults"]) + len(missed)
    broken = any(f["rule"] == "page-broken" for r in results for f in r["faults"])
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    axe = next((r["metrics"]["axe"] for r in results if "axe" in r["metrics"]), "?")
    whole = sum("nojs" in r["metrics"] for r in results)
    print(f"\naxe {axe}  chromium {version}  states {len(results)} ({whole} in every mode)  failing faults {bad}  "
          f"{time.time() - started:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of processor  -> {a.out}/report.json")
    sys.exit(2 if broken else 1 if bad else 0)


if __name__ == "__main__":
    main()
