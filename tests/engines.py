"""Other engines for the tests of targets, each started here and stopped when its tests have ended.

Spark runs inside the process of dbt or of `qushu ingest`; PostgreSQL is a server of its own, on a
socket in a temporary folder.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: What makes a hundred small jobs quick: no code is generated, compiled in full, or shuffled wide.
SPARK_DEFAULTS = """
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.ui.showConsoleProgress false
"""


def spark_environment(folder: Path, defaults: str = SPARK_DEFAULTS) -> dict[str, str]:
    """What dbt and qushu need for a Spark of their own, whose tables lie in a folder.

    :param defaults: settings, a line each; without them, those that make small jobs quick.
    """
    conf = folder / "conf"
    conf.mkdir(exist_ok=True)
    (conf / "spark-defaults.conf").write_text(defaults, encoding="utf-8")
    quick = {
        "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "QUSHU_SPARK_PARTITIONS": "1",
    }
    return {
        "SPARK_CONF_DIR": str(conf),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "QUSHU_SPARK_WAREHOUSE": str(folder / "tables"),
    } | (quick if defaults == SPARK_DEFAULTS else {})


@contextmanager
def postgres(*databases: str, settings: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    """A server with these databases; yields the variables by which libpq finds it.

    :param settings: of the server, such as `shared_buffers=1GB`.
    """
    # A server refuses to be root's.
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:
        owner = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    # A socket has a short name: pytest's own folders have not.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if owner:
            shutil.chown(folder, owner["user"], owner["group"])
        run = {"cwd": folder, "stdout": subprocess.DEVNULL, **owner}
        options = ["--locale", "C", "--encoding", "UTF8", "--auth", "trust", "--no-sync"]
        command = [_program("initdb"), "-D", folder / "data", "-U", "qushu", *options]
        subprocess.run(command, check=True, **run)
        own = [f"unix_socket_directories={folder}", "listen_addresses=", "fsync=off"]
        command = [_program("postgres"), "-D", folder / "data"]
        command += [word for setting in (*own, *settings) for word in ("-c", setting)]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, **run) as server:
            try:
                address = {"PGHOST": name, "PGUSER": "qushu"}
                _wait(server, address)
                for database in databases:
                    subprocess.run(
                        [_program("createdb"), database], env=os.environ | address, check=True
                    )
                yield address
            finally:
                # Fast, by its name in the manual: without waiting for clients.
                server.send_signal(signal.SIGINT)


def _wait(server: subprocess.Popen[bytes], address: dict[str, str]) -> None:
    ready = [_program("pg_isready"), "--quiet", "--dbname", "postgres"]
    for _ in range(300):
        if subprocess.run(ready, env=os.environ | address, check=False).returncode == 0:
            return
        assert server.poll() is None, "PostgreSQL has ended"
        time.sleep(0.1)
    raise AssertionError("PostgreSQL does not answer")


def _program(name: str) -> str:
    """A program of PostgreSQL, which Debian keeps off the PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found = shutil.which(name, path=os.pathsep.join([os.environ["PATH"], *map(str, folders)]))
    assert found, f"no {name}: install PostgreSQL (Debian: postgresql)"
    return found
