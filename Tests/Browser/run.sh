#!/usr/bin/env bash
# The browser tests: the main job from sign-in to the names behind a figure; then the accessibility checker on every page
# in every state, for every role, in the display variants, in an installation without people, and where the machine fails.
# Needs the debug build of qihang; makes small installations of its own and throws them away.
# A page built of nothing new beside those before it is checked briefly. Tests/Browser/run.sh FOLDER checks all of them in
# every mode and keeps what was seen (report, pictures, what a screen reader says) in FOLDER.
set -euo pipefail
cd "$(dirname "$0")/../.."

python=$(scripts/browser-tools.sh)
work=$(mktemp -d)
out=${1:-$work/out}
how=(--shots none --built "$work/built")
[ $# -eq 0 ] || how=(--shots some)
demo_password=yunhe-demo-2026
servers=()
finish() {
    [ ${#servers[@]} -eq 0 ] || kill "${servers[@]}" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

# serve NAME [options of qihang run]: starts an installation and waits until it answers; sets base.
serve() {
    local name=$1 port server
    shift
    port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    .build/debug/qihang run --data "$work/$name" --port "$port" "$@" >"$work/$name.log" 2>&1 &
    server=$!
    servers+=("$server")
    base="http://127.0.0.1:$port"
    for _ in $(seq 240); do
        curl -sf "$base/health" >/dev/null 2>&1 && return
        kill -0 "$server" 2>/dev/null || { cat "$work/$name.log"; exit 1; }
        sleep 0.5
    done
    echo "the server did not start"
    cat "$work/$name.log"
    exit 1
}

check() {
    local what=$1
    shift
    "$python" Tests/Browser/check.py "$base" --walks "Tests/Browser/walks/$what" "${how[@]}" -j 2 --out "$out/$what" "$@"
}

failed=0
# The checker sees the faults that are put before it; the component gallery is written by the tests of Kit.
"$python" Tests/Browser/selftest.py || failed=1
serve city --people 600
"$python" Tests/Browser/journey.py "$base" "$work/city/demo" --password "$demo_password" --out "$out" || failed=1

# The walks start from a city of their own: what the journey did must not lead them.
serve walked --people 600
city=(--login /sign-in --user shi --password "$demo_password" --files "$work/walked/demo" --database "$work/walked/qihang.sqlite")
check city "${city[@]}" --routes Sources/Web/Office || failed=1
check display "${city[@]}" || failed=1
check broken "${city[@]}" || failed=1

serve empty --empty
password=$(sed -n 's/.*一次性密码：\([^（]*\)（.*/\1/p' "$work/empty.log")
check empty --password "$password" || failed=1
exit $failed
