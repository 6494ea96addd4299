#!/usr/bin/env bash
# Exit 0 when the binary is missing or older than any source: asking SwiftPM itself would cost a second and more.
set -euo pipefail
binary=$1
[ -x "$binary" ] || exit 0
[ -n "$(find Package.swift Sources -newer "$binary" -type f -print -quit)" ]
