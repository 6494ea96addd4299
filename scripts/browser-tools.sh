#!/bin/sh
# Installs what the browser checks need, where it is missing: Chromium and a Chinese font (apt-get, as root or by sudo),
# and a Python environment in .tools/venv. Run again, it only looks. Prints the path of the Python to use.
set -eu
cd "$(dirname "$0")/.."
tools=.tools
venv=$tools/venv

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else
        echo "缺少 $*：请用管理员身份运行，或先安装 sudo。" >&2
        exit 1
    fi
}

missing=
[ -x /usr/lib/chromium/chromium-headless-shell ] || missing="$missing chromium-headless-shell"
[ -n "$(fc-list :lang=zh-cn 2>/dev/null | head -n 1)" ] || missing="$missing fontconfig fonts-noto-cjk"
python3 -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
if [ -n "$missing" ]; then
    as_root apt-get update -qq >&2
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
fi

stamp=$venv/requirements.txt
if ! cmp -s Tests/Browser/requirements.txt "$stamp"; then
    mkdir -p "$tools"
    python3 -m venv "$venv" >&2
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r Tests/Browser/requirements.txt >&2
    cp Tests/Browser/requirements.txt "$stamp"
fi
echo "$PWD/$venv/bin/python"
