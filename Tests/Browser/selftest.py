#!/usr/bin/env python3
"""Proves that check.py sees what it says it sees: puts known faults into pages of the gallery that are clean, and asks
that the rule for each of them fires. A check that cannot fail is no check.

  selftest.py            needs the gallery (see serve_gallery.py); exit 0 when every fault was caught
"""
import json, subprocess, sys, tempfile, threading
from pathlib import Path
from urllib.parse import urlparse

import serve_gallery

# page -> (what is taken out, what is put in its place, the rule that must fire)
SEEDS = {
    "edit.html": [
        ('<html lang="zh-CN">', '<html lang="en">', "lang-mismatch"),
        ('<label for="f-name">姓名</label>', "", "no-visible-label"),
        ('<a class="skip" href="#main">跳到主要内容</a>', "", "no-skip-link"),
        (' aria-describedby="f-id-hint"', "", "hint-not-linked"),
        ("<legend>有没有就业愿望？</legend>", "", "fieldset-legend"),
        ('<label for="f-card">残疾人证号（选填）</label>', '<label for="f-card">身份证号</label>', "label-duplicate"),
        ('<input type="tel" autocomplete="off"', '<input type="tel"', "autocomplete-missing"),
        ("<h1>登记一位残疾人</h1>", "<h1>登记一位残疾人</h1><h4>说明</h4>", "sr-heading-skip"),
        ("</main>", '<p>想知道为什么，<a href="/why">点击这里</a></p></main>', "sr-vague-link"),
        ("</main>", '<div tabindex="-1" role="button">展开</div></main>', "unreachable"),
        ("</main>", '<p id="main">重复</p></main>', "duplicate-id"),
    ],
    "list.html": [
        ("<h1>残疾人台账</h1>", '<h1>残疾人台账</h1><img src="/none.png" width="900" height="20">', "axe:image-alt"),
        ("<h1>残疾人台账</h1>", "<h1>残疾人台账</h1>", "reflow-320"),
        ('<button class="button secondary">搜索</button>', "", "form-no-submit"),
        ('<caption id="list-caption">残疾人，20,000 人，按姓名排序</caption>', "", "table-no-caption"),
        ('<main id="main"', '<main id="main" accesskey="m"', "accesskey"),
        ('href="people.csv">下载这份名单（CSV，约 2.6 MB）', 'href="people.pdf">这份名单', "file-link"),
        ("<p>第 51–100 人，共 20,000 人</p>", '<p>第 51–100 人<br>1. 甲<br>2. 乙<br>3. 丙</p>', "fake-list"),
    ],
    "columns.html": [
        ("</head>", '<link rel="stylesheet" href="/seed.css"></head>', "focus-invisible"),
        ("</head>", "</head>", "forced-focus"),
        ("</head>", "</head>", "font-small"),
        ("</main>", '<p class="thin">一个字一行</p></main>', "squeezed-320"),
        ("</head>", "</head>", "axe:color-contrast-enhanced"),
        ("</head>", "</head>", "target-44"),
        ("</head>", "</head>", "line-height"),
        ("</main>", f"<p>{'这一段文字很长，用来看行距和每行的字数。' * 8}</p></main>", "line-long"),
        ("</main>", "<details><summary>只看标题</summary></details><iframe></iframe></main>", "axe:frame-title"),
    ],
    "check.html": [
        ("<title>核对后保存（第 3 步，共 3 步） – 云河市启航</title>", "<title>页</title>", "title-vague"),
        ("<h1>核对后保存</h1>", "<h1>核对后保存</h1><h1>又一个</h1>", "h1-count"),
        (' class="skip"', ' class="skip" tabindex="3"', "tabindex-positive"),
        ("修改<span class=\"vh\">姓名</span>", "修改", "sr-vague-link"),
    ],
}
STYLE = """
*:focus,*:focus-visible{outline:0!important;box-shadow:none!important}
.hint{font-size:11px;color:#8a8f92!important}
.button{min-height:20px!important;padding:0!important}
p{line-height:1.2!important;max-width:none!important}
p.thin{width:1em!important}
"""


class Seeded(serve_gallery.Handler):
    def do_GET(self):
        name = urlparse(self.path).path.lstrip("/")
        if name == "seed.css":
            return self.answer(200, STYLE.encode(), "text/css; charset=utf-8")
        if name not in SEEDS:
            return super().do_GET()
        page = (serve_gallery.FOLDER / name).read_text(encoding="utf-8")
        for old, new, rule in SEEDS[name]:
            if old not in page:
                print(f"{name}：样张里没有 {old!r}，不能放进“{rule}”这个错", file=sys.stderr)
            page = page.replace(old, new, 1)
        self.answer(200, page.encode(), "text/html; charset=utf-8")


def main():
    if not serve_gallery.POLICY.is_file():
        print(f"没有找到组件样张：{serve_gallery.FOLDER}\n请先运行 swift test --filter GalleryTests", file=sys.stderr)
        return 2
    server = serve_gallery.Server(("127.0.0.1", 0), Seeded)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as out:
        base = f"http://127.0.0.1:{server.server_address[1]}/"
        check = Path(__file__).with_name("check.py")
        run = subprocess.run([sys.executable, str(check), base, *SEEDS, "-j", "2", "--out", out],
                             capture_output=True, text=True)
        if run.returncode != 1:
            print(f"check.py 应当报告有错（退出码 1），得到的是 {run.returncode}\n{run.stderr}", file=sys.stderr)
            return 1
        results = json.loads(Path(out, "report.json").read_text(encoding="utf-8"))["results"]
    found = {result["path"]: {fault["rule"] for fault in result["faults"]} for result in results}
    missed = [(page, rule) for page, seeds in SEEDS.items() for *_, rule in seeds if rule not in found[page]]
    for page, rule in missed:
        print(f"没有发现：{page} 里的 {rule}")
    total = sum(map(len, SEEDS.values()))
    print(f"放进 {total} 个错，发现 {total - len(missed)} 个")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
