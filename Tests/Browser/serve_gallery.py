#!/usr/bin/env python3
"""Serves the component gallery that KitTests writes, with the site's own security policy.

  serve_gallery.py [PORT]                 serve until interrupted
  serve_gallery.py --check [check.py's options]   serve on a free port, run check.py on every page and variant

The gallery is looked for in $QIHANG_GALLERY, else in qihang-gallery in the temporary folder; write it with
`swift test --filter GalleryTests`. `?display=dark` and the like show a page in that display setting.
"""
import http.server, mimetypes, os, subprocess, sys, tempfile, threading
from pathlib import Path
from urllib.parse import parse_qs, urlparse

FOLDER = Path(os.environ.get("QIHANG_GALLERY") or Path(tempfile.gettempdir()) / "qihang-gallery").resolve()
POLICY = FOLDER / "policy.txt"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        address = urlparse(self.path)
        variant = parse_qs(address.query).get("display", [""])[0]
        name = address.path.lstrip("/") or "desk.html"
        if variant and name.endswith(".html"):
            name = f"{name[:-5]}@{variant}.html"
        file = (FOLDER / name).resolve()
        if not file.is_relative_to(FOLDER) or not file.is_file():
            return self.answer(404, b"not in the gallery", "text/plain; charset=utf-8")
        kind = "text/html" if name.endswith(".html") else mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.answer(200, file.read_bytes(), kind + ("" if kind.startswith("image/") else "; charset=utf-8"))

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(303)
        self.send_header("Location", self.headers.get("Referer", "/"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer(self, status, body, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY.read_text())
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A browser that closes a connection early is no fault worth a page of text."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def main():
    if not POLICY.is_file():
        print(f"没有找到组件样张：{FOLDER}\n请先运行 swift test --filter GalleryTests", file=sys.stderr)
        return 2
    if "--check" not in sys.argv[1:]:
        port = int(sys.argv[1]) if len(sys.argv) > 1 else 8090
        print(f"http://127.0.0.1:{port}/desk.html")
        Server(("127.0.0.1", port), Handler).serve_forever()
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    options = [option for option in sys.argv[1:] if option != "--check"]
    if "--walks" not in options:
        options += ["--walks", str(FOLDER / "pages.json")]
    check = Path(__file__).with_name("check.py")
    base = f"http://127.0.0.1:{server.server_address[1]}/"
    return subprocess.call([sys.executable, str(check), base, *options])


if __name__ == "__main__":
    sys.exit(main())
