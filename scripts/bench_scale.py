"""Measure what size costs: texts that are read, and facts that are built, checked and asked.

usage: python scripts/bench_scale.py [--documents N ...] [--facts N ...] [--folder DIR]
                                     [--memory 2500MB] [--pandas N]
                                     [--engines postgres spark] [--engines-up-to N]
       (or `make bench-scale`)

Prints Markdown tables; docs/scale.md carries them. What is generated stays in the folder, and is
used again. `--memory` is DuckDB's; dbt takes some 400 MB beside it. `--pandas` says up to how many
facts pandas is asked too, and `--engines-up-to` the other engines, which need `uv run --group
postgres --group spark` and what docs/targets.md says.
"""

import argparse
import json
import resource
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from os import environ
from pathlib import Path
from random import Random
from statistics import median

import bench_engines
import duckdb
import generate
import pandas_peer
from bench import machine

from ingest.corpus import ingest_corpus
from qushu import saved
from qushu.dbt import Dbt
from qushu.query import reading

ROOT = Path(__file__).resolve().parent.parent
_THREADS = 2
#: How many models are built at a time, each of them by all cores: two need the memory of both.
_MODELS = 1
#: How often a question is asked before its time is taken, and how often after.
_WARM, _ASKED = 2, 7
#: How many rows an analyst looks at.
_ROWS = 100


@dataclass(frozen=True)
class Built:
    """What one build took: seconds by the clock and of the processors, and megabytes at its peak.

    Seconds of nodes are by the clock, and added up over the threads.
    """

    facts: int
    raw: Path
    warehouse: Path
    seconds: float
    cpu: float
    peak: float
    nodes: dict[str, float]
    target: Path

    def part(self, *prefixes: str) -> float:
        """Seconds of the nodes whose names begin so."""
        return sum(took for name, took in self.nodes.items() if name.startswith(prefixes))

    def rows_read(self) -> dict[str, int]:
        """How many rows stand in the tables that each node reads."""
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            rows = dict(
                connection.execute(
                    "select schema_name || '.' || table_name, estimated_size from duckdb_tables()"
                ).fetchall()
            )
        manifest = json.loads((self.target / "manifest.json").read_text("utf-8"))
        places = {
            name: f"{node['schema']}.{node['alias']}" for name, node in manifest["nodes"].items()
        }
        # Of a raw table there are as many rows as of what is staged.
        return {
            name: sum(rows.get(places.get(parent, ""), 0) for parent in parents)
            or rows.get(places.get(name, ""), 0)
            for name, parents in manifest["parent_map"].items()
        }


def build(folder: Path, facts: int, memory: str) -> Built:
    """Generate the raw rows, unless they lie there, and build a warehouse of them."""
    raw, out = folder / f"raw-{facts}", folder / f"built-{facts}"
    if not (raw / "truth.csv").exists():
        generate.write(raw, facts)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    # A process of its own, so that the peak is that of this build and none before.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        seconds, cpu, peak = process.submit(_build, raw, out, memory).result()
    results = json.loads((out / "target" / "run_results.json").read_text("utf-8"))["results"]
    return Built(
        facts,
        raw,
        out / "warehouse.duckdb",
        seconds,
        cpu,
        peak,
        {result["unique_id"]: result["execution_time"] for result in results},
        out / "target",
    )


def _build(raw: Path, out: Path, memory: str) -> tuple[float, float, float]:
    environ["QUSHU_MEMORY"] = memory
    start = time.perf_counter()
    Dbt(out, raw, out / "warehouse.duckdb", _MODELS).build(lambda _done, _all: None)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3


def builds(built: list[Built]) -> Iterator[str]:
    """A line a size: seconds of each part, peak memory, size, and time per fact."""
    yield (
        "| facts | load | build | check | by the clock | of the processors | peak memory | file | "
        "µs a fact |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    )
    for one in built:
        load = one.part("seed.", "model.qushu.stg_")
        size = one.warehouse.stat().st_size / 1e6
        made = one.part("model.", "seed.") - load
        yield (
            f"| {one.facts:,} | {load:.0f} s | {made:.0f} s"
            f" | {one.part('test.', 'unit_test.'):.0f} s | {one.seconds:.0f} s | {one.cpu:.0f} s"
            f" | {one.peak:,.0f} MB | {size:,.0f} MB | {1e6 * one.cpu / one.facts:.0f} |"
        )


def growth(small: Built, large: Built) -> Iterator[str]:
    """The nodes whose time grew most beside the rows that they read, of those that take long."""
    yield (
        f"| from {small.facts:,} facts to {large.facts:,} | rows that it reads | grew by"
        " | seconds | grew by |\n| --- | ---: | ---: | ---: | ---: |"
    )
    before, after = small.rows_read(), large.rows_read()
    slow = [name for name, took in large.nodes.items() if took > large.seconds / 100]
    # What reads a handful of rows at any size has nothing to grow with.
    rows = {name: after[name] / before[name] for name in slow if before.get(name)}
    times = {name: large.nodes[name] / small.nodes[name] for name in rows}
    for name in sorted(rows, key=lambda name: -times[name] / rows[name])[:20]:
        kind, _, rest = name.partition(".qushu.")
        yield (
            f"| {kind} `{rest.split('.')[0]}` | {after[name]:,} | {rows[name]:.1f}x"
            f" | {large.nodes[name]:.1f} s | {times[name]:.1f}x |"
        )


def queries(document: str) -> dict[str, str]:
    """The saved questions by name, `one-text` about a text that exists, and no more than a page of
    answers."""
    return {
        question.name: "select * from ("
        + question.sql.replace("statistical-communique", document)
        + f") as answer limit {_ROWS}"
        for question in saved.questions()
    }


def questions(built: Built, with_pandas: bool, engines: list[str]) -> Iterator[str]:
    """A line a question: median of warm answers, and the peers over the same raw rows."""
    asked, portable = {}, {}
    with reading(built.warehouse) as warehouse:
        (document,) = warehouse.ask("select max(document_id) from dim_document").rows[0]
        for name, query in queries(document).items():
            took = []
            for _ in range(_WARM + _ASKED):
                start = time.perf_counter()
                answer = warehouse.ask(query)
                took.append(time.perf_counter() - start)
            asked[name] = median(took[_WARM:])
            portable[name] = bench_engines.portable(query, len(answer.columns))
    peers: dict[str, dict[str, float]] = {}
    if with_pandas:
        peers["pandas over the CSV"] = {
            name: _seconds(partial(peer, built.raw))
            for name, peer in pandas_peer.peers(document).items()
        }
    for engine in engines:
        folder = built.raw.parent / f"{engine}-{built.facts}"
        other = bench_engines.measure(engine, built.raw, folder, portable, (_WARM, _ASKED))
        peers[engine] = other.questions
        yield f"{engine}: loaded in {other.load:.0f} s, built without tests in {other.build:.0f} s"
    heads = "".join(f" {peer} | ratio |" for peer in peers)
    yield f"\n| question, {built.facts:,} facts | qushu |{heads}"
    yield "| --- | ---: |" + " ---: | ---: |" * len(peers)
    for name, ours in asked.items():
        cells = [f"{1e3 * ours:.0f} ms"]
        for peer in peers.values():
            cells += [_shown(peer[name]), _times(peer[name] / ours)] if name in peer else ["", ""]
        yield f"| {name} | {' | '.join(cells)} |"


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _times(ratio: float) -> str:
    return f"{ratio:.0f}x" if ratio >= 10 else f"{ratio:.1f}x"


def _shown(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{1e3 * seconds:.0f} ms"


def texts(folder: Path, documents: int) -> Path:
    """A corpus of generated texts."""
    sys.path.append(str(ROOT / "tests"))
    from generator import document  # type: ignore[import-not-found]

    corpus = folder / f"corpus-{documents}"
    if not corpus.exists():
        corpus.mkdir()
        random = Random(1)
        for number in range(documents):
            (corpus / f"{number:07}.txt").write_text(document(random).text, encoding="utf-8")
    return corpus


def read(folder: Path, sizes: list[int]) -> Iterator[str]:
    """A line a size: how long texts take to be read by two processes."""
    yield "| texts | facts | read | ms a text |\n| ---: | ---: | ---: | ---: |"
    for documents in sizes:
        corpus, raw = texts(folder, documents), folder / f"read-{documents}"
        shutil.rmtree(raw, ignore_errors=True)
        start = time.perf_counter()
        summary = ingest_corpus(corpus, raw, workers=_THREADS)
        seconds = time.perf_counter() - start
        yield (
            f"| {documents:,} | {summary.facts:,} | {seconds:.0f} s"
            f" | {1e3 * seconds / documents:.1f} |"
        )


def truth(built: Built) -> Iterator[str]:
    """How many of the levels that are known are what the warehouse says of them."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    with duckdb.connect(str(built.warehouse), read_only=True) as connection:
        for agreement, n_cells, n_right in connection.execute(
            """
            select truth.agreement, count(*), count(*) filter (
                yearly.agreement = truth.agreement
                and yearly.n_observations = truth.n_observations
                and (yearly.value = truth.value or truth.agreement not in ('single', 'same')))
            from read_csv(?, types = {'district_id': 'varchar', 'value': 'decimal(38, 6)'}) as truth
            left join marts.fct_indicator_year as yearly
                using (district_id, indicator_id, year)
            group by all order by all
            """,
            [str(built.raw / "truth.csv")],
        ).fetchall():
            counts[agreement] = [n_cells, n_right]
    yield "| of levels that are | known | as the warehouse says |\n| --- | ---: | ---: |"
    for agreement, (n_cells, n_right) in counts.items():
        yield f"| {agreement} | {n_cells:,} | {n_right:,} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Measure what size costs.")
    parser.add_argument("--documents", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--facts", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--folder", type=Path, default=ROOT / "target" / "scale")
    parser.add_argument("--memory", default="2500MB")
    parser.add_argument("--pandas", type=int, default=1_000_000)
    parser.add_argument("--engines", nargs="*", default=[], choices=("postgres", "spark"))
    parser.add_argument("--engines-up-to", type=int, default=1_000_000)
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    print(f"{machine()}; {_THREADS} threads; DuckDB {duckdb.__version__} with {wanted.memory}\n")
    for line in read(wanted.folder, wanted.documents):
        print(line, flush=True)
    built = []
    for facts in wanted.facts:
        built.append(build(wanted.folder.absolute(), facts, wanted.memory))
        print(f"\n{facts:,} facts:\n")
        engines = wanted.engines if facts <= wanted.engines_up_to else []
        for line in (*truth(built[-1]), "", *questions(built[-1], facts <= wanted.pandas, engines)):
            print(line, flush=True)
    print()
    for line in (*builds(built), "", *(growth(*built[-2:]) if len(built) > 1 else ())):
        print(line, flush=True)


if __name__ == "__main__":
    main()
