#!/bin/sh
# Installs DuckDB, and where there is Java PySpark, for the tests of strict decisions into .tools/peers, where they are
# missing. Run again, it only looks. Prints the path of the Python to use; nothing where they cannot be had, and then those
# tests skip.
set -u
cd "$(dirname "$0")/.."
venv=.tools/peers
stamp=$venv/requirements.txt
wanted=$(cat Tests/Peers/requirements.txt)
command -v java >/dev/null 2>&1 && wanted=$(printf '%s\n' "$wanted" "$(cat Tests/Peers/requirements-java.txt)")
if [ "$wanted" != "$(cat "$stamp" 2>/dev/null)" ]; then
    mkdir -p .tools
    if ! { python3 -m venv "$venv" && printf '%s\n' "$wanted" >"$venv/wanted.txt" &&
        "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$venv/wanted.txt"; } >&2; then
        echo "DuckDB 和 PySpark 装不上，用到它们的测试会跳过。" >&2
        exit 0
    fi
    mv "$venv/wanted.txt" "$stamp"
fi
echo "$PWD/$venv/bin/python"
