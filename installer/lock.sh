#!/bin/sh
# Writes the two lock files again from pyproject.toml: every platform, every hash. Versions already locked are kept
# unless pyproject.toml forbids them; `UPGRADE=1 make lock` takes the newest.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python -m pip --disable-pip-version-check --quiet install uv

compile() {
    .venv/bin/python -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
        --no-header --quiet ${UPGRADE:+--upgrade} "$@"
}
compile --group build --output-file requirements.lock
compile --group build --group dev --output-file requirements-dev.lock
