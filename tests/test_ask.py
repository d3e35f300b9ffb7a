"""What an analyst asks without SQL: a name, a series, a value's standing; and saved questions."""

import json
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import Run, run_qushu

from qushu import saved
from qushu.explain import explain
from qushu.language import Language
from qushu.query import reading
from qushu.words import label


def test_saved_questions_are_listed_and_asked(ask: Run) -> None:
    listed = json.loads(ask("query", "--list", "--format", "json").stdout)
    assert [row["name"] for row in listed] == [one.name for one in saved.questions()]
    for row in listed:
        done = ask("query", row["name"], "--format", "csv")
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) > 1, row["name"]


def test_saved_questions_have_chinese_titles(ask: Run) -> None:
    assert "各地外贸规模有多大" in ask("query", "--list", "--lang", "zh").stdout


@pytest.mark.parametrize("style", ["table", "csv", "json", "markdown"])
def test_output_goes_to_a_file_as_it_would_to_stdout(ask: Run, tmp_path: Path, style: str) -> None:
    printed = ask("query", "foreign-trade", "--format", style).stdout
    done = ask("query", "foreign-trade", "--format", style, "-o", tmp_path / "answer")
    assert (done.stdout, (tmp_path / "answer").read_text("utf-8")) == ("", printed)
    assert [file.name for file in tmp_path.iterdir()] == ["answer"]


# (what is typed, what is found first)
FOUND = [
    ("璧山", "500120"),
    ("bishan", "500120"),
    ("Bishan District", "500120"),
    ("bsq", "500120"),
    ("碧山区", "500120"),
    ("重庆北碚", "500109"),
    ("出口", "exports_total"),
    ("chukou", "exports_total"),
    ("foreign trade", "foreign_trade_total"),
    ("gongzuobaogao", "work-report"),
]


@pytest.mark.parametrize(("typed", "first"), FOUND)
def test_found_first(ask: Run, typed: str, first: str) -> None:
    assert json.loads(ask("find", typed, "--format", "json").stdout)[0]["id"] == first


def test_find_for_machines_is_empty_where_people_are_told(ask: Run) -> None:
    done = ask("find", "zzzzzz", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


@pytest.mark.parametrize("district", ["璧山", "500120", "bishan", "璧山县", "重庆市璧山区"])
def test_a_series_by_any_name_of_its_district(ask: Run, district: str) -> None:
    done = ask("show", district, "出口总值", "--format", "json")
    (row,) = json.loads(done.stdout)
    assert (row["year"], row["figure"], row["value"]) == (2022, "38.92亿元", 3892000000)
    assert (row["status"], row["agreement"], row["bound"]) == ("actual", "single", "eq")
    assert row["observation_id"].startswith(f"{row['document_id']}@")
    assert "exports_total.growth.yoy" in done.stderr


@pytest.mark.parametrize("indicator", ["exports_total", "出口", "chukou", "Total exports"])
def test_a_series_by_any_name_of_its_indicator(ask: Run, indicator: str) -> None:
    assert "38.92亿元" in ask("show", "璧山", indicator).stdout


def test_a_series_shows_targets_with_their_wording_and_bound(ask: Run) -> None:
    table = ask("show", "500105", "private_enterprises").stdout.splitlines()
    assert table[0].split()[:6] == ["year", "figure", "value", "unit", "status", "wording"]
    assert any("≥ 7.5万户" in line and " target " in line for line in table)


def test_an_overview_counts_what_the_catalogue_lacks(ask: Run) -> None:
    short, full = ask("show", "璧山"), ask("show", "璧山", "--all")
    assert "璧山区 · Bishan District" in short.stderr
    left = int(short.stderr.splitlines()[-1].split()[0])
    assert len(full.stdout.splitlines()) == len(short.stdout.splitlines()) + left


@pytest.mark.parametrize(
    ("arguments", "candidates"),
    [
        (["show", "江北区"], {"500105", "330205"}),
        (["show", "jiangbei"], {"500105", "330205"}),
        (["show", "璧山", "收入"], {"general_budget_revenue", "tourism_revenue"}),
        (["show", "璧三区"], {"500120"}),
    ],
)
def test_what_is_not_one_thing_lists_candidates(
    ask: Run, arguments: list[str], candidates: set[str]
) -> None:
    done = ask(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert candidates <= {line.split(" · ")[0].strip() for line in done.stderr.splitlines()[1:]}


def test_explain_shows_how_every_observation_stands(release: Path) -> None:
    with reading(release / "warehouse.duckdb") as warehouse:

        def asked(sql: str) -> list[str]:
            return [row[0] for row in warehouse.ask(sql).rows]

        def said(observation_id: str, label: str) -> list[str]:
            return [text for name, text in explain(warehouse, observation_id) if name == label]

        trials = warehouse.ask(
            "select identity_id, verdict, residual is null as is_incomplete, observation_ids "
            "from fct_identity_check qualify row_number() over (partition by verdict) = 1"
        )
        assert {row["is_incomplete"] for row in trials.records()} == {True, False}
        for row in trials.records():
            more = "lacks" if row["is_incomplete"] else "residual"
            for observation_id in row["observation_ids"].split(","):
                assert any(
                    line.startswith(f"{said_of(row['verdict'])} · {row['identity_id']} · ")
                    and more in line
                    for line in said(observation_id, "check")
                )

        pair = warehouse.ask("select * from fct_disagreement order by all limit 1").records()[0]
        one, other = pair["observation_id"], pair["other_observation_id"]
        is_one = pair["chosen_observation_id"] == one
        (line,) = [line for line in said(one, "disagrees") if other in line]
        assert line.startswith(f"{said_of(pair['relation'])} · {other} states ")
        assert ("this one is chosen" if is_one else "that one is chosen") in line

        (chosen,) = asked(
            "select observation_id from fct_indicator_year where chosen_by != 'only' limit 1"
        )
        assert said(chosen, "yearly")[0].startswith("the figure of ")
        (passed,) = asked(
            "select observation_id from fct_indicator_vintage where choice_rank = 2 "
            "and observation_id not in (select observation_id from fct_indicator_year) limit 1"
        )
        assert said(passed, "yearly")[0].startswith("not the figure of ")

        (implying,) = asked("select observation_ids from fct_implied_level limit 1")
        assert all(said(one, "implies") for one in implying.split(","))


def said_of(code: str) -> str:
    return label(code, Language.EN)


# What is asked, with codes that nobody should meet in a table, and words that stand for them.
SPOKEN = [
    (["find", "璧山"], r"\bdistrict\b", "区县"),
    (["show", "璧山"], r"\bforeign_trade\b|\bactual\b", "对外贸易"),
    (["show", "500105", "private_enterprises"], r"\btarget\b|\bplanned\b", "目标"),
    (["review", "--limit", "3"], r"\bsentence\b", "原句"),
    (["explain", "newspaper-page@1822-1830"],
     r"\b(?:level|actual|inferred|holds|within_rounding)\b(?!\.)", "在舍入范围内"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "word"), SPOKEN)
def test_tables_have_words_for_codes(ask: Run, arguments: list[str], code: str, word: str) -> None:
    said = ask(*arguments, "--lang", "zh").stdout
    assert word in said
    assert re.findall(code, said) == []
    assert word not in ask(*arguments).stdout


def test_machines_get_codes_in_either_language(ask: Run) -> None:
    asked = ("show", "璧山", "--format", "csv")
    assert ask(*asked, "--lang", "zh").stdout == ask(*asked).stdout
    assert ",foreign_trade," in f",{ask(*asked).stdout}".replace("\n", ",")


def test_docs_says_where_the_pages_are(ask: Run, release: Path) -> None:
    page = Path(ask("docs").stdout.strip())
    assert page == release.parent / "current/docs/index.html"
    assert page.is_file()


@pytest.mark.parametrize(("columns", "is_whole"), [(60, True), (20, False)])
def test_on_a_terminal_texts_fold_and_keys_stay_whole(
    release: Path, columns: int, is_whole: bool
) -> None:
    sql = "select 'statistical-communique@1124-1131' as observation_id, repeat('长', 40) as quote"
    shown = on_terminal("query", sql, QUSHU_RELEASES=str(release.parent), COLUMNS=str(columns))
    assert ("statistical-communique@1124-1131" in shown) == is_whole
    assert "长" * 40 not in shown
    assert shown.count("长") == 40


def test_no_color_is_respected(release: Path) -> None:
    shown = on_terminal("build", "--workers", "0", NO_COLOR="1")
    assert "--workers" in shown
    assert not re.search(r"\x1b\[(3|4|9|10)\d", shown)


def on_terminal(*arguments: str, **environment: str) -> str:
    """What the command prints on a terminal."""
    mine, its = pty.openpty()
    command = [str(Path(sys.executable).with_name("qushu")), *arguments]
    environment = {**os.environ, "TERM": "xterm-256color", **environment}
    with subprocess.Popen(command, stdout=its, stderr=its, stdin=its, env=environment):
        os.close(its)
        shown = b""
        # The end of a terminal is an error, or nothing more to read.
        with suppress(OSError):
            while part := os.read(mine, 65536):
                shown += part
    os.close(mine)
    return shown.decode()


# (words typed so far, the shell asks for the last one; what is offered)
COMPLETED = [
    ("qushu que", "query"),
    ("qushu query for", "foreign-trade"),
    ("qushu show 璧", "璧山区"),
    ("qushu show 璧山区 expo", "exports_total"),
    ("qushu export out.csv --table fct_t", "fct_target"),
    ("qushu review accept 甲 exports_t", "exports_total"),
]


@pytest.mark.parametrize(("typed", "offered"), COMPLETED)
def test_the_shell_is_offered(release: Path, typed: str, offered: str) -> None:
    done = run_qushu(
        QUSHU_RELEASES=str(release.parent),
        _QUSHU_COMPLETE="complete_bash",
        COMP_WORDS=typed,
        COMP_CWORD=str(len(typed.split()) - 1),
    )
    assert offered in done.stdout.split()


def test_completion_without_a_release_offers_nothing(tmp_path: Path) -> None:
    done = run_qushu(
        QUSHU_RELEASES=str(tmp_path),
        _QUSHU_COMPLETE="complete_bash",
        COMP_WORDS="qushu show 璧",
        COMP_CWORD="2",
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")
