"""The quota audit over a million employers: the DMN model run as columns and as SQL, beside DuckDB, Polars, numpy and ZEN.

    python Benchmarks/decisions/run.py --binary .build/release/qihang [--data FOLDER] [--repeat 7] [--only NAME,...]

The interpreter and ZEN decide row by row on one core, the first rows alone; a second table holds them side by side.

Every engine answers the same rule on the same rows; every answer is held, row by row, to one worked out with Python's
whole numbers. Grouping: placement months to weighted months. Rule: joins and results included. Medians, data in the
engine's own memory. Run by hand on a quiet machine: nothing here passes or fails.
"""

import argparse
import csv
import json
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
TIERS = ["达标", "小微免征", "减按50%", "减按90%"]
ENGINES = ["columns", "sql", "duckdb", "polars", "numpy", "interpreter", "zen"]
FEW = 100_000
DAY = "2024-12-31"
OUTPUTS = ["应缴", "档次", "封顶", "加权人月"]


def load(data: Path):
    """Columns as numpy arrays, with the region's values of the day for each employer."""
    import pyarrow.parquet as parquet

    employers, months, regions = (parquet.read_table(data / f"{name}.parquet") for name in ("employers", "placements", "regions"))
    live = {row["region_id"]: row for row in regions.to_pylist()
            if row["valid_from"] <= DAY and (row["valid_to"] is None or row["valid_to"] >= DAY)}
    take = lambda table: {name: table[name].to_numpy() for name in table.column_names}
    return take(employers), take(months), live


def reference(data: Path):
    """employer -> (levy in fen, tier, capped, weighted months), in Python's whole numbers."""
    employers, months, live = load(data)
    weighted: dict[int, int] = {}
    for employer, card, grade, insured in zip(*(months[name].tolist() for name in ("employer_id", "cert_type", "grade", "insured"))):
        if insured:
            weighted[employer] = weighted.get(employer, 0) + (2 if grade <= (2 if card == 0 else 3) else 1)
    answers = {}
    for employer, region, head, wage in zip(*(employers[name].tolist() for name in ("employer_id", "region_id", "headcount", "avg_wage_fen"))):
        row, placed = live[region], weighted.get(employer, 0)
        gap, cap = head * row["quota_bp"] * 12 - placed * 10_000, 2 * row["social_avg_wage_fen"]
        tier = 0 if gap <= 0 else 1 if head <= 30 else 2 if placed * 100 >= head * 12 else 3
        levy = (max(gap, 0) * min(wage, cap) * (0, 0, 50, 90)[tier] + 6_000_000) // 12_000_000
        answers[employer] = (levy, tier, wage > cap, placed)
    return answers


def wrong(rows, expected) -> int:
    """How many rows differ; rows that are missing count."""
    rows = list(rows)
    return sum(expected[row[0]] != tuple(row[1:]) for row in rows) + len(expected) - len({row[0] for row in rows})


def timed(repeat: int, work):
    times, result = [], None
    for _ in range(repeat):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return result, statistics.median(times)


def most_memory(process) -> int:
    """MiB at most, polled until the process ends."""
    most = 0
    while process.poll() is None:
        try:
            text = Path(f"/proc/{process.pid}/status").read_text()
            most = max(most, int(re.search(r"VmHWM:\s+(\d+)", text)[1]))
        except (OSError, TypeError):
            pass
        time.sleep(0.002)
    return most // 1024


def columns(arguments, expected):
    output = arguments.data / "result.csv"
    command = [arguments.binary, "decide", "batch", str(HERE / "levy.dmn"), "--decision", *OUTPUTS,
               "--files", str(arguments.data / "files.json"), "--output", str(output), "--threads", "2"]
    (arguments.data / "files.json").write_text((HERE / "files.json").read_text(encoding="utf-8"), encoding="utf-8")
    said = subprocess.run([*command, "--repeat", str(arguments.repeat)], capture_output=True, text=True, check=True).stdout
    group, rule = (float(re.search(word + r" ([\d.]+) 毫秒", said)[1]) / 1000 for word in ("汇总子行", "计算"))
    walls, memory = [], 0
    for _ in range(3):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        memory = max(memory, most_memory(process))
        walls.append(time.perf_counter() - start)
    print(said, end="", file=sys.stderr)
    with open(output, encoding="utf-8") as file:
        rows = [(int(row["employer_id"]), round(float(row["应缴"]) * 100), TIERS.index(row["档次.名称"]), row["封顶"] == "true",
                 int(row["加权人月"])) for row in csv.DictReader(file)]
    return {"group": group, "rule": rule, "whole": statistics.median(walls), "memory": memory, "wrong": wrong(rows, expected)}


def sql(arguments, expected):
    """Our own SQL, run by DuckDB in one query: grouping and rule together."""
    import duckdb

    connection = duck(duckdb, arguments)
    query = subprocess.run(
        [arguments.binary, "decide", "sql", str(HERE / "levy.dmn"), "--decision", *OUTPUTS, "--files", str(HERE / "files.json"),
         "--dialect", "duckdb"], capture_output=True, text=True, check=True).stdout
    _, seconds = timed(arguments.repeat, lambda: connection.execute(f"CREATE OR REPLACE TABLE answer AS {query}"))
    texts = {}
    rows = connection.execute("SELECT * FROM answer ORDER BY key").fetchall()
    bad = 0
    for row in rows:
        key, reason, levy, unit, tier, _, share, _, capped, _, placed, _ = row
        levy = levy * 100 // unit
        texts.setdefault(tier, expected[key][1])
        bad += reason != 0 or (levy, texts[tier], bool(capped), placed) != expected[key]
    return {"rule": seconds, "wrong": bad + len(expected) - len(rows)}


def duck(duckdb, arguments):
    connection = duckdb.connect()
    connection.execute("SET threads=2")
    connection.execute("SET preserve_insertion_order=false")
    for name in ("employers", "placements"):
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{arguments.data}/{name}.parquet')")
    connection.execute(
        "CREATE TABLE regions AS SELECT * REPLACE (CAST(valid_from AS DATE) AS valid_from, CAST(valid_to AS DATE) AS valid_to) "
        f"FROM read_parquet('{arguments.data}/regions.parquet')")
    return connection


def duckdb(arguments, expected):
    import duckdb

    connection = duck(duckdb, arguments)
    _, group = timed(arguments.repeat, lambda: connection.execute(
        """CREATE OR REPLACE TABLE months AS SELECT employer_id, CAST(SUM(CASE WHEN grade <= CASE WHEN cert_type = 0 THEN 2 ELSE 3 END
           THEN 2 ELSE 1 END) AS BIGINT) AS placed FROM placements WHERE insured GROUP BY employer_id"""))
    _, rule = timed(arguments.repeat, lambda: connection.execute(
        f"""CREATE OR REPLACE TABLE answer AS
        SELECT employer_id, (gap * base * CASE tier WHEN 2 THEN 50 WHEN 3 THEN 90 ELSE 0 END + 6000000) // 12000000 AS levy, tier, capped, placed
        FROM (SELECT *, CAST(CASE WHEN gap <= 0 THEN 0 WHEN head <= 30 THEN 1 WHEN placed * 100 >= head * 12 THEN 2 ELSE 3 END AS TINYINT) AS tier
          FROM (SELECT e.employer_id, COALESCE(m.placed, 0) AS placed, CAST(e.headcount AS BIGINT) AS head,
                  CAST(e.headcount AS BIGINT) * r.quota_bp * 12 - COALESCE(m.placed, 0) * 10000 AS gap,
                  e.avg_wage_fen > 2 * r.social_avg_wage_fen AS capped, LEAST(e.avg_wage_fen, 2 * r.social_avg_wage_fen) AS base
                FROM employers e JOIN regions r ON r.region_id = e.region_id AND r.valid_from <= DATE '{DAY}'
                  AND (r.valid_to IS NULL OR r.valid_to >= DATE '{DAY}')
                LEFT JOIN months m ON m.employer_id = e.employer_id))"""))
    rows = connection.execute("SELECT employer_id, levy, tier, capped, placed FROM answer").fetchall()
    return {"group": group, "rule": rule, "wrong": wrong(rows, expected)}


def polars(arguments, expected):
    os.environ["POLARS_MAX_THREADS"] = "2"
    import polars as pl

    c = pl.col
    frames = {name: pl.read_parquet(arguments.data / f"{name}.parquet") for name in ("employers", "placements", "regions")}

    def grouped():
        severe = c("grade") <= pl.when(c("cert_type") == 0).then(2).otherwise(3)
        return (frames["placements"].lazy().filter(c("insured")).group_by("employer_id")
                .agg(pl.when(severe).then(2).otherwise(1).cast(pl.Int64).sum().alias("placed")).collect())

    months, group = timed(arguments.repeat, grouped)
    live = (c("valid_from") <= DAY) & (c("valid_to").is_null() | (c("valid_to") >= DAY))

    def ruled():
        regions = frames["regions"].lazy().filter(live).select("region_id", "quota_bp", "social_avg_wage_fen")
        table = (frames["employers"].lazy().join(regions, on="region_id").join(months.lazy(), on="employer_id", how="left")
                 .with_columns(placed=c("placed").fill_null(0), head=c("headcount").cast(pl.Int64), cap=2 * c("social_avg_wage_fen"))
                 .with_columns(gap=c("head") * c("quota_bp").cast(pl.Int64) * 12 - c("placed") * 10_000, capped=c("avg_wage_fen") > c("cap"))
                 .with_columns(tier=pl.when(c("gap") <= 0).then(0).when(c("head") <= 30).then(1)
                               .when(c("placed") * 100 >= c("head") * 12).then(2).otherwise(3).cast(pl.Int8)))
        share = pl.when(c("tier") == 2).then(50).when(c("tier") == 3).then(90).otherwise(0).cast(pl.Int64)
        levy = (c("gap") * pl.min_horizontal("avg_wage_fen", "cap") * share + 6_000_000) // 12_000_000
        return table.select("employer_id", levy.alias("levy"), "tier", "capped", "placed").collect()

    answer, rule = timed(arguments.repeat, ruled)
    return {"group": group, "rule": rule, "wrong": wrong(answer.iter_rows(), expected)}


def vectors(arguments):
    """numpy's columns: employers, places of the months' employers, region values."""
    import numpy as np

    employers, months, live = load(arguments.data)
    quota = np.array([live[region]["quota_bp"] for region in range(len(live))], np.int64)
    wage = np.array([live[region]["social_avg_wage_fen"] for region in range(len(live))], np.int64)

    def grouped():
        place = np.searchsorted(employers["employer_id"], months["employer_id"])
        severe = months["grade"] <= np.where(months["cert_type"] == 0, 2, 3)
        return np.bincount(place, np.where(severe, 2, 1) * months["insured"], len(employers["employer_id"])).astype(np.int64)

    return employers, quota, wage, grouped


def numpy(arguments, expected):
    import numpy as np

    employers, quota, social, grouped = vectors(arguments)
    placed, group = timed(arguments.repeat, grouped)

    def ruled():
        head, region = employers["headcount"].astype(np.int64), employers["region_id"]
        gap, cap = head * quota[region] * 12 - placed * 10_000, 2 * social[region]
        tier = np.select([gap <= 0, head <= 30, placed * 100 >= head * 12], [0, 1, 2], 3)
        levy = (np.maximum(gap, 0) * np.minimum(employers["avg_wage_fen"], cap) * np.array([0, 0, 50, 90])[tier] + 6_000_000) // 12_000_000
        return levy, tier, employers["avg_wage_fen"] > cap

    (levy, tier, capped), rule = timed(arguments.repeat, ruled)
    rows = zip(employers["employer_id"].tolist(), levy.tolist(), tier.tolist(), capped.tolist(), placed.tolist())
    return {"group": group, "rule": rule, "wrong": wrong(rows, expected)}


def lines(arguments) -> Path:
    """The first employers with region and placement months as the model names them, one JSON object a line."""
    path = arguments.data / "rows.jsonl"
    employers, months, live = load(arguments.data)
    count = min(FEW, len(employers["employer_id"]))
    placed: dict[int, list] = {key: [] for key in employers["employer_id"][:count].tolist()}
    for key, card, grade, insured in zip(*(months[name].tolist() for name in ("employer_id", "cert_type", "grade", "insured"))):
        if key in placed:
            placed[key].append({"证件": card, "等级": grade, "参保": insured})
    yuan = lambda fen: f"{fen // 100}.{fen % 100:02}"
    columns = (employers[name][:count].tolist() for name in ("employer_id", "region_id", "headcount", "avg_wage_fen"))
    with open(path, "w", encoding="utf-8") as file:
        for key, region, head, wage in zip(*columns):
            row = live[region]
            file.write(
                f'{{"单位":{{"在职职工人数":{head},"年平均工资":{yuan(wage)}}},"地区":{{"安排比例":0.{row["quota_bp"]:04},'
                f'"社会平均工资":{yuan(row["social_avg_wage_fen"])}}},"安置":{json.dumps(placed[key], ensure_ascii=False)}}}\n')
    return path


def interpreter(arguments, expected):
    """Our FEEL as the standard says, one decision after another; it sums up the placement months itself."""
    output = arguments.data / "rows.out"
    command = [arguments.binary, "decide", "run", str(HERE / "levy.dmn"), "--decision", OUTPUTS[0], "--input", str(lines(arguments))]

    def ran(*more):
        walls, times = [], []
        for _ in range(3):
            start = time.perf_counter()
            with open(output, "w", encoding="utf-8") as file:
                said = subprocess.run([*command, *more], stdout=file, stderr=subprocess.PIPE, text=True, check=True).stderr
            walls.append(time.perf_counter() - start)
            times.append(float(re.search(r"用了 ([\d.]+) 秒", said)[1]))
        return statistics.median(times), statistics.median(walls)

    traced, _ = ran("--trace")
    rule, whole = ran()
    answers = [line.split("\t")[1] for line in output.read_text(encoding="utf-8").splitlines()]
    bad = sum(answer[0] != round(float(levy) * 100) for answer, levy in zip(expected.values(), answers))
    return {"rule": rule, "traced": traced, "read": whole, "rows": len(answers), "wrong": bad}


def zen(arguments, expected):
    """The first rows alone, as it takes rows one by one."""
    import zen as engine_module

    node = lambda kind, name, content: {"type": kind, "id": name, "name": name, "content": content, "position": {"x": 0, "y": 0}}
    formulas = {"gap": "headcount * quota - placed / 12", "rate": "placed / 12 / headcount", "base": "min([wage, 2 * social])",
                "tier": "gap <= 0 ? 0 : headcount <= 30 ? 1 : rate >= 0.01 ? 2 : 3", "capped": "wage > 2 * social"}
    later = {"levy": "round(max([0, $.gap]) * $.base * ($.tier == 2 ? 0.5 : $.tier == 3 ? 0.9 : 0))"}
    expressions = [{"id": key, "key": key, "value": re.sub(r"\b(gap|rate|tier)\b", r"$.\1", text) if key == "tier" else text}
                   for key, text in formulas.items()] + [{"id": key, "key": key, "value": text} for key, text in later.items()]
    graph = {"nodes": [node("inputNode", "in", {"schema": ""}),
                       node("expressionNode", "rule", {"expressions": expressions, "passThrough": False, "executionMode": "single"}),
                       node("outputNode", "out", {"schema": ""})],
             "edges": [{"id": "a", "type": "edge", "sourceId": "in", "targetId": "rule"},
                       {"id": "b", "type": "edge", "sourceId": "rule", "targetId": "out"}]}
    engine = engine_module.ZenEngine({"loader": {"type": "static", "content": {"levy": graph}}})
    employers, quota, social, grouped = vectors(arguments)
    placed, count = grouped(), min(FEW, len(expected))
    head, wage, region = (employers[name][:count].tolist() for name in ("headcount", "avg_wage_fen", "region_id"))
    rows = [{"headcount": h, "wage": w, "quota": quota[r].item() / 10_000, "social": social[r].item(), "placed": p}
            for h, w, r, p in zip(head, wage, region, placed[:count].tolist())]
    results, rule = timed(1, lambda: [engine.evaluate("levy", row)["result"] for row in rows])
    texts = [json.dumps(row) for row in rows]
    _, read = timed(1, lambda: [engine.evaluate("levy", json.loads(text))["result"] for text in texts])
    _, traced = timed(1, lambda: [engine.evaluate("levy", row, {"trace": True})["result"] for row in rows])
    ids = employers["employer_id"][:count].tolist()
    bad = sum(expected[key][:3] != (round(float(got["levy"])), int(got["tier"]), bool(got["capped"])) for key, got in zip(ids, results))
    return {"rule": rule, "traced": traced, "read": read, "rows": count, "wrong": bad}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--data", type=Path, default=HERE / "data")
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("--only", default=",".join(ENGINES))
    arguments = parser.parse_args()
    if not (arguments.data / "employers.csv").exists():
        import data
        data.make(arguments.data, 1_000_000, 3_000_000)
    expected = reference(arguments.data)
    months = sum(1 for _ in open(arguments.data / "placements.csv", "rb")) - 1
    results = {name: globals()[name](arguments, expected) for name in arguments.only.split(",")}
    ours = results.get("columns", {})
    print("| engine | grouping, ms | M rows/s | rule, ms | M rows/s | ours is faster by | files in to file out | wrong rows |")
    print("|---|---|---|---|---|---|---|---|")
    for name, result in results.items():
        group, rule, rows = result.get("group"), result["rule"], result.get("rows", len(expected))
        faster = f"{rule / rows / ours['rule'] * len(expected):.1f}" if ours and name != "columns" else ""
        whole = f"{result['whole']:.2f} s, {result['memory']} MiB" if "whole" in result else ""
        both = (f"{group * 1000:.1f}", f"{months / group / 1e6:.0f}") if group else ("", "")
        print(f"| {name} | {both[0]} | {both[1]} | {rule * 1000:.1f} | {rows / rule / 1e6:.2f} | {faster} | {whole} | {result['wrong']} of {rows} |")
    slow = {name: result for name, result in results.items() if "traced" in result}
    if slow:
        print("\n| row by row, one core | decisions/s | times ZEN | with trace | times ZEN | reading JSON included | times ZEN |")
        print("|---|---|---|---|---|---|---|")
    for name, result in slow.items():
        cells = []
        for key in ("rule", "traced", "read"):
            peer = slow.get("zen", {}).get(key)
            cells += [f"{result['rows'] / result[key]:,.0f}", f"{peer / result[key] * result['rows'] / slow['zen']['rows']:.1f}" if peer else ""]
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
