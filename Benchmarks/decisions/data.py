"""Made-up employers, regions and placement months for the quota audit; the same rows for the same arguments."""

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

REGIONS = 340


def regions(chance) -> tuple[pa.Table, np.ndarray]:
    province = np.sort(chance.integers(0, 31, REGIONS))
    quota = chance.choice(np.array([150, 150, 150, 160, 170, 200]), 31)[province]
    wage = np.round(chance.lognormal(np.log(92_000), 0.22, REGIONS)).astype(np.int64)
    tables = []
    for first, last, growth in (("2023-01-01", "2023-12-31", 1.0), ("2024-01-01", None, 1.043)):
        tables.append(pa.table({
            "region_id": np.arange(REGIONS, dtype=np.int32),
            "valid_from": pa.array([first] * REGIONS), "valid_to": pa.array([last] * REGIONS, pa.string()),
            "quota_bp": quota.astype(np.int32), "social_avg_wage_fen": np.round(wage * growth).astype(np.int64) * 100,
        }))
    return pa.concat_tables(tables), wage


def employers(chance, count: int, wage: np.ndarray) -> pa.Table:
    weight = 1.0 / (np.arange(REGIONS) + 8.0)
    region = chance.choice(REGIONS, count, p=weight / weight.sum()).astype(np.int32)
    return pa.table({
        "employer_id": 100_000_000_003 + np.arange(count, dtype=np.int64) * 7919, "region_id": region,
        "headcount": np.clip(np.round(chance.lognormal(np.log(24), 1.35, count)), 1, 200_000).astype(np.int32),
        "avg_wage_fen": np.clip(
            np.round(wage[region] * chance.lognormal(-0.12, 0.48, count) * 100), 1_800_000, 300_000_000).astype(np.int64),
    })


def placements(chance, count: int, table: pa.Table) -> pa.Table:
    """One row a person and month, in the order of the months; workplaces are drawn by headcount."""
    persons = count // 9 + 1000
    share = np.cumsum(table["headcount"].to_numpy().astype(float) ** 0.95)
    workplace = np.minimum(np.searchsorted(share, chance.random(persons) * share[-1]), len(share) - 1)
    whole = chance.random(persons) < 0.66
    start = np.where(whole, 1, chance.integers(1, 13, persons))
    length = np.where(whole, 12, np.minimum(chance.integers(1, 13, persons), 13 - start))
    card = (chance.random(persons) < 0.03).astype(np.int8)
    grade = np.where(
        card == 0, chance.choice([1, 2, 3, 4], persons, p=[0.09, 0.21, 0.29, 0.41]), chance.integers(1, 11, persons))
    person = np.repeat(np.arange(persons), length)
    month = np.repeat(start - np.cumsum(length) + length, length) + np.arange(len(person))
    keep = chance.permutation(len(person))[:count]
    keep = keep[np.argsort(month[keep], kind="stable")]
    person = person[keep]
    return pa.table({
        "employer_id": table["employer_id"].to_numpy()[workplace[person]],
        "person_id": (500_000_000 + person).astype(np.int64), "month": month[keep].astype(np.int8),
        "cert_type": card[person], "grade": grade[person].astype(np.int8), "insured": chance.random(len(keep)) < 0.965,
    })


def make(folder: Path, employer_count: int, placement_count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.Generator(np.random.PCG64(20261121))
    region_table, wage = regions(chance)
    employer_table = employers(chance, employer_count, wage)
    tables = {"regions": region_table, "employers": employer_table,
              "placements": placements(chance, placement_count, employer_table)}
    for name, table in tables.items():
        pyarrow.csv.write_csv(table, folder / f"{name}.csv", pyarrow.csv.WriteOptions(quoting_style="none"))
        pyarrow.parquet.write_table(table, folder / f"{name}.parquet")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--employers", type=int, default=1_000_000)
    arguments.add_argument("--placements", type=int, default=3_000_000)
    given = arguments.parse_args()
    make(given.out, given.employers, given.placements)
