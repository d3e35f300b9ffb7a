"""An ingest that copies what has not changed writes what a full one writes, byte for byte.

| what happens to a corpus                    | what is read again                      |
| ------------------------------------------- | --------------------------------------- |
| nothing                                     | nothing                                 |
| a text is added, edited, or made unreadable | that text                               |
| a text is deleted                           | nothing, and it leaves                  |
| a line of the manifest changes              | its text                                |
| a vocabulary or the reader changes          | every text                              |
| the tables to copy from are damaged         | the texts whose rows are                |
"""

import shutil
import tempfile
from pathlib import Path
from random import Random

import generator
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ingest import version
from ingest.corpus import ingest_corpus

STYLES = sorted(generator.STYLES)
NAMES = st.sampled_from(["a", "b", "c", "新 区", "z"])
HEAD = "document_id,file,published_on,place\n"


def text(number: int) -> str:
    """A short text, the same for each number."""
    return generator.sentence(Random(number), STYLES[number % len(STYLES)]).text


def contents(raw: Path) -> dict[str, bytes]:
    """Every file of a raw folder."""
    return {file.name: file.read_bytes() for file in sorted(raw.iterdir())}


class Edits(RuleBasedStateMachine):
    """A corpus that is edited at random, with an ingest after each edit."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.corpus = self.folder / "corpus"
        self.corpus.mkdir()
        (self.corpus / "always.txt").write_text(text(0), encoding="utf-8")
        self.previous = self.folder / "before"
        self.lines: dict[str, str] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(name=NAMES, number=st.integers(0, 30))
    def write(self, name: str, number: int) -> None:
        (self.corpus / f"{name}.txt").write_text(text(number), encoding="utf-8")

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        (self.corpus / f"{name}.txt").unlink(missing_ok=True)

    @rule(name=NAMES)
    def damage(self, name: str) -> None:
        (self.corpus / f"{name}.txt").write_bytes(bytes(9))

    @rule(name=NAMES, year=st.sampled_from(["2021", "2024-02", "2024-02-31"]))
    def list_in_manifest(self, name: str, year: str) -> None:
        self.lines[name] = f"{name},{name}.txt,{year},渝中区\n"
        self.write_manifest()

    @rule(name=NAMES)
    def strike_from_manifest(self, name: str) -> None:
        self.lines.pop(name, None)
        self.write_manifest()

    @rule(table=st.sampled_from(["facts.csv", "mentions.csv", "index.txt"]), at=st.integers(0))
    def damage_what_was_written(self, table: str, at: int) -> None:
        file = self.previous / table
        if file.exists():
            data = bytearray(file.read_bytes())
            data[at % len(data)] ^= 1
            file.write_bytes(data)

    def write_manifest(self) -> None:
        (self.corpus / "manifest.csv").write_text(
            HEAD + "".join(self.lines.values()), encoding="utf-8"
        )

    @invariant()
    def copying_changes_nothing(self) -> None:
        copied, full = self.folder / "copied", self.folder / "full"
        ingest_corpus(self.corpus, copied, workers=1, previous=self.previous)
        ingest_corpus(self.corpus, full, workers=1)
        assert contents(copied) == contents(full)
        shutil.rmtree(self.previous, ignore_errors=True)
        copied.rename(self.previous)
        again = ingest_corpus(self.corpus, copied, workers=1, previous=self.previous)
        assert again.read == 0
        assert contents(copied) == contents(self.previous)


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=25,
    stateful_step_count=12,
    # Without shrinking: an ingest is too slow to be tried a thousand times.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of thirty texts, read once into `before`."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(30):
        (folder / f"n{number:02}.txt").write_text(text(number), encoding="utf-8")
    ingest_corpus(folder, tmp_path / "before", workers=1)
    return folder


def read_again(corpus: Path) -> int:
    """How many texts an ingest reads when it can copy from `before`."""
    before = corpus.parent / "before"
    return ingest_corpus(corpus, corpus.parent / "after", workers=1, previous=before).read


def test_only_what_changed_is_read(corpus: Path) -> None:
    assert read_again(corpus) == 0
    (corpus / "n03.txt").write_text(text(99), encoding="utf-8")
    (corpus / "n04.txt").unlink()
    (corpus / "n10a.txt").write_text(text(5), encoding="utf-8")
    assert read_again(corpus) == 2
    (corpus / "manifest.csv").write_text(f"{HEAD},n07.txt,2024,\n,n08.txt,,\n", encoding="utf-8")
    assert read_again(corpus) == 3, "a line that says nothing changes nothing"


def test_another_reader_reads_everything(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "of_reader", lambda: "another")
    assert read_again(corpus) == 30


@pytest.mark.parametrize("file", ["seeds/units.csv", "ingest/language/cues.yml", "ingest/walk.py"])
def test_the_version_is_that_of_code_and_vocabularies(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version.of_reader.__wrapped__()
    original = Path.read_bytes

    def edited(path: Path) -> bytes:
        return original(path) + (b"\n" if path.as_posix().endswith(file) else b"")

    monkeypatch.setattr(Path, "read_bytes", edited)
    assert version.of_reader.__wrapped__() != before


def test_copying_with_other_processes(corpus: Path, tmp_path: Path) -> None:
    for number in range(0, 30, 3):
        (corpus / f"n{number:02}.txt").write_text(text(50 + number), encoding="utf-8")
    ingest_corpus(corpus, tmp_path / "full", workers=1)
    ingest_corpus(corpus, tmp_path / "copied", workers=3, previous=tmp_path / "before")
    assert contents(tmp_path / "copied") == contents(tmp_path / "full")
