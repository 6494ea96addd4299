"""The import of a list of people, measured beside plain readers of the same file in the same run.

    python Benchmarks/import.py --binary .build/release/qihang [--people 100000] [--only xlsx|csv]

Makes an XLSX and a CSV of made-up people (fixed seed, identity numbers of region 99), imports each with the real command
into a fresh SQLite installation (dry run, then with writing into another fresh one), and reads the same file with openpyxl
(read_only) and DuckDB (CSV). Prints rows a second, the ratio, and the most memory (VmHWM) of the import. Run by hand:
the numbers depend on the machine and on what else runs on it, so nothing here passes or fails.
"""

import argparse
import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEADINGS = ["姓名", "身份证号码", "残疾人证号", "性别", "民族", "文化程度", "婚姻状况", "发证日期", "所在村（社区）", "户籍地址", "户口性质",
            "联系电话", "就业状况", "就业意愿"]
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾"
GIVEN = "伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华建国文辉力志红玉梅海燕雪松柏青云山水金春夏秋冬"
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def citizen_id(born: str, serial: int) -> str:
    """A number whose check digit fits (GB 11643), of a region that does not exist."""
    body = "990101" + born + f"{serial:03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS)) % 11]


def villages() -> list[str]:
    """Full names (county, town, village) of the made-up city."""
    names, full = {}, []
    with open(HERE.parent / "packs/yunhe/regions.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            names[row["code"]] = row["name"]
            if len(row["code"]) == 12:
                full.append(names.get(row["code"][:6], "") + names.get(row["code"][:9], "") + row["name"])
    return full


def people(count: int):
    """Rows of people; the same for the same count."""
    chance = random.Random(20260101)
    places = villages()
    serials: dict[str, int] = {}
    for index in range(count):
        while True:
            born = f"{chance.randint(1940, 2008)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
            serials[born] = serials.get(born, 0) + 1
            if serials[born] <= 999:
                break
        number = citizen_id(born, serials[born])
        name = chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.randint(1, 2)))
        place = chance.choice(places)
        yield [
            name, number, number + f"{chance.randint(1, 6)}{chance.randint(1, 4)}",
            "男" if int(number[16]) % 2 else "女", "汉族", chance.choice(["小学", "初中", "高中"]),
            chance.choice(["未婚", "已婚"]), f"20{chance.randint(18, 25)}-{chance.randint(1, 12):02d}-15",
            place, f"{place}{chance.randint(1, 300)}号", chance.choice(["农业", "非农业"]),
            f"1{chance.choice('3589')}0{index:08d}", chance.choice(["未就业", "未就业", "已就业"]), "",
        ]


def make_files(folder: Path, count: int) -> dict[str, Path]:
    import openpyxl

    table, book = folder / "people.csv", folder / "people.xlsx"
    with open(table, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(people(count))
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("名单")
    sheet.append(HEADINGS)
    for row in people(count):
        sheet.append(row)
    workbook.save(book)
    return {"csv": table, "xlsx": book}


def most_memory(pid: int) -> int:
    """VmHWM in kB; 0 when the process is gone."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def run(binary: str, arguments: list[str], folder: Path) -> tuple[float, float, int, str]:
    """Wall seconds, processor seconds, most memory in MB, and what the command said last."""
    before = os.times()
    start = time.monotonic()
    with open(folder / "out.txt", "w+", encoding="utf-8") as out:
        process = subprocess.Popen([binary, *arguments], stdout=out, stderr=subprocess.STDOUT, cwd=HERE.parent)
        memory = 0
        while process.poll() is None:
            memory = max(memory, most_memory(process.pid))
            time.sleep(0.05)
        seconds = time.monotonic() - start
        out.seek(0)
        said = out.read()
    after = os.times()
    if process.returncode != 0:
        sys.exit(f"{' '.join(arguments)}: {process.returncode}\n{said[-2000:]}")
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    last = [line for line in said.splitlines() if line.startswith(("共 ", "已写入"))]
    return seconds, processor, memory // 1024, "；".join(last)


def peer(kind: str, file: Path) -> tuple[str, float, int]:
    """Reads the file with a plain reader: its name, seconds, rows."""
    start = time.monotonic()
    if kind == "xlsx":
        import openpyxl

        sheet = openpyxl.load_workbook(file, read_only=True).worksheets[0]
        rows = sum(1 for row in sheet.iter_rows(values_only=True) if row[0] is not None) - 1
        return "openpyxl (read_only), reading only", time.monotonic() - start, rows
    import duckdb

    rows = len(duckdb.sql(f"SELECT * FROM read_csv('{file}', all_varchar = true)").fetchall())
    return "DuckDB read_csv, reading only", time.monotonic() - start, rows


def show(name: str, rows: int, seconds: float, note: str = "") -> float:
    rate = rows / seconds
    print(f"  {name:<40} {seconds:8.1f} s {rate:10,.0f} rows/s  {note}")
    return rate


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--binary", required=True)
    options.add_argument("--people", type=int, default=100_000)
    options.add_argument("--only", choices=["xlsx", "csv"])
    options.add_argument("--postgres", help="also import into this empty PostgreSQL database")
    options = options.parse_args()
    binary = str(Path(options.binary).resolve())
    folder = Path(tempfile.mkdtemp(prefix="qihang-import-"))
    try:
        print(f"{options.people:,} people, load before the run {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        files = make_files(folder, options.people)
        for kind, file in files.items():
            if options.only not in (None, kind):
                continue
            print(f"{kind}, {file.stat().st_size / 1e6:.1f} MB, {len(HEADINGS)} columns")
            for step, flags in (("dry run", ["--dry-run"]), ("check and apply", [])):
                data = folder / f"{kind}-{step[:3]}"
                run(binary, ["migrate", "--data", str(data)], folder)
                seconds, processor, memory, said = run(
                    binary, ["import", "person", str(file), "--data", str(data), *flags], folder)
                ours = show(
                    f"qihang import, {step}", options.people, seconds,
                    f"processor {processor:.1f} s, VmHWM {memory} MB；{said}")
                shutil.rmtree(data)
            if options.postgres and kind == "csv":
                place = ["--data", str(folder / "pg"), "--postgres", options.postgres]
                run(binary, ["migrate", *place], folder)
                seconds, processor, memory, said = run(binary, ["import", "person", str(file), *place], folder)
                show("qihang import, PostgreSQL", options.people, seconds, f"VmHWM {memory} MB；{said}")
            name, seconds, rows = peer(kind, file)
            theirs = show(name, rows, seconds)
            print(f"  the whole import takes {theirs / ours:.1f} times as long as reading alone with {name.split(',')[0]}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
