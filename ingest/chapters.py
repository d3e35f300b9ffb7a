"""Chapters of a policy paper that tell the present state, and set no rules and no aims."""

from __future__ import annotations

import re

from ingest.scene import Scene

#: The mark of a chapter (1), of a section of one (2), or of a part of that (3).
_MARK = re.compile(
    r"\s*(?:(?P<c1>[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}(?:章|部分))"
    r"|(?P<c2>（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}节)|(?P<c3>\d{1,2}[.、]|（\d{1,2}）))"
)
#: What the heading of such a chapter says, be it a line of its own or the first words of a text.
_STATE = re.compile(
    r"[^。；，：]{0,12}?(?:现状|(?:发展|工作|现实|产业|现有)基础|基本情况|(?:发展|工作)回顾"
    r"|(?:主要|工作|发展)成[效就]|(?:存在|主要|突出)(?:的)?[^。；，：]{0,4}问题)[^。；，：]{0,10}?(?:[。：]|$|(?=20\d\d年))"
)
#: 发展基础与发展目标 has both, 解决突出问题 is to be done.
_AIMS = re.compile(
    r"目标|思路|任务|举措|措施|对策|建议|解决|整治|整改|夯实|改善|提升|再造|高级化|强化|巩固|扩大"
    r"|补齐|加强|聚焦|围绕|提高|建设"
)
#: How far into a block its heading reaches.
_REACH = 40


def take_state(text: str, scene: Scene) -> None:
    """Let a policy paper report where a chapter tells the present state, and set rules elsewhere.

    :param text: a clean block; nothing changes where it opens no chapter or section.
    """
    mark = _MARK.match(text)
    if mark is None:
        return
    level = 1 if mark["c1"] else 2 if mark["c2"] else 3
    heading = _STATE.match(text[:_REACH], mark.end())
    tells = heading is not None and not _AIMS.search(heading.group())
    if scene.telling and level > scene.telling and not _AIMS.search(text[:_REACH]):
        # A section of the chapter.
        return
    if scene.telling and not tells:
        scene.period = None
    scene.telling = level if tells else 0
    scene.regulatory = scene.plans = not tells
