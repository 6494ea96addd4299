#!/bin/sh
# Installs DuckDB and PySpark for the tests of strict decisions into .tools/peers, where they are missing. Run again, it
# only looks. Prints the path of the Python to use; nothing where they cannot be had, and then those tests skip.
set -u
cd "$(dirname "$0")/.."
venv=.tools/peers
stamp=$venv/requirements.txt
if ! cmp -s Tests/Peers/requirements.txt "$stamp"; then
    mkdir -p .tools
    if ! { python3 -m venv "$venv" &&
        "$venv/bin/pip" install --quiet --disable-pip-version-check -r Tests/Peers/requirements.txt; } >&2; then
        echo "DuckDB 和 PySpark 装不上，用到它们的测试会跳过。" >&2
        exit 0
    fi
    cp Tests/Peers/requirements.txt "$stamp"
fi
echo "$PWD/$venv/bin/python"
