#!/usr/bin/env bash
# The browser tests: the main job from sign-in to the names behind a figure, then the accessibility checker on the pages.
# Needs the debug build of qihang; makes a small demo city of its own and throws it away.
set -euo pipefail
cd "$(dirname "$0")/../.."

python=$(scripts/browser-tools.sh)
work=$(mktemp -d)
password=yunhe-demo-2026
port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
server=
finish() {
    [ -n "$server" ] && kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

.build/debug/qihang run --data "$work/data" --port "$port" --people 600 >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 240); do
    curl -sf "http://127.0.0.1:$port/health" >/dev/null 2>&1 && break
    kill -0 "$server" 2>/dev/null || { cat "$work/server.log"; exit 1; }
    sleep 0.5
done
curl -sf "http://127.0.0.1:$port/health" >/dev/null || { echo "the server did not start"; cat "$work/server.log"; exit 1; }

base="http://127.0.0.1:$port"
"$python" Tests/Browser/journey.py "$base" "$work/data/demo" --password "$password" --out "$work/out"
"$python" Tests/Browser/check.py "$base" --pages Tests/Browser/pages.json \
    --login /sign-in --field username=shi --field "password=$password" -j 2 --out "$work/out"
