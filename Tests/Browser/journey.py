#!/usr/bin/env python3
"""The main job in a real browser, as somebody does it who has never seen the program.

Signs in, imports the messy spreadsheet, mends the refused rows in the annotated file, takes it again, opens a round,
records a visit of it on a 360 px screen without script, finds 新增就业 on the plan board, reaches the names behind it and
takes them out as a workbook to hand in.

    journey.py BASE DEMO_FOLDER --password WORD [--user shi] [--out FOLDER]

Exit 0 when every step held; otherwise 1 with the step, the address and a screenshot.
"""
import argparse
import os
import re
import sys
import time

import openpyxl
from playwright.sync_api import sync_playwright

CHECK = "10X98765432"
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def made_up_id(serial):
    first = "990101" + "1983%02d%02d" % (serial % 12 + 1, serial % 28 + 1) + "%03d" % (700 + serial % 300)
    return first + CHECK[sum(int(d) * w for d, w in zip(first, WEIGHTS)) % 11]


def expect(condition, words):
    if not condition:
        raise AssertionError(words)


def number_before(text, unit):
    found = re.search(r"([\d,]+)\s*" + unit, text)
    return int(found.group(1).replace(",", "")) if found else None


class Journey:
    def __init__(self, arguments, browser):
        self.base = arguments.base
        self.demo = arguments.demo
        self.user = arguments.user
        self.password = arguments.password
        self.out = arguments.out
        self.page = browser.new_page(viewport={"width": 1280, "height": 900}, accept_downloads=True)
        # The phone has no script at all: the visit must be recordable by forms alone.
        self.phone_context = browser.new_context(
            viewport={"width": 360, "height": 740}, java_script_enabled=False, has_touch=True)
        self.phone = self.phone_context.new_page()
        self.round = ""

    def sign_in(self, page):
        page.goto(self.base + "/")
        expect("登录" in page.title(), "somebody who is not signed in is led to the sign-in page")
        page.fill("input[name=username]", self.user)
        page.fill("input[name=password]", self.password)
        page.click("main form button")
        expect("工作台" in page.title(), "signing in leads to the desk")

    def upload(self, file):
        page = self.page
        page.goto(self.base + "/imports/new?register=person")
        page.set_input_files("input[type=file]", file)
        page.click("text=上传，看看各栏")
        expect("对应栏目" in page.title(), "after the upload the columns are shown")
        page.click("text=开始核对")
        address = re.sub(r"[#?].*", "", page.url)
        self.wait_for(address, "核对结果")
        return address

    def wait_for(self, address, words):
        for _ in range(120):
            self.page.goto(address)
            if words in self.page.title():
                return
            time.sleep(0.5)
        raise AssertionError("%s did not come to %s" % (address, words))

    def count(self, label):
        for tile in self.page.query_selector_all("main a"):
            text = tile.inner_text()
            if text.startswith(label):
                return number_before(text.replace(label, "", 1), "行")
        return 0

    def apply(self, address):
        page = self.page
        page.goto(address + "/apply")
        radios = page.query_selector_all("main input[type=radio]")
        if radios and not any(radio.is_checked() for radio in radios):
            radios[0].check()
        page.click("main form button")
        for _ in range(120):
            page.goto(address)
            if "完成" in page.title() or "已导入" in page.inner_text("main"):
                return
            time.sleep(0.5)
        raise AssertionError("the import was not applied")

    def import_messy(self):
        page = self.page
        address = self.upload(os.path.join(self.demo, "残疾人名单（乱）.xlsx"))
        refused = self.count("有错未收")
        expect(refused and refused > 5, "the messy file has refused rows (%s)" % refused)
        expect(self.count("新增") > 50, "most rows of the messy file are good")
        with page.expect_download() as download:
            page.click("text=下载标好错误的文件")
        mended = os.path.join(self.out, "mended.xlsx")
        download.value.save_as(mended)
        expect(self.mend(mended) >= refused, "every refused row is marked in the annotated file")
        self.apply(address)
        again = self.upload(mended)
        left = self.count("有错未收")
        expect(left == 0, "after mending no row is refused (%s left)" % left)
        expect(self.count("新增") >= 1, "the mended rows are new")
        self.apply(again)

    def mend(self, path):
        """Corrects the marked rows as a clerk would, in the same workbook."""
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        heads, problem = {}, None
        for row in sheet.iter_rows(min_row=1, max_row=6):
            for cell in row:
                words = str(cell.value or "")
                if words.startswith("问题（"):
                    problem = cell.column
                for name in ("姓名", "身份证号码", "所在村（社区）", "期望月薪", "残疾人证号", "残疾证号", "出生日期"):
                    if words.strip() == name:
                        heads.setdefault(name, cell.column)
        expect(problem, "the annotated file has a column of problems")
        mended = 0
        for row in range(5, sheet.max_row + 1):
            words = str(sheet.cell(row, problem).value or "")
            if not words.strip():
                continue
            mended += 1
            for name, column in heads.items():
                cell = sheet.cell(row, column)
                if name == "姓名" and not cell.value:
                    cell.value = "补全%d" % row
                if name == "身份证号码" and ("身份证" in words or "号码" in words or "位" in words):
                    cell.value = made_up_id(row)
                if name in ("残疾人证号", "残疾证号", "出生日期") and "号码" in words or name.startswith("残疾") and "证号" in words:
                    cell.value = None
                if name == "所在村（社区）" and "区划" in words:
                    cell.value = self.village(sheet, column)
                if name == "期望月薪" and "月薪" in words:
                    cell.value = 3000
        book.save(path)
        return mended

    @staticmethod
    def village(sheet, column):
        seen = {}
        for row in range(5, sheet.max_row + 1):
            value = sheet.cell(row, column).value
            if value:
                seen[value] = seen.get(value, 0) + 1
        return max(seen, key=seen.get)

    def open_round(self):
        page = self.page
        page.click("nav >> text=轮次")
        page.click("main >> text=开启一轮")
        # 四个一 of this year runs already; the assistance month can still be opened.
        self.choose(page, "哪一种轮次", "就业援助月")
        self.choose(page, "在哪个区划开启", "云河市")
        page.click("text=看看有多少人")
        planned = number_before(self.fact(page, "名单上会有"), "人")
        expect(planned and planned > 0, "the round will hold people (%s)" % planned)
        page.click("text=开启这一轮")
        expect(not page.query_selector("#error-summary"), "the round was opened")
        members = number_before(page.locator("main p", has_text="名单上有").inner_text(), "人")
        expect(members == planned, "the list holds as many as was said (%s, %s)" % (planned, members))
        self.round = page.inner_text("h1")

    @staticmethod
    def choose(page, label, words):
        options = page.get_by_label(label).locator("option").all_inner_texts()
        page.get_by_label(label).select_option(label=next(o for o in options if words in o))

    @staticmethod
    def fact(page, title):
        return page.locator("dl > div", has_text=title).locator("dd").first.inner_text()

    def visits(self):
        self.sign_in(self.phone)
        self.visit(self.round)
        self.visit("四个一”")

    def visit(self, round):
        phone = self.phone
        phone.click("nav >> text=轮次")
        phone.get_by_role("link", name=re.compile(re.escape(round) + "的进度")).click()
        phone.click("main >> text=/的待办名单$/ >> nth=0")
        members = phone.url
        waiting = number_before(phone.inner_text("main"), "人")
        expect(waiting and waiting > 0, "people are waiting for the first step")
        phone.click('main a[href*="/visit/"] >> nth=0')
        self.fits(phone)
        self.fill_required(phone)
        phone.click("main form button >> nth=0")
        problems = phone.query_selector_all(".error-summary, [role=alert]")
        expect(not problems, "the visit was saved: " + (problems[0].inner_text() if problems else ""))
        phone.goto(members)
        left = number_before(phone.inner_text("main"), "人")
        expect(left == waiting - 1, "one less is waiting (%s, then %s)" % (waiting, left))

    @staticmethod
    def fits(page):
        box = page.locator("main").bounding_box()
        expect(box["width"] <= 360, "the visit page fits a screen of 360 px")

    @staticmethod
    def fill_required(page):
        """Answers every question that is not optional with what fits the step, else with the first answer there is."""
        step = page.inner_text("h1").split("：")[-1].replace("送", "")
        for group in page.locator("main fieldset:visible, main .field:has(> select):visible").all():
            if "选填" in group.inner_text() or not group.locator("input[type=radio], option").count():
                continue
            if group.locator("select").count():
                options = [o for o in group.locator("option").all_inner_texts() if "选择" not in o]
                group.locator("select").select_option(label=next((o for o in options if step in o), options[0]))
            elif not group.locator("input:checked").count():
                (group.get_by_label(step) if group.get_by_label(step).count() else group.locator("input")).first.check()
        for field in page.locator("main .field:visible:has(> input), main .field:visible:has(> textarea)").all():
            if "选填" not in field.inner_text() and not field.locator("input, textarea").first.input_value():
                field.locator("input, textarea").first.fill("上门办理")

    def names(self):
        page = self.page
        page.click("nav >> text=方案")
        page.click("main >> text=/看云河市.*的进度/ >> nth=0")
        page.click("#target-table >> text=新增残疾人就业 >> nth=0")
        figure = number_before(page.inner_text("main li"), "人")
        expect(figure and figure > 0, "新增就业 has a figure")
        page.click("main >> text=查看名单 >> nth=0")
        counted = number_before(page.inner_text("main"), "人")
        expect(counted == figure, "as many names as the figure says (%s, %s)" % (figure, counted))
        with page.expect_download() as download:
            page.click("main >> text=/下载.*xlsx/i >> nth=0")
        handed_in = os.path.join(self.out, "names.xlsx")
        download.value.save_as(handed_in)
        rows = [row for row in openpyxl.load_workbook(handed_in).worksheets[0].iter_rows(values_only=True) if any(row)]
        expect(sum(1 for row in rows if self.is_entry(row)) == figure,
               "the workbook holds as many names as the figure says (%s rows)" % len(rows))
        page.click("main table a >> nth=0")
        expect(page.query_selector("main h1, h1") is not None, "a name leads to the record")

    @staticmethod
    def is_entry(row):
        """Whether a row of a workbook is an entry: a date stands in it, not only headings."""
        return any(re.match(r"\d{4}[-/年]\d", str(cell or "")) for cell in row)

    def run(self):
        steps = [("sign in", lambda: self.sign_in(self.page)), ("import and mend", self.import_messy),
                 ("open a round", self.open_round), ("visits on a phone", self.visits),
                 ("figure, names and workbook", self.names)]
        for name, step in steps:
            try:
                step()
                print("ok   " + name)
            except Exception as error:  # the message, the address and a picture say more than a trace
                page = self.phone if "phone" in name else self.page
                page.screenshot(path=os.path.join(self.out, "failed.png"), full_page=True)
                print("FAIL %s at %s: %s" % (name, page.url, error))
                return 1
        return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("base")
    parser.add_argument("demo")
    parser.add_argument("--user", default="shi")
    parser.add_argument("--password", required=True)
    parser.add_argument("--out", default="out")
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/lib/chromium/chromium-headless-shell"), args=["--no-sandbox"])
        failed = Journey(arguments, browser).run()
        browser.close()
    sys.exit(failed)


if __name__ == "__main__":
    main()
