"""The words of a clause that can name something: noun phrases, without what stands around them."""

from __future__ import annotations

import functools
import re

from ingest.indicators import unquoted
from ingest.lexicon import Lexicon
from ingest.patterns import headed
from ingest.sentence import ASIDE, Clause, Sentence

#: 【新桥镇】新建农田: whom a paragraph is about, in brackets before its words.
_LABEL = re.compile(r"^【[^】]{1,20}】")
#: 分季度看, 按经营地分: a sentence that breaks down what the one before has stated.
BREAKDOWN = re.compile(
    r"(?:其中[，,])?(?:[分从按][^，。；\d]{1,8}?(?:来?看|[来划]?分)|按[^，。；\d]{1,8}?(?:统计|划分))[，：:]"
)
_FOOTNOTE = re.compile(
    r"\[\d{1,2}\]|[①-⑳]|^\s*(?:\d{1,2}[.、](?!\d)|（[一二三四五六七八九十\d]{1,3}）)"
)
#: The base of a comparison, without which 产值比上年增长 is 产值增长.
_COMPARED = headed(
    r"(?:比|较|与)?(?:上年(?:末|决算数?|执行数)?|去年|前年|上年同期|去年同期|同期|上月|上季度|年初)(?:相比)?"
    r"|(?:比|较)(?=[增提上下减回高加扩收放多少净]|新增)|比(?:决算|执行)数|同比|环比"
)
#: 企业数在2020年的基础上: what a change builds on names nothing.
_ON_BASIS = re.compile(r"(?:^|[在于])的?(?:此|现有|原有)?基础之?上")
#: What is left of a bound after the number before: 以上，…
_BOUND_AT_HEAD = re.compile(r"^(?:（含）)?(?:及?以上|以下|左右|以内|上下)(?=[，、且]|$)且?")
#: 全市, 我区的, 辖区 at the head of a phrase.
_DEICTIC_LEAD = re.compile(
    r"^(?:[全我本该](?:[国省市区县州]|镇(?!街)|乡(?!村|镇)|村(?!级)|街道|社区)|辖区|[市区县镇]内)(?:的)?"
)
#: What is left of a place whose short name was found: 市 of 重庆市.
#: 按可比价格计算: how, not what.
_PRICED = re.compile(
    r"按[^，按]{2,10}(?:计算|口径|折[算合])|折合|折算|(?<![签预合])约合(?![同作格])|(?:剔除|扣除)[^，]{2,14}?(?:因素)?(?:影响)?后"
)
#: 江津区 named by 江津: the rest of its name; but 市场 begins with 市.
_PLACE_REST = re.compile(r"^(?:[市区县](?![场域内]))?的?")
#: How many characters a place at the head of a phrase has at most.
_PLACE = 16
_OWN_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
#: What several things are stated of, one after the other.
_TOTAL = re.compile(r"(?P<of>(?:规模|限额)以上.{2,6}?)(?:营业收入|总产值|销售收入|利润总额|利润)")


def phrase(s: Sentence, start: int, end: int, keep_place: bool = False) -> str:
    """The words of a span, without periods, quantities, connectors and the subject's place."""
    words = s.words_of(start, end)
    if s.subject.kind == "organisation" and words.startswith(s.subject.name):
        # 某某食品有限公司年加工罗非鱼: the firm is the subject.
        words = words[len(s.subject.name) :] or words
    return _noun_phrase(words, s.lexicon, keep_place)


@functools.lru_cache(maxsize=4096)
def _noun_phrase(words: str, lexicon: Lexicon, keep_place: bool) -> str:
    """Words without connectors, notes, comparisons and, if it need not be kept, their place.

    Several rules ask for the phrase before one number, and most clauses use common words.
    """
    words = _LABEL.sub("", ASIDE.sub("", _FOOTNOTE.sub("", words)))
    words = _ON_BASIS.sub("", words) if "基础" in words else words
    words = _BOUND_AT_HEAD.sub("", _COMPARED.sub("", _PRICED.sub("", words)))
    cues = lexicon.cues
    words = cues.without_tail(cues.without_lead(words.rstrip("-")))
    if not keep_place:
        words = without_place(words, lexicon)
    return cues.without_lead(words).strip("“” -")


def without_place(words: str, lexicon: Lexicon) -> str:
    """A phrase without the places at its head: 产值 of 重庆市大渡口区的产值, 江津区、永川区产值."""
    deictic = _DEICTIC_LEAD.match(words)
    if deictic:
        return words[deictic.end() :]
    found = lexicon.gazetteer.at(words, 0, _PLACE)
    if found is None:
        return words
    rest = words[found.end :]
    full = found.name[-1] in "省市区县"
    rest = rest.removeprefix("的") if full else _PLACE_REST.sub("", rest)
    listed = rest[:1] in "、和与及" and without_place(rest[1:], lexicon) != rest[1:]
    return without_place(rest[1:] if listed else rest, lexicon) if rest else ""


def says_own(words: str, lexicon: Lexicon) -> bool:
    """Whether the words before a list's member say something of it, beyond 、 and 和."""
    return bool(_OWN_WORD.search(lexicon.cues.list_filler.sub("", words)))


def head_noun(words: str, lexicon: Lexicon) -> str:
    """The noun that is counted, without what it does: 企业 of 企业参加培训."""
    verb = lexicon.cues.verb_start.search(words, 2)
    return words[: verb.start()] if verb else words


def topic(s: Sentence) -> str:
    """What the last clause spoke of that named something, with or without a number; else ""."""
    while s.spoken:
        words = phrase(s, *s.spoken.pop())
        if len(words) >= 2 and not s.lexicon.cues.empty_topic.fullmatch(words):
            s.topic = words
            s.spoken.clear()
    return s.topic


def topic_noun(s: Sentence) -> str:
    """The noun phrase of the clause before, without what is said of it."""
    return s.lexicon.cues.manner.split(topic(s))[0]


def context(s: Sentence, own: str = "") -> str:
    """The words that say what an uncatalogued name belongs to: its own, else the topic."""
    return unquoted(own or topic(s))[-40:]


def surroundings(s: Sentence, clause: Clause, noun: str) -> str:
    """The words of a clause around a counted noun; of a short clause, those before it too."""
    words = phrase(s, clause.start, clause.end).replace(head_noun(noun, s.lexicon), "", 1)
    if len(words) + len(noun) < 9 and topic(s):
        words = f"{topic(s)}，{words}".rstrip("，")
    return unquoted(words).strip("、，")[:60]


def opening(s: Sentence) -> str:
    """The first words of a sentence, for want of a name."""
    return unquoted(s.text[s.start : s.end])[:30]


def of_total(s: Sentence, words: str) -> str:
    """规模以上工业企业营业收入300亿元，实现利润20亿元: the profit is that of the same firms."""
    last = s.last_value
    if last is None or words not in s.lexicon.cues.of_firms or not s.holds(last):
        return words
    total = _TOTAL.fullmatch(last.indicator.name) if last.indicator.concept_id else None
    whole = total["of"] + words if total else ""
    return whole if s.lexicon.catalogue.is_alias(whole) else words
