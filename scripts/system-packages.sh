#!/usr/bin/env bash
# Installs the Debian packages that are missing. First argument: build (to build and run) or test (also to test).
set -euo pipefail

packages=(pkg-config libpq-dev libsqlite3-dev libsodium-dev libxlsxwriter-dev libzip-dev)
if [ "${1:-build}" = test ]; then
    packages+=(postgresql chromium-headless-shell fonts-noto-cjk python3-venv curl)
fi

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "安装缺少的软件包：${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "需要管理员权限。请让管理员运行：apt-get install ${missing[*]}" >&2
        exit 1
    }
    as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
