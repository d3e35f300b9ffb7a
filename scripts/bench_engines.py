"""PostgreSQL and Spark beside DuckDB: the same raw rows, the same models, the same questions.

`bench_scale.py --engines postgres spark` asks these; docs/targets.md says what the engines need.
Both run on this machine, with its two cores, and end with the measurement.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))
#: As much for the server as DuckDB gets, in the usual parts: a quarter for pages, and the rest.
_POSTGRES = ("shared_buffers=1GB", "work_mem=128MB", "maintenance_work_mem=256MB", "jit=off")
_SPARK = """
spark.master local[2]
spark.driver.memory 2500m
spark.ui.showConsoleProgress false
"""
#: What Spark has no words for: docs/targets.md.
_LACKING = {"spark": ["known-on-a-day"]}


@dataclass(frozen=True)
class Elsewhere:
    """What another engine took: seconds to load and build, seconds of the processors where they
    are known, and the median seconds of each question, by name."""

    engine: str
    load: float
    build: float
    cpu: float | None
    questions: dict[str, float]


def measure(
    engine: str, raw: Path, folder: Path, queries: dict[str, str], asked: tuple[int, int]
) -> Elsewhere:
    """Load the raw rows, build the marts (without tests) and ask.

    :param folder: where Spark keeps its tables; PostgreSQL has a temporary folder.
    :param asked: how often a question is asked to warm up, and how often after.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return {"postgres": _postgres, "spark": _spark}[engine](raw, folder, queries, asked)


def _postgres(
    raw: Path, folder: Path, queries: dict[str, str], asked: tuple[int, int]
) -> Elsewhere:
    import psycopg2
    from engines import postgres  # type: ignore[import-not-found]

    with postgres("bench", settings=_POSTGRES) as server:
        address = server | {"PGDATABASE": "bench"}
        load = _timed([_beside_python("qushu"), "load", "--raw", raw], address)
        build = _timed(_dbt("postgres", folder), address)
        connection = psycopg2.connect(
            host=address["PGHOST"], user=address["PGUSER"], dbname=address["PGDATABASE"]
        )
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute("analyze")
        cursor.execute("set search_path = 'marts'")

        def ask(query: str) -> None:
            cursor.execute(query)
            cursor.fetchall()

        took = _asked("postgres", ask, queries, asked)
        connection.close()
    # The work is the server's, which is no child of this process.
    return Elsewhere("postgres", load, build, None, took)


def _spark(raw: Path, folder: Path, queries: dict[str, str], asked: tuple[int, int]) -> Elsewhere:
    from engines import spark_environment

    tables = folder / "tables"
    environment = spark_environment(folder, _SPARK) | {"QUSHU_RAW": str(raw)}
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    build = _timed(_dbt("spark", folder), environment)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    with _session(tables, environment) as session:
        took = _asked("spark", lambda query: session.sql(query).collect(), queries, asked)
    return Elsewhere("spark", 0, build, cpu, took)


@contextmanager
def _session(tables: Path, environment: dict[str, str]) -> Iterator[Any]:
    """Spark inside this process, over the tables that dbt has built."""
    from pyspark.sql import SparkSession

    os.environ |= environment
    session = (
        SparkSession.builder.config("spark.sql.warehouse.dir", str(tables))
        .config("spark.driver.extraJavaOptions", f"-Dderby.system.home={tables}")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.shuffle.partitions", "8")
        .enableHiveSupport()
        .getOrCreate()
    )
    try:
        session.sql("use marts")
        yield session
    finally:
        session.stop()


def _asked(
    engine: str, ask: Callable[[str], object], queries: dict[str, str], asked: tuple[int, int]
) -> dict[str, float]:
    """Median seconds of each question that the engine has words for."""
    found = {}
    for name, query in queries.items():
        if name in _LACKING.get(engine, ()):
            continue
        took = []
        for _ in range(sum(asked)):
            start = time.perf_counter()
            ask(query)
            took.append(time.perf_counter() - start)
        found[name] = median(took[asked[0] :])
    return found


def portable(query: str, n_columns: int) -> str:
    """A saved question with its `order by all` as numbers of columns, which every engine knows."""
    numbers = ", ".join(str(column + 1) for column in range(n_columns))
    return query.replace("order by all", f"order by {numbers}")


def _dbt(target: str, folder: Path) -> list[str | Path]:
    command: list[str | Path] = [_beside_python("dbt"), "build", "--target", target]
    command += ["--target-path", folder / "target", "--log-path", folder / "logs"]
    return [*command, "--exclude-resource-type", "unit_test", "test"]


def _beside_python(name: str) -> Path:
    return Path(sys.executable).with_name(name)


def _timed(command: list[str | Path], environment: dict[str, str]) -> float:
    """Run a command; return its seconds. Raises RuntimeError with its last words where it fails."""
    start = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError((done.stdout + done.stderr)[-3000:])
    return time.perf_counter() - start
