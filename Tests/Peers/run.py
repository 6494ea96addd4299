"""Runs queries over the rows of a file in DuckDB or Spark: run.py duckdb|spark FOLDER, whose in.json has tables (name,
columns with kinds, rows of texts or null) and queries; their rows are written to out.json as texts."""
import datetime
import json
import sys

KINDS = {"int": ("bigint", int), "bool": ("boolean", lambda text: text == "1"), "text": ("string", str),
         "date": ("date", datetime.date.fromisoformat)}


def main():
    engine, folder = sys.argv[1:]
    with open(f"{folder}/in.json", encoding="utf-8") as file:
        given = json.load(file)
    run = duckdb(given["tables"]) if engine == "duckdb" else spark(given["tables"])
    answers = [[["" if value is None else str(value) for value in row] for row in run(query)]
               for query in given["queries"]]
    with open(f"{folder}/out.json", "w", encoding="utf-8") as file:
        json.dump(answers, file)


def rows(table):
    read = [KINDS[column["kind"]][1] for column in table["columns"]]
    return [tuple(None if text is None else kind(text) for kind, text in zip(read, row)) for row in table["rows"]]


def schema(table):
    return ", ".join(f'{column["name"]} {KINDS[column["kind"]][0]}' for column in table["columns"])


def duckdb(tables):
    import duckdb
    database = duckdb.connect()
    for table in tables:
        database.execute(f'CREATE TABLE {table["name"]} ({schema(table)})')
        places = ", ".join("?" for _ in table["columns"])
        database.executemany(f'INSERT INTO {table["name"]} VALUES ({places})', rows(table))
    return lambda query: database.execute(query).fetchall()


def spark(tables):
    from pyspark.sql import SparkSession
    session = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
               .config("spark.sql.shuffle.partitions", "1").config("spark.log.level", "ERROR").getOrCreate())
    for table in tables:
        frame = session.createDataFrame(rows(table), schema(table)).coalesce(1).cache()
        frame.createOrReplaceTempView(table["name"])
    return lambda query: session.sql(query).collect()


main()
