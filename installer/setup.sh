#!/bin/sh
# Finds a Python from 3.11 on (installs Debian's where it may), then hands over to prepare.py.
# Usage: sh installer/setup.sh run|dev
set -eu
cd "$(dirname "$0")/.."

suits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in python3.13 python3.12 python3.11 python3 python; do
        if suits "$name"; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

if ! python=$(find_python); then
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        echo "Python 3.11 ou plus récent manque : installation du paquet Debian python3…"
        export DEBIAN_FRONTEND=noninteractive
        { apt-get update && apt-get install -y --no-install-recommends python3 python3-venv; } >/dev/null 2>&1 || true
    fi
    if ! python=$(find_python); then
        echo "Python 3.11 ou plus récent est introuvable." >&2
        echo "Sous Debian ou Ubuntu, tapez : sudo apt-get update && sudo apt-get install -y python3 python3-venv" >&2
        echo "Ailleurs, installez Python depuis son site officiel (python.org), puis recommencez." >&2
        exit 1
    fi
fi

exec "$python" installer/prepare.py "$@"
