#!/usr/bin/env bash
# What must not stand in Swift: a city, an unsafe shortcut, a thing left for later. Packs hold cities; errors are values.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0

refuse() {
    local why=$1 pattern=$2
    shift 2
    if grep -rnE --include='*.swift' "$pattern" "$@"; then
        echo "↑ $why" >&2
        failed=1
    fi
}

cities=$(sed -n 's/^title: *//p' packs/*/pack.yaml | sed 's/[市区县]$//' | grep -v '^共用\|^各地\|^全国' | sort -u | paste -sd'|' -)
refuse "a city's name belongs in its pack" "$cities" Sources --exclude-dir=Demo
refuse "no shortcuts past the type checker" '\btry!|\bas!|\bfatalError\(|TODO|FIXME|\bXXX\b' Sources Tests
exit $failed
