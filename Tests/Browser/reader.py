"""Chromium's accessibility tree, read in order, roughly as a Chinese screen reader speaks it."""
import re

VAGUE = re.compile(r"^((点击|请点|点)?(这里|此处|此|我|进入|查看|更多)|查看更多|了解更多|详情|查看详情|更多>>|编辑|修改|删除|下载|打印|操作|链接|网页|(click |read |learn )?(here|more|this|page|link|details?)|[\W_]*)$", re.I)

ROLE = {"link": "链接", "button": "按钮", "textbox": "编辑框", "searchbox": "搜索编辑框", "combobox": "组合框", "checkbox": "复选框", "radio": "单选按钮", "switch": "开关", "slider": "滑块",
        "spinbutton": "数值框", "listbox": "列表框", "option": "选项", "tab": "选项卡", "menuitem": "菜单项", "image": "图像", "img": "图像", "DisclosureTriangle": "折叠按钮", "PopUpButton": "下拉框",
        "Date": "日期", "DateTime": "日期时间", "InputTime": "时间", "ColorWell": "颜色", "progressbar": "进度条", "meter": "计量", "treeitem": "树项", "graphics-document": "图形", "graphics-symbol": "图形符号", "Iframe": "框架", "video": "视频", "Video": "视频", "audio": "音频", "Audio": "音频"}
MARK = {"banner": "页眉", "navigation": "导航", "main": "主要内容", "contentinfo": "页脚", "complementary": "补充内容", "search": "搜索", "region": "区域", "form": "表单"}
GROUP = {"group": "分组", "radiogroup": "单选组", "alert": "警报", "status": "状态", "dialog": "对话框", "alertdialog": "警报对话框", "figure": "图", "blockquote": "引用", "article": "文章", "tablist": "选项卡列表", "tabpanel": "选项卡面板", "toolbar": "工具栏", "menu": "菜单", "log": "日志"}
LEAF = {"button", "textbox", "searchbox", "checkbox", "radio", "switch", "slider", "spinbutton", "image", "img", "option", "tab", "menuitem", "DisclosureTriangle", "PopUpButton", "combobox", "progressbar", "meter", "graphics-document", "graphics-symbol", "Date", "DateTime", "InputTime", "ColorWell"}
BLOCK = {"paragraph", "heading", "listitem", "cell", "gridcell", "columnheader", "rowheader", "row", "list", "table", "generic", "definition", "term", "caption", "LabelText", "Legend", "Figcaption", "DescriptionListDetail", "DescriptionListTerm", "DescriptionList", "separator", "Details", "code", "LayoutTable"}
INLINE = {"StaticText", "emphasis", "strong", "superscript", "subscript", "time", "mark", "Abbr", "insertion", "deletion", "code"}


class Reader:
    """Chromium's accessibility tree, read in order, roughly in the words of a Chinese screen reader in browse mode."""
    def __init__(self, nodes, current=()):
        self.cur = set(current)
        self.by = {n["nodeId"]: n for n in nodes}
        self.root = next(n for n in nodes if not n.get("parentId"))
        self.lines, self.heads, self.marks, self.links, self.ctrls, self.imgs, self.tables = ([] for _ in range(7))
        self.buf, self.bad, self.vague, self.noname = [], [], [], []
        self.names = {}

    def v(self, n, k): return str((n.get(k) or {}).get("value", "") or "").strip()

    def props(self, n): return {p["name"]: p["value"].get("value") for p in n.get("properties", [])}

    def flush(self):
        t = re.sub(r"\s+", " ", "".join(self.buf)).strip(); self.buf = []
        if t and not (self.lines and t in self.lines[-1].split("，", 1)[-1] and self.lines[-1].startswith(("分组", "图，", "单选组"))): self.lines.append(t)

    def say(self, t): self.flush(); self.lines.append(t)

    def states(self, n, role):
        p, s = self.props(n), []
        if role in ("checkbox", "radio", "switch", "menuitemcheckbox"): s.append({"true": "已选中", "mixed": "部分选中"}.get(str(p.get("checked", "false")).lower(), "未选中"))
        if p.get("required"): s.append("必填")
        if str(p.get("invalid", "false")).lower() not in ("false", ""): s.append("输入无效")
        if p.get("disabled"): s.append("不可用")
        if p.get("readonly"): s.append("只读")
        if "expanded" in p: s.append("已展开" if p["expanded"] else "已折叠")
        if p.get("selected") and role in ("tab", "option"): s.append("已选择")
        if p.get("pressed") not in (None, "false", False): s.append("已按下")
        return s

    def current(self, n): return "当前页" if n.get("backendDOMNodeId") in self.cur else ""

    def read(self):
        self.say(f"文档，{self.v(self.root, 'name') or '【没有标题】'}")
        self.walk(self.root); self.flush()
        return self.lines

    def kids(self, n):
        for c in n.get("childIds", []):
            if c in self.by: self.walk(self.by[c])

    def text_of(self, n):
        if n.get("ignored") is False and self.v(n, "role") == "StaticText": return self.v(n, "name")
        return " ".join(filter(None, (self.text_of(self.by[c]) for c in n.get("childIds", []) if c in self.by)))

    def walk(self, n, depth=0):
        if n.get("ignored"): return self.kids(n)
        role, name = self.v(n, "role"), self.v(n, "name")
        desc, val = self.v(n, "description"), self.v(n, "value")
        if role in ("InlineTextBox", "ListMarker", "none", "presentation"): return
        if role == "StaticText": self.buf.append(name); return
        if role in ("LineBreak",): self.buf.append(" "); return
        if role == "heading":
            lv = self.props(n).get("level", "?"); self.say(f"标题 {lv} 级，{name or '【空标题】'}" + (" 链接" if self.has(n, "link") else ""))
            self.heads.append("  " * (int(lv) - 1 if str(lv).isdigit() else 0) + f"H{lv} {name}")
            if not name: self.bad.append(("A", "sr-empty-heading", "空标题"))
            self.collect_links(n); return
        if role == "link":
            self.say("，".join(filter(None, ["链接", name or "【没有名称】", self.current(n), *self.states(n, role), desc]))); self.one_link(n, name); return
        if role in LEAF:
            if role in ("image", "img") and not name: self.noname.append("图像"); self.say("图像，【没有替代文本】"); return
            w = ROLE.get(role, role)
            if not name: self.noname.append(w)
            st = self.states(n, role)
            self.say("，".join(filter(None, [name or "【没有名称】", w, *st, f"内容：{val}" if val and role not in ("checkbox", "radio", "switch", "option") else "", f"说明：{desc}" if desc else ""])))
            if role in ("image", "img", "graphics-document"): self.imgs.append(name)
            else: self.ctrls.append(f"{w}：{name}" + (f"（{'，'.join(st)}）" if st else ""))
            if len(name) > 120: self.bad.append(("BP", "sr-long-name", f"名称过长（{len(name)} 字）：{name[:40]}…"))
            return
        if role in MARK and not (role in ("region", "form") and not name):
            self.flush(); self.say(f"{name + '，' if name else ''}{MARK[role]}地标"); self.marks.append(f"{MARK[role]} {name}")
            self.kids(n); self.flush(); return
        if role in ("list", "DescriptionList"):
            k = sum(1 for c in self.deep(n) if self.v(c, "role") in ("listitem", "term", "DescriptionListTerm")); self.say(f"{name + '，' if name else ''}列表，{k} 项"); self.kids(n); self.flush(); self.lines.append("列表结束"); return
        if role in ("table", "grid", "treegrid"): return self.table(n, name, desc)
        if role in GROUP and (name or role in ("alert", "status", "dialog", "alertdialog", "figure")):
            self.say("，".join(filter(None, [GROUP[role], name, desc]))); self.kids(n); self.flush(); return
        if role == "separator": self.say("分隔线"); return
        if role in ("Iframe", "video", "Video", "audio", "Audio"): self.say(f"{ROLE[role]}，{name or '【没有名称】'}"); return
        if role in INLINE: return self.kids(n)
        self.flush(); self.kids(n); self.flush()

    def deep(self, n):
        for c in n.get("childIds", []):
            c = self.by.get(c)
            if not c: continue
            if c.get("ignored") or self.v(c, "role") in ("generic", "rowgroup", "none"): yield from self.deep(c)
            else: yield c

    def has(self, n, role): return any(self.v(self.by[c], "role") == role or self.has(self.by[c], role) for c in n.get("childIds", []) if c in self.by)

    def collect_links(self, n):
        for c in n.get("childIds", []):
            c = self.by.get(c)
            if c and not c.get("ignored") and self.v(c, "role") == "link": self.one_link(c, self.v(c, "name"))
            elif c: self.collect_links(c)

    def one_link(self, n, name):
        u = self.props(n).get("url", ""); self.links.append(f"{name or '【没有名称】'} → {u}")
        if not name: self.noname.append("链接")
        elif VAGUE.match(name.strip()): self.vague.append(name)

    def table(self, n, name, desc):
        rows = [r for r in self.deep(n) if self.v(r, "role") == "row"]
        cells = [[c for c in self.deep(r) if self.v(c, "role") in ("cell", "gridcell", "columnheader", "rowheader")] for r in rows]
        self.say(f"表格，{name or '【没有名称】'}，{len(rows)} 行 {max(map(len, cells), default=0)} 列" + (f"，{desc}" if desc else "")); self.tables.append(name)
        if not name: self.bad.append(("BP", "sr-table-name", "表格没有名称（caption）"))
        heads = [self.v(c, "name") for c in cells[0]] if cells and all(self.v(c, "role") == "columnheader" for c in cells[0]) else []
        if rows and not heads: self.bad.append(("A", "sr-table-headers", f"表格没有列标题：{name or self.text_of(n)[:20]}"))
        for i, r in enumerate(cells, 1):
            if i == 1 and heads: self.lines.append("第 1 行（列标题）：" + "；".join(heads)); self.links_in(rows[0]); continue
            out = []
            for j, c in enumerate(r):
                t = self.v(c, "name") or self.text_of(c) or "空"
                out.append((f"{heads[j]}：" if j < len(heads) and self.v(c, "role") != "rowheader" else "") + t + (" 链接" if self.has(c, "link") else "") + (" 按钮" if self.has(c, "button") else ""))
            self.lines.append(f"第 {i} 行：" + "；".join(out)); self.links_in(rows[i - 1])
        self.lines.append("表格结束")

    def links_in(self, n): self.collect_links(n)

    def problems(self):
        yield from self.bad
        for w in self.noname: yield ("A", "sr-no-name-" + w, f"读屏只会读出“{w}”，没有名称")
        if self.vague: yield ("AAA", "sr-vague-link", "2.4.9 单独听不出去处的链接：" + "、".join(self.vague[:6]))
        names = {}
        for l in self.links:
            t, _, u = l.partition(" → "); names.setdefault(t, set()).add(u)
        for t, us in names.items():
            if len(us) > 1: yield ("AAA", "sr-same-name", f"2.4.9 同名链接去往不同地方：{t}（{len(us)} 处）")
        lv = [int(h.strip()[1]) for h in self.heads if h.strip()[1:2].isdigit()]
        for p, q in zip(lv, lv[1:]):
            if q > p + 1: yield ("BP", "sr-heading-skip", f"标题从 {p} 级跳到 {q} 级")
