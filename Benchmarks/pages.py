#!/usr/bin/env python3
"""How long the server takes for the pages of a county's day, beside the bare query for the same facts.

    Benchmarks/pages.py [--people 500000] [--data FOLDER] [--binary .build/release/qihang] [--samples 40]

Makes the made-up city of that size in FOLDER where it is not there yet, serves it from embedded SQLite, signs in and asks
for each page over one kept connection. Beside it Python's sqlite3 asks the same file the statement that a developer would
write by hand for the page's main content. Prints per page: the median and the 95th percentile in milliseconds, the bare
query's median, and their ratio; at the end the server's memory. “After a write” means that a job was registered through
the form just before, so that nothing worked out earlier still holds.
"""
import argparse
import html.parser
import http.client
import os
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.parse

PASSWORD = "yunhe-demo-2026"


class Forms(html.parser.HTMLParser):
    """The forms of a page with the values that a browser would send."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.select, self.area = [], None, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag == "form":
            self.forms.append({"action": a.get("action", ""), "method": a.get("method", "get"), "values": {}})
        if not self.forms:
            return
        values = self.forms[-1]["values"]
        if tag == "input" and a.get("name"):
            if a.get("type") not in ("radio", "checkbox") or "checked" in a:
                values[a["name"]] = a.get("value", "")
        elif tag == "select":
            self.select = a.get("name")
            values[self.select] = ""
        elif tag == "option" and self.select and "selected" in a:
            values[self.select] = a.get("value", "")
        elif tag == "textarea":
            self.area = a.get("name")
            values[self.area] = ""

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.forms[-1]["values"][self.area] += data


class Visitor:
    """One signed-in browser on one kept connection."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.cookies = {}

    def ask(self, method, path, body=None):
        headers = {"Cookie": "; ".join("%s=%s" % pair for pair in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(body)
        start = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        seconds = time.perf_counter() - start
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return answer, text.decode("utf-8", "replace"), seconds

    def page(self, path):
        answer, text, seconds = self.ask("GET", path)
        if answer.status != 200:
            sys.exit("%s answered %d" % (path, answer.status))
        return text, seconds

    def send(self, page, changes, field):
        """Sends the form of a page that has a field of this name, with changes."""
        text, _ = self.page(page)
        form = next((f for f in Forms(text).forms if field in f["values"]), None)
        if form is None:
            sys.exit("%s has no form with %s" % (page, field))
        answer, text, _ = self.ask("POST", urllib.parse.urldefrag(urllib.parse.urljoin(page, form["action"])).url, {**form["values"], **changes})
        if answer.status not in (302, 303):
            faults = re.search(r'error-summary.*?</ul>', text, re.S)
            said = re.sub("<[^>]+>", " ", faults.group(0)) if faults else text[:200]
            sys.exit("%s was not accepted: %d %s" % (page, answer.status, said))
        return answer.getheader("Location")


def memory(pid, key):
    for line in open("/proc/%d/status" % pid):
        if line.startswith(key):
            return int(line.split()[1]) / 1024
    return 0


def start(arguments):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [arguments.binary, "run", "--data", arguments.data, "--port", str(port), "--people", str(arguments.people)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/health")
            connection.getresponse().read()
            return server, port
        except OSError:
            if server.poll() is not None:
                sys.exit("the server did not start")
            time.sleep(0.2)


def bare(database, text, values):
    start = time.perf_counter()
    database.execute(text, values).fetchall()
    return time.perf_counter() - start


def milliseconds(seconds):
    return "%9.1f" % (seconds * 1000)


def report(name, ours, query):
    ours, query = sorted(ours), statistics.median(query)
    median, high = statistics.median(ours), ours[int(len(ours) * 0.95)]
    print("%-34s %s %s %s %8.1f×" % (name, milliseconds(median), milliseconds(high), milliseconds(query), median / query))
    return median


def cases(database):
    """Pages with their bare statements: name, addresses, statement, its values for each address."""
    found = (
        "SELECT p.id, p.name, p.gender, p.birth_date, p.region FROM search_term s JOIN person p ON p.id = s.record"
        " WHERE s.register = 'person' AND s.term >= ? AND s.term < ? AND p.removed_at IS NULL ORDER BY s.term LIMIT 21")
    search = "/registers/person?q="
    people = [row[0] for row in database.execute("SELECT id FROM person ORDER BY (id * 7919) % 1000003 LIMIT 200")]
    names = [row[0] for row in database.execute("SELECT substr(name, 1, 2) FROM person ORDER BY (id * 104729) % 1000003 LIMIT 200")]
    initials = [row[0] for row in database.execute(
        "SELECT term FROM search_term WHERE register = 'person' AND length(term) = 2 AND term GLOB '[a-z][a-z]'"
        " ORDER BY (record * 104729) % 1000003 LIMIT 200")]
    home = database.execute("SELECT MIN(substr(region, 1, 4)) FROM person").fetchone()[0]
    round_id = database.execute("SELECT id FROM round ORDER BY id DESC LIMIT 1").fetchone()[0]
    # The plan of the city itself: a visitor of the made-up city sees no other on a desk.
    plan, content = database.execute("SELECT id, content FROM plan WHERE state = 'published' AND region LIKE ? || '%' LIMIT 1", (home,)).fetchone()
    first_year = min(re.findall(r"20\d\d-01-01", content), default="2025-01-01")
    place = (home, home + "\uffff")
    return [
        ("list", ["/registers/person"] * 40,
         "SELECT id, name, gender, birth_date, region, certificate_category, certificate_level, employment_status FROM person"
         " WHERE removed_at IS NULL AND region >= ? AND region < ? AND death_date IS NULL ORDER BY region, name, id LIMIT 21",
         [place]),
        ("search by two characters", [search + urllib.parse.quote(name) for name in names],
         found,
         [(name, name + "\U0010ffff") for name in names]),
        ("search by two initials", [search + term for term in initials],
         found,
         [(term, term + "\U0010ffff") for term in initials]),
        ("person file", ["/registers/person/%d" % person for person in people],
         "SELECT p.*, e.*, c.* FROM person p LEFT JOIN employment e ON e.person = p.id AND e.removed_at IS NULL"
         " LEFT JOIN change c ON c.register = 'person' AND c.record = p.id WHERE p.id = ?",
         [(person,) for person in people]),
        ("round board", ["/rounds/%d" % round_id] * 40,
         "SELECT substr(region, 1, 6), step, state, SUM(members) FROM round_coverage WHERE round = ? GROUP BY 1, 2, 3",
         [(round_id,)]),
        ("plan board", ["/plans/%d" % plan] * 40,
         "SELECT substr(start_date, 1, 7), substr(region, 1, 6), COUNT(DISTINCT person) FROM employment"
         " WHERE removed_at IS NULL AND was_unemployed AND start_date >= ? GROUP BY 1, 2",
         [(first_year,)]),
    ]


def register_job(visitor, person, turn):
    return visitor.send(
        "/registers/employment/new?person=%d" % person,
        {"start_date.year": "2026", "start_date.month": turn % 10 + 1, "start_date.day": turn % 28 + 1, "route": "flexible",
         "employer_name": "测速%d" % time.time_ns(), "evidence_kind": "agreement"},
        "employer_name")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=500000)
    parser.add_argument("--data", default="data-benchmark")
    parser.add_argument("--binary", default=".build/release/qihang")
    parser.add_argument("--samples", type=int, default=40)
    arguments = parser.parse_args()
    server, port = start(arguments)
    try:
        measure(arguments, server, port)
    finally:
        server.terminate()
        server.wait()


def measure(arguments, server, port):
    visitor = Visitor(port)
    visitor.send("/sign-in", {"username": "shi", "password": PASSWORD}, "username")
    visitor.page("/")
    database = sqlite3.connect("file:%s?mode=ro" % os.path.join(arguments.data, "qihang.sqlite"), uri=True)
    count = database.execute("SELECT COUNT(*) FROM person").fetchone()[0]
    print("%d people; medians of %d; milliseconds\n" % (count, arguments.samples))
    print("%-34s %9s %9s %9s %9s" % ("page", "median", "95 %", "bare", "multiple"))
    slow = []
    todo = cases(database)
    for written in (False, True):
        for name, addresses, statement, values in todo:
            ours, query = [], []
            for turn in range(arguments.samples):
                if written:
                    register_job(visitor, values[turn % len(values)][0] if name == "person file" else turn + 1, turn)
                ours.append(visitor.page(addresses[turn % len(addresses)])[1])
                query.append(bare(database, statement, values[turn % len(values)]))
            label = name + (", after a write" if written else "")
            if report(label, ours, query) > 0.1:
                slow.append(label)
    print("\nmemory of the server: %.0f MB now, %.0f MB at most" % (memory(server.pid, "VmRSS"), memory(server.pid, "VmHWM")))
    print("over 100 ms: " + (", ".join(slow) or "none"))


if __name__ == "__main__":
    main()
