#!/bin/sh
# A throw-away PostgreSQL for tests, run by an ordinary user, on a unix socket and a loopback port.
#
#   postgres-for-tests.sh start [--while PID] [DIR]   starts it and prints its URL; DIR defaults to a new temporary folder.
#                                                     With --while it stops and is removed when that process is gone.
#   postgres-for-tests.sh stop DIR                    stops it and removes the folder
set -eu

# Found again after going to another folder.
self=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")

fail() {
    echo "postgres-for-tests: $*" >&2
    exit 1
}

# The newest installed server; Debian keeps its programs out of PATH.
find_programs() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t / -k 5 -n -r) "$(pg_config --bindir 2>/dev/null || true)"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return
        fi
    done
    initdb=$(command -v initdb) || fail "no PostgreSQL server found (Debian: apt-get install postgresql)"
    dirname "$initdb"
}

# PostgreSQL refuses to run as root.
as_user() {
    if [ "$(id -u)" != 0 ]; then
        "$@"
    elif command -v runuser >/dev/null 2>&1; then
        runuser -u "$user" -- "$@"
    else
        setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups -- "$@"
    fi
}

start() {
    watched=
    if [ "${1-}" = --while ]; then
        watched=$2
        shift 2
    fi
    directory=${1-$(mktemp -d "${TMPDIR:-/tmp}/postgres-for-tests.XXXXXX")}
    mkdir -p "$directory"
    if [ "$(id -u)" = 0 ]; then
        user=postgres
        id "$user" >/dev/null 2>&1 || user=nobody
        chown "$user" "$directory"
    fi
    programs=$(find_programs)
    cd "$directory"
    as_user "$programs/initdb" -D "$directory/data" -E UTF8 --locale=C.UTF-8 -A trust -U postgres --no-sync \
        >"$directory/initdb.log" 2>&1 || fail "initdb failed: $(tail -n 3 "$directory/initdb.log")"
    attempt=0
    while :; do
        attempt=$((attempt + 1))
        port=$((20000 + ($(od -An -N2 -tu2 /dev/urandom) % 30000)))
        if as_user "$programs/pg_ctl" -D "$directory/data" -w -l "$directory/log" -o "-p $port -k $directory \
            -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
            -c max_connections=300 -c shared_buffers=64MB -c wal_level=minimal -c max_wal_senders=0 \
            -c autovacuum_naptime=300 -c jit=off" start >"$directory/start.log" 2>&1; then
            break
        fi
        [ "$attempt" -lt 5 ] || fail "the server does not start: $(tail -n 3 "$directory/log")"
    done
    if [ -n "$watched" ]; then
        # In a session of its own and away from our output, so that nobody waits for it.
        setsid "$self" watch "$watched" "$directory" </dev/null >/dev/null 2>&1 &
    fi
    echo "postgres://postgres@127.0.0.1:$port/postgres"
}

watch() {
    while kill -0 "$1" 2>/dev/null; do sleep 1; done
    stop "$2"
}

stop() {
    directory=$1
    [ -d "$directory/data" ] || fail "no server in $directory"
    if [ "$(id -u)" = 0 ]; then
        user=$(stat -c %U "$directory/data")
    fi
    cd "$directory"
    as_user "$(find_programs)/pg_ctl" -D "$directory/data" -m immediate -w stop >/dev/null 2>&1 || true
    cd /
    rm -rf "$directory"
}

case "${1-}" in
start | stop | watch)
    verb=$1
    shift
    [ "$verb" = start ] || [ $# -gt 0 ] || fail "which folder?"
    "$verb" "$@"
    ;;
*) fail "usage: $0 start [--while PID] [DIR] | stop DIR" ;;
esac
