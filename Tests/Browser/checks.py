"""The checks of one page: axe, our own rules, the keyboard, reflow, display modes, weight, what a screen reader says.

A page is reached once, by a walk (see walk.py); here it is shown again as the server sent it, so that a page behind a
form that changes something can be looked at from every side without sending the form twice.
"""
import fcntl
import io
import re
import time
from pathlib import Path
from urllib.parse import urlparse

import numpy as np
from PIL import Image

from reader import Reader
from walk import HELP

TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EXTRA_RULES = ["label-content-name-mismatch", "css-orientation-lock", "table-fake-caption", "td-has-header",
               "p-as-heading", "focus-order-semantics"]          # experimental in axe: off unless asked for
ORDER = ["A", "AA", "AAA", "BP", "BUDGET", "INFO"]
# Of controls made alike (the links in a column of a table, the header of every page), so many are photographed with and
# without the focus: on one page, and in all. All are reached by Tab on every page.
ALIKE_ON_PAGE, ALIKE_IN_ALL = 2, 6
MOST_SHIFT = 0.1
VITALS = """(()=>{const A=EventTarget.prototype.addEventListener;window.__ckl=[];EventTarget.prototype.addEventListener=function(t,...r){if(this instanceof Element&&/^(click|mousedown|mouseup|pointerdown|touchstart|change)$/.test(t))window.__ckl.push([this,t]);return A.call(this,t,...r)};
window.__lcp=0;window.__cls=0;try{new PerformanceObserver(l=>{for(const e of l.getEntries())window.__lcp=e.startTime}).observe({type:'largest-contentful-paint',buffered:true});
new PerformanceObserver(l=>{for(const e of l.getEntries())if(!e.hadRecentInput)window.__cls+=e.value}).observe({type:'layout-shift',buffered:true})}catch(e){}})()"""


def axe_source(path):
    if path:
        return Path(path).read_text(encoding="utf-8")
    import axe_playwright_python
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def level_of(tags):
    if any(t in ("wcag2a", "wcag21a", "wcag22a") for t in tags): return "A"
    if any(t in ("wcag2aa", "wcag21aa", "wcag22aa") for t in tags): return "AA"
    if any(t.startswith("wcag2") and t.endswith("aaa") for t in tags): return "AAA"
    return "BP"


def sc_of(tags):
    m = [t for t in tags if re.fullmatch(r"wcag\d{3,4}", t)]
    return ",".join(f"{t[4]}.{t[5]}.{t[6:]}" for t in m)


def shot(cdp, x, y, w, h):
    import base64
    r = cdp.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True, "clip": {"x": x, "y": y, "width": w, "height": h, "scale": 1}})
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(r["data"]))).convert("RGB"), dtype=np.int16)


def lum(a):
    v = a / 255.0
    v = np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)
    return v @ np.array([0.2126, 0.7152, 0.0722])


class Check:
    def __init__(self, a, browser, axe):
        self.a, self.browser, self.axe = a, browser, axe
        self.photographed = {}

    def add(self, level, rule, sel, msg):
        k = (rule, sel)
        if k not in self.seen and not any(x in f"{rule} {sel}" for x in self.a.allow):
            self.seen.add(k)
            self.faults.append({"level": level, "rule": rule, "sel": sel, "msg": msg})

    def out(self, tag, ext="png"):
        return str(Path(self.a.out) / f"{self.name}.{tag}.{ext}")

    def picture(self, page, tag):
        if self.a.shots == "all" or self.a.shots == "some" and tag in ("1280", "320"):
            page.screenshot(path=self.out(tag), full_page=True)

    def show(self, shown, **how):
        """The page as it was sent, in a browser of its own."""
        how.setdefault("viewport", {"width": 1280, "height": 900})
        context = self.browser.new_context(storage_state=shown.state, locale="zh-CN", ignore_https_errors=True, **how)
        page = context.new_page()
        headers = {k: v for k, v in shown.headers.items() if k in ("content-type", "content-security-policy")}

        def answer(route):
            if route.request.is_navigation_request():
                route.fulfill(status=200, headers=headers, body=shown.body)
            else:
                route.continue_()
        page.route("**/*", answer)
        return context, page

    def go(self, page, shown):
        page.goto(shown.url, wait_until="load", timeout=30000)
        page.evaluate(HELP)

    def only_status(self, shown):
        self.faults, self.seen, self.m, self.name = [], set(), {"wait_ms": round(shown.wait)}, shown.name
        if shown.status != shown.expected:
            self.add("A", "http", shown.path, f"HTTP {shown.status}，应为 {shown.expected}")
        return {"path": shown.path, "name": self.name, "user": shown.user, "metrics": self.m, "faults": self.faults}

    def run(self, shown):
        """Every page is read by axe and by our own rules, with all that is folded opened, and tried at 320 px. A page that
        shows something built in a way not seen before is also gone through by keyboard, in every mode and size; one in a
        display of its own by keyboard."""
        started = time.time()
        self.only_status(shown)
        context, page = self.show(shown)
        self.load(page, shown)
        for f in page.evaluate("__ck.audit()"): self.add(**f)
        self.m["title"] = page.title()
        self.picture(page, "1280")
        if self.built_anew(shown):
            self.motion(page)
            self.transcript(page)
            self.run_axe(page, None)
            self.keyboard(page)
            self.narrow(page)
            self.run_axe(page, ["target-size", "color-contrast-enhanced", "color-contrast", "scrollable-region-focusable"])
            self.scale(page)
            self.modes(page)
            self.without_script(page, shown)
        else:
            page.evaluate("__ck.open()")
            self.run_axe(page, None)
            if shown.display: self.keyboard(page)
            self.narrow(page)
        context.close()
        self.m["secs"] = round(time.time() - started, 1)
        return {"path": shown.path, "name": self.name, "user": shown.user, "metrics": self.m,
                "faults": sorted(self.faults, key=lambda f: ORDER.index(f["level"]))}

    def built_anew(self, shown):
        """Whether anything here was not on a page before, of this run or of one before with the same --built file."""
        if not self.a.built: return True
        with open(self.a.built, "a+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            new = shown.parts - set(file.read().split("\n"))
            file.writelines(part + "\n" for part in sorted(new))
        self.m["new"] = len(new)
        return bool(new)

    # --- weight and time
    def load(self, page, shown):
        cdp = page.context.new_cdp_session(page)
        cdp.send("Network.enable")
        if self.a.throttle:      # a poor mobile line and a slow phone
            cdp.send("Network.emulateNetworkConditions", {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8})
            cdp.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        asked, size, errors = {}, {}, []
        cdp.on("Network.requestWillBeSent", lambda e: asked.__setitem__(e["requestId"], [e["request"]["url"], e.get("type", "")]))
        cdp.on("Network.loadingFinished", lambda e: size.__setitem__(e["requestId"], e["encodedDataLength"]))
        page.on("console", lambda c: errors.append(c.text[:140]) if c.type == "error" else None)
        page.on("pageerror", lambda e: errors.append(str(e)[:140]))
        page.add_init_script(VITALS)
        self.go(page, shown)
        page.wait_for_timeout(100)
        if self.a.throttle: cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        perf = page.evaluate("__ck.perf()")
        if perf["cls"] > MOST_SHIFT:      # A busy machine may paint in pieces once; a page that shifts does so each time.
            self.go(page, shown)
            perf["cls"] = page.evaluate("__ck.perf()")["cls"]
        kinds = {"Document": len(shown.body)}
        for i, (u, kind) in asked.items():
            if not u.startswith("data:") and kind != "Document": kinds[kind] = kinds.get(kind, 0) + size.get(i, 0)
        urls = [u for u, _ in asked.values() if not u.startswith("data:")]
        third = sorted({urlparse(u).netloc for u in urls} - {urlparse(self.a.base).netloc})
        load = shown.wait + perf["load"]
        a, m = self.a, self.m
        m.update(status=shown.status, kb=round(sum(kinds.values()) / 1024, 1), js_kb=round(kinds.get("Script", 0) / 1024, 1), requests=len(urls),
                 wait_ms=round(shown.wait), load_ms=round(load), fcp_ms=round(perf["fcp"]), lcp_ms=round(perf["lcp"]), cls=round(perf["cls"], 3), dom=perf["dom"], third_party=third)
        # A server that is busy says so only when it has waited in vain.
        waited = shown.wait if shown.status == 503 else 0
        for v, lim, n in ((m["kb"], a.max_kb, "kB"), (m["requests"], a.max_requests, "requests"), (m["load_ms"] - waited, a.max_load_ms, "ms load"), (m["cls"] * 1000, MOST_SHIFT * 1000, "‰ layout shift")):
            if v > lim: self.add("BUDGET", "budget", n, f"{v:g} > {lim} {n}")
        if third: self.add("BUDGET", "third-party", ",".join(third), "页面请求了外部主机")
        for e in errors: self.add("BP", "console-error", shown.path, e)
        if "content-security-policy" not in shown.headers: self.add("INFO", "no-csp", shown.path, "没有 Content-Security-Policy 头")

    def motion(self, page):
        for s in page.evaluate("__ck.anims()"): self.add("INFO", "moving", s, "2.2.2 有超过 5 秒的动画：要能暂停")
        page.emulate_media(reduced_motion="reduce")
        for s in page.evaluate("__ck.anims()"): self.add("AAA", "reduced-motion", s, "2.3.3 减少动态时仍有动画")
        page.emulate_media(reduced_motion="no-preference")

    # --- axe
    def run_axe(self, page, only):
        page.evaluate(self.axe)
        opt = {"runOnly": {"type": "rule", "values": only}} if only else {"runOnly": {"type": "tag", "values": TAGS}, "rules": {r: {"enabled": True} for r in EXTRA_RULES}}
        opt["resultTypes"] = ["violations", "incomplete"]
        r = page.evaluate("o => axe.run(document, o)", opt)
        self.m["axe"] = r["testEngine"]["version"]
        for v in r["violations"]:
            for n in v["nodes"]:
                extra = ""
                for c in n.get("any", []) + n.get("all", []):
                    d = c.get("data") or {}
                    if isinstance(d, dict) and d.get("contrastRatio"): extra = f" [{d['contrastRatio']}:1 要求 {d.get('expectedContrastRatio', d.get('requiredContrastRatio', '?'))} {d.get('fgColor', '')}/{d.get('bgColor', '')}]"
                self.add(level_of(v["tags"]), "axe:" + v["id"], " ".join(map(str, n["target"])), f"{sc_of(v['tags'])} {v['help']}{extra}".strip())
        for v in r["incomplete"]:
            self.add("INFO", "axe?:" + v["id"], " ".join(map(str, v["nodes"][0]["target"])), f"{len(v['nodes'])} 处需人工判断：{v['help']}")

    # --- keyboard: reach, order, traps, visible and unobscured focus
    def keyboard(self, page):
        items = page.evaluate("__ck.collect()")
        page.evaluate("__ck.still()")
        # A page that moved the focus on load (an error summary) must not hide what stands above it: start at the top.
        page.evaluate("scrollTo(0,0); __ck.top()")
        cdp = page.context.new_cdp_session(page)
        got, stops, same, first = set(), [], 0, None
        weak = weak3 = 0
        alike = {}
        for step in range(len(items) + 40):
            page.keyboard.press("Tab")
            s = page.evaluate("__ck.active()")
            if s is None: break
            if step == 0: first = s
            if stops and s["sel"] == stops[-1]["sel"]:
                same += 1
                if same > (8 if s["type"] in ("date", "time", "datetime-local", "month", "week") or s["tag"] in ("audio", "video", "iframe") else 2):
                    self.add("A", "keyboard-trap", s["sel"], "2.1.2 按 Tab 不能离开"); page.evaluate("document.activeElement.blur()"); self.after(page, s); continue
                continue
            same = 0
            if s["i"] >= 0 and s["i"] in got: break
            got.add(s["i"]); stops.append(s)
            if s["ti"] > 0: self.add("A", "tabindex-positive", s["sel"], "2.4.3 tabindex 大于 0，打乱顺序")
            if s["pts"] and s["cov"] == s["pts"]: self.add("AA", "focus-obscured", s["sel"], f"2.4.11 焦点被 {s['by']} 完全挡住")
            elif s["cov"]: self.add("AAA", "focus-partly-obscured", s["sel"], f"2.4.12 焦点被 {s['by']} 挡住一部分")
            if s["tag"] in ("iframe", "audio", "video") or not self.wanted(s, alike): continue
            n, n3, per = self.focus_diff(page, cdp, s)
            if n < max(16, per * 0.12): weak += 1; self.add("AA", "focus-invisible", s["sel"], f"2.4.7 看不出焦点（变化 {n} 像素）")
            elif n3 < per * 0.9: weak3 += 1; self.add("AAA", "focus-weak", s["sel"], f"2.4.13 焦点指示不够：对比≥3 的像素 {n3}，要求 {int(per)}")
        # And back, where something stands fixed: sticky bars hide things on the way up.
        for _ in range(min(len(stops) + 5, 150) if page.evaluate("__ck.stuck()") else 0):
            page.keyboard.press("Shift+Tab")
            s = page.evaluate("__ck.active()")
            if s is None: break
            if s["pts"] and s["cov"] == s["pts"]: self.add("AA", "focus-obscured", s["sel"], f"2.4.11 焦点被 {s['by']} 完全挡住（Shift+Tab）")
            elif s["cov"]: self.add("AAA", "focus-partly-obscured", s["sel"], f"2.4.12 焦点被 {s['by']} 挡住一部分（Shift+Tab）")
        page.evaluate("document.activeElement && document.activeElement.blur()")
        miss = [x for x in items if x["i"] not in got]
        for x in miss: self.add("A", "unreachable", x["sel"], f"2.1.1 键盘到不了（{x['why']}）{x['name']}")
        if first and not (first["href"].startswith("#") and page.evaluate("h=>!!document.querySelector(h)", first["href"] if len(first["href"]) > 1 else "#_none_")):
            self.add("A", "no-skip-link", first["sel"], "2.4.1 第一个 Tab 停靠点不是跳转链接")
        back = sum(1 for p, q in zip(stops, stops[1:]) if q["rect"][1] + q["sy"] < p["rect"][1] + p["sy"] - 60 and q["rect"][0] <= p["rect"][2])
        swap = [q["sel"] for p, q in zip(stops, stops[1:]) if p["par"] == q["par"] and p["ti"] <= 0 and q["ti"] <= 0 and (q["rect"][3] + q["sy"] <= p["rect"][1] + p["sy"] + 2 or (abs(q["rect"][1] + q["sy"] - p["rect"][1] - p["sy"]) < 6 and q["rect"][2] <= p["rect"][0] + 2))]
        for x in swap: self.add("A", "focus-order-visual", x, "2.4.3/1.3.2 Tab 顺序与看到的顺序相反")
        if back > 2: self.add("INFO", "focus-order", "", f"2.4.3 Tab 顺序有 {back} 处往上跳")
        self.m.update(controls=len(items), tab_stops=len(stops), unreachable=len(miss), no_focus=weak, weak_focus=weak3)

    def wanted(self, stop, alike, mode=""):
        kind = mode + stop["kind"]
        if alike.get(kind, 0) >= ALIKE_ON_PAGE or self.photographed.get(kind, 0) >= ALIKE_IN_ALL: return False
        alike[kind] = alike.get(kind, 0) + 1
        self.photographed[kind] = self.photographed.get(kind, 0) + 1
        return True

    def after(self, page, s):      # leave a trap: continue from the next element in document order
        page.evaluate("""i=>{const all=[...document.querySelectorAll('*')].filter(e=>e.__ck!==undefined&&e.tabIndex>=0);const k=all.findIndex(e=>e.__ck===i);const n=all[k+1];if(n){n.focus();n.blur()}}""", s["i"])

    def focus_diff(self, page, cdp, s):
        x0, y0, x1, y1 = s["box"]
        x0, y0, x1, y1 = max(0, int(x0) - 10), max(0, int(y0) - 10), min(1280, int(x1) + 10), min(900, int(y1) + 10)
        if x1 <= x0 or y1 <= y0: return 0, 0, s["per"]
        area = (x0 + s["sx"], y0 + s["sy"], x1 - x0, y1 - y0)      # clip is in document coordinates
        a = shot(cdp, *area)
        page.evaluate("window.__f=document.activeElement; __f.blur()")
        b = shot(cdp, *area)
        page.evaluate("__f.focus({preventScroll:true})")
        la, lb = lum(a), lum(b)
        ratio = (np.maximum(la, lb) + .05) / (np.minimum(la, lb) + .05)
        changed = (np.abs(a - b).max(axis=2) > 24) | (ratio > 1.25)
        return int(changed.sum()), int((ratio >= 3).sum()), s["per"]

    # --- reflow at 320 px (400 %)
    def narrow(self, page):
        page.set_viewport_size({"width": 320, "height": 640}); page.wait_for_timeout(120)
        r = page.evaluate("__ck.reflow()")
        self.m["reflow320"] = r["sw"] - r["iw"] if r["sw"] > r["iw"] + 1 else 0
        if self.m["reflow320"]:
            self.add("AA", "reflow-320", r["off"][0][1] if r["off"] else "html", f"1.4.10 320px 下横向溢出 {self.m['reflow320']}px：" + "；".join(f"{s}(+{n})" for n, s in r["off"][:3]))
        for g in r["regions"]:
            if not g["ok"]: self.add("AA", "scroll-region", g["sel"], "2.1.1/1.4.10 横向滚动区域：须含表格或图、可聚焦、有名称")
        for s in page.evaluate("__ck.squeezed()"): self.add("BP", "squeezed-320", s, "320px 下一行只剩一个字")
        for sel, px in page.evaluate("__ck.svgtext()"): self.add("BP", "svg-text-small", sel, f"图中文字在 320px 屏上只有 {px}px")
        page.evaluate("scrollTo(0,0)"); self.picture(page, "320")

    # --- 640 px (200 %), text 200 %, text spacing
    def scale(self, page):
        page.set_viewport_size({"width": 640, "height": 512}); page.wait_for_timeout(80)
        r = page.evaluate("__ck.reflow()")
        if r["sw"] > r["iw"] + 1: self.add("AA", "zoom-200", r["off"][0][1] if r["off"] else "html", f"1.4.4 200% 缩放下横向溢出 {r['sw'] - r['iw']}px")
        page.set_viewport_size({"width": 1280, "height": 900}); page.wait_for_timeout(80)
        base, before = page.evaluate("__ck.fontsize()"), set(page.evaluate("__ck.clipped()"))
        for s in before: self.add("AA", "clipped", s, "文字被裁切")
        page.evaluate("__ck.css('html{font-size:' + Math.max(32, 1.5 * parseFloat(getComputedStyle(document.documentElement).fontSize)) + 'px!important}')")
        big = page.evaluate("__ck.fontsize()")
        if big < base * 1.5: self.add("AA", "text-not-scalable", "html", f"1.4.4 浏览器放大文字无效：{base}px → {big}px（字号要用 rem）")
        for s in page.evaluate("__ck.clipped()"): self.add("AA", "clipped-text200", s, "1.4.4 文字放大后被裁切")
        r = page.evaluate("__ck.reflow()")
        if r["sw"] > r["iw"] + 1: self.add("AA", "text200-overflow", r["off"][0][1] if r["off"] else "html", f"1.4.4 大字时横向溢出 {r['sw'] - r['iw']}px")
        self.picture(page, "text200")
        page.evaluate("__ck.uncss()")
        page.evaluate("__ck.css('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}')")
        for s in page.evaluate("__ck.clipped()"): self.add("AA", "clipped-spacing", s, "1.4.12 加大字距行距后被裁切")
        page.evaluate("__ck.uncss()")

    # --- forced colours, dark, more contrast
    def modes(self, page):
        page.emulate_media(forced_colors="active")
        self.picture(page, "forced")
        page.evaluate("scrollTo(0,0); __ck.top()")
        cdp, seen, alike = page.context.new_cdp_session(page), set(), {}
        for _ in range(self.a.forced_stops):      # a sample of stops: is the focus still visible without author colours?
            page.keyboard.press("Tab"); s = page.evaluate("__ck.active()")
            if s is None or s["sel"] in seen: break
            seen.add(s["sel"])
            if s["tag"] in ("iframe", "audio", "video") or not self.wanted(s, alike, "forced "): continue
            n, _, per = self.focus_diff(page, cdp, s)
            if n < max(16, per * 0.12): self.add("AA", "forced-focus", s["sel"], "2.4.7 强制颜色模式下看不出焦点")
        page.evaluate("document.activeElement && document.activeElement.blur()")
        page.emulate_media(forced_colors="none")
        colours = "[document.body,...document.querySelectorAll('a,button,p,h1')].slice(0,30).map(e=>{const c=getComputedStyle(e);return c.color+c.backgroundColor}).join()"
        light = page.evaluate(colours)
        for tag, on, off in (("dark", {"color_scheme": "dark"}, {"color_scheme": "light"}), ("contrast", {"contrast": "more"}, {"contrast": "no-preference"})):
            page.emulate_media(**on)
            self.m[tag] = "no" if page.evaluate(colours) == light else "yes"
            if self.m[tag] == "yes":
                self.picture(page, tag)
                self.run_axe(page, ["color-contrast", "color-contrast-enhanced", "link-in-text-block"])
                for f in page.evaluate("__ck.audit()"):
                    if f["rule"] == "control-boundary": f["rule"] += "-" + tag; self.add(**f)
            page.emulate_media(**off)

    # --- without scripts, as the walk saw it
    def without_script(self, page, shown):
        page.evaluate("__ck.open()")
        with_script = page.evaluate("__ck.text()")
        share = shown.words / with_script if with_script else 1
        self.m["nojs"] = f"{share:.0%}"
        if share < 0.9: self.add("BP", "needs-script", shown.path, f"关掉脚本后只剩 {share:.0%} 的文字")

    # --- what a screen reader would say
    def transcript(self, page):
        cdp = page.context.new_cdp_session(page)
        def read():
            doc = cdp.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
            ids = cdp.send("DOM.querySelectorAll", {"nodeId": doc, "selector": "[aria-current]:not([aria-current=false])"})["nodeIds"]
            cur = {cdp.send("DOM.describeNode", {"nodeId": i})["node"]["backendNodeId"] for i in ids}
            sr = Reader(cdp.send("Accessibility.getFullAXTree")["nodes"], cur)
            return sr, sr.read()
        sr, lines = read()
        page.evaluate("__ck.open()")
        sr2, lines2 = read()
        for lv, rule, msg in [*sr.problems(), *sr2.problems()]: self.add(lv, rule, msg[:60], msg)
        self.m["sr_lines"] = len(lines)
        head = [f"# {self.name}  {page.url}", f"# {len(lines)} 条播报；标题 {len(sr.heads)}，地标 {len(sr.marks)}，链接 {len(sr.links)}，控件 {len(sr.ctrls)}，图 {len(sr.imgs)}，表 {len(sr2.tables)}", ""]
        old = set(lines); new = [x for x in lines2 if x not in old]
        rotor = (["", "# ---- 折叠内容展开后多出的播报"] + new if new else []) + ["", "# ---- 标题列表"] + sr2.heads + ["", "# ---- 地标列表"] + sr2.marks + ["", "# ---- 链接列表"] + sr2.links + ["", "# ---- 表单控件列表"] + sr2.ctrls
        Path(self.out("sr", "txt")).write_text("\n".join(head + lines + rotor) + "\n", encoding="utf-8")
