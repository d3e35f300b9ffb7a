"""Know the firms that a passage is about, and recognise them when they are named shorter."""

from __future__ import annotations

import re

from ingest.lexicon import Lexicon
from ingest.places import Subject
from ingest.scene import Scene

_FIRM = r"[\u4e00-\u9fffA-Za-z·（）]{2,20}?(?:股份有限公司|有限责任公司|有限公司|公司|集团)"
#: Without one of these nobody names a firm in full.
_LEGAL_FORM = re.compile(r"公司|集团")
_SITE = "车间|厂区|厂房|生产线|展厅|实验室|仓库"
_PREMISES = rf"[\u4e00-\u9fff]{{0,4}}?(?:{_SITE})"
#: 某某铝业, where what follows shows that it is a firm.
_SHORT_FIRM = (
    r"[\u4e00-\u9fffA-Za-z]{2,12}?(?:[铝药酒矿乳纸硅锂钛镁]业|实业|重工|科技|电子|股份|生物|新材|食品|机械"
    r"|汽车|电器|光电|制药|纺织|家居)"
)
#: 走进位于…的某某公司, 某某公司的车间里: a visit, after which the passage is about the firm.
_VISITED = re.compile(
    rf"(?:在|走进|来到|走访|步入)(?:位于[^，]{{2,16}}的)?(?P<name>{_FIRM})(?!等|们|、)"
    rf"|(?:在|走进|来到|走访|步入)(?P<short>{_SHORT_FIRM})的?{_PREMISES}"
    rf"|(?:位于[^，]{{2,16}}的)?(?P<inside>{_FIRM})的?{_PREMISES}(?:里|内|中|上)"
)
_SAYS = "说|介绍|表示|告诉|透露|坦言|直言|回忆|感慨|感叹|称赞|点赞|算"
#: 某某公司总经理某某说: whose 我们 and 公司 are those of the firm.
_SPEAKER = re.compile(
    rf"(?P<name>{_FIRM})(?:的)?[\u4e00-\u9fff]{{0,6}}?"
    r"(?:董事长|经理|负责人|创始人|总裁|厂长|总监|工程师|书记|老板|掌门人|相关人士)"
    rf"[\u4e00-\u9fff]{{0,5}}?(?:{_SAYS})"
)
_MANAGER = "董事长|经理|创始人|总裁|厂长|总监|掌门人"
#: 翻着账本，总经理某某说: of the firm named last; whoever opens a sentence so speaks for no office.
_HER_MANAGER = re.compile(
    rf"\s*(?:[^，。；：“”\d]{{0,14}}，)?(?:(?:该)?(?:公司|企业|厂))?(?:的)?[副总]{{0,2}}(?:{_MANAGER})"
    rf"(?P<name>[\u4e00-\u9fff]{{2,3}}?)(?:[给向对][^，。]{{1,4}}?)?(?:{_SAYS})"
)
#: 某某公司董事长某某: who is known by name from then on.
_PERSON = re.compile(
    rf"(?P<firm>{_FIRM})(?:的)?[副总]{{0,2}}(?:{_MANAGER}|负责人)(?P<name>[\u4e00-\u9fff]{{2,3}}?)"
    rf"(?={_SAYS}|[，。的是在把将从对向看指翻拿一])"
)
#: 镇党委书记某某说: for no firm.
_OFFICIAL = re.compile(
    r"\s*(?:[^，。；：“”\d]{0,14}，)?[\u4e00-\u9fff]{0,10}?[县区市镇乡村局委办会道][\u4e00-\u9fff]{0,6}?"
    rf"(?:书记|局长|主任|镇长|乡长|区长|县长|市长|科长|处长|负责人)[\u4e00-\u9fff]{{0,4}}?(?:{_SAYS})"
)
_OF_FIRM = re.compile(r"公司|集团|企业|厂")
#: 公司总经理某某说: of the firm that the passage is about.
_ITS_SPEAKER = re.compile(
    r"(?:该)?(?:公司|集团|企业|厂)?(?:的)?[\u4e00-\u9fff]{0,3}?"
    r"(?:董事长|经理|负责人|创始人|总裁|厂长|总监|工程师|书记|老板|掌门人)[\u4e00-\u9fff]{0,5}?"
    rf"(?:{_SAYS})"
)
#: 总经理某某算了一笔账: of the firm that the sentence before has named.
_RECKONS = re.compile(
    r"(?:该?(?:公司|集团|企业))?的?(?:副?总经理|董事长|总裁|创始人|厂长|总工程师|掌门人|老板)[\u4e00-\u9fff]{2,4}?"
    r"(?:说|介绍|表示|告诉|透露|坦言|回忆|感慨|[给为]?[\u4e00-\u9fff]{0,3}算)"
)
#: 与之相邻的某某模具则…, where 该公司 opens the next sentence.
_INTRODUCED = re.compile(
    r"(?:[^，。\d]{0,10}的)?(?!新能源|乘用|商用|智能|二手|进口|国产|传统)"
    r"(?P<name>[\u4e00-\u9fff]{2,8}?(?:[铝药酒矿乳纸硅锂钛镁果茶鞋]业|实业|重工|科技|电子|股份|生物|新材|食品|机械|电器"
    r"|光电|制药|纺织|家居|模具|装备|材料|服饰|服装|家具|五金|电气|化工|印刷|塑胶|陶瓷|建材|包装))"
    r"(?=[则也正刚已于在把将，])[^。]*。"
)
_SAYING = re.compile(rf"[^，。；]{{0,6}}?(?:{_SAYS})")
_THAT_FIRM = re.compile(r"\s*(?:该(?:公司|企业|厂)|这家(?:公司|企业))")
_AT_PREMISES = re.compile(_SITE)
#: A quotation that says one of these may speak of the place.
_OF_MANY = re.compile(r"[全我本该各][国省市区县州镇村]|企业|行业|产业|乡亲|大家|村[里民]")
_QUOTED_WE = re.compile(r"[“‘][^”]*(?:我们|公司|企业)")
#: What happens to one firm, and to no branch of the economy.
_QUOTED_OWN = re.compile(
    r"[“‘][^”]*(?:到账|订单|产值|摘牌|拿地|销售额|营收|产能|厂房|[贷借](?:款)?到了?|抵押物)"
)
#: Who has just been quoted: 某某公司负责人某某向记者展示短信.
_SHOWS = re.compile(
    rf"(?:^|[，。于在的]|\d日)(?P<name>(?!位于|来自)(?=[^的]{{4,24}}?(?:公司|集团)){_FIRM})的?[\u4e00-\u9fff]{{0,6}}?(?:{_MANAGER}|负责人)"
    r"[\u4e00-\u9fff]{0,5}?(?:[向给]记者|指着|拿着|拿出|掏出|翻[开着看]|笑[着道]|高兴|感到|边说)"
)
#: How far after a quotation its speaker is named.
_SPOKEN = 60
#: 甲纺织、乙电器等12家民营企业
_LISTED = re.compile(
    r"(?:^|[，。：:；的])(?P<names>[\u4e00-\u9fff]{3,10}(?:、[\u4e00-\u9fff]{3,10})+)"
    r"等\d+(?:多|余)?家(?:民营|重点|骨干|龙头)?企业"
)
_LIST_GOES_ON = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:、|等\d)")
#: A sentence that goes on about the firm before it: 该公司, 公司 (but not 公司债), 企业产值.
_SAME_FIRM = re.compile(
    r"(?:该|这家)?公司(?!债|制|法|治理|总部)|(?:该|这家)企业|这家[^，。]{0,12}的?企业"
    r"|企业(?=员工|产值|现有|研发|营收|年产|一度)"
)
#: 龙头企业某某去年: a firm without 公司 in its name.
_LEADING = re.compile(
    r"(?:龙头|骨干|重点|链主)企业(?P<name>[\u4e00-\u9fff]{3,8}?)"
    r"(?=年产|去年|今年|20\d\d年|产值|营收|营业|纳税|投资|实现|生产|投产)"
)
#: 某某药业全年实现产值: a firm without 公司, and no branch of the economy (新能源汽车全年…).
_NAMED_SHORT = re.compile(
    r"(?P<name>(?!新能源|乘用|商用|燃油|节能|智能|二手|进口|国产|电动|混动|自主|氢|纯电|限|规|全|我|本|该|各|民营)"
    r"[\u4e00-\u9fff]{2,4}(?:汽车|电器|重工|股份|集团|[铝药酒矿乳纸]业))"
    r"(?=(?:全年|上半年|去年|今年|前[一二三]季度|20\d\d年)[^，]{0,4}(?:累计)?"
    r"(?:销售|生产|实现|完成|出口|产值|营收|缴税|纳税|投资))"
)
#: What is no part of a firm's own name: verbs before it, its legal form after it, 市 of its place.
_KIND = re.compile(r"(?:集团)?(?:股份)?(?:有限)?(?:责任)?公司$|集团$|控股$|分公司$")
_PLACE_REST = re.compile(r"^[省市区县]")
#: How many characters tell a firm from the others that a text has named.
_KEY = 2


def is_reckoned(text: str, start: int, stop: int, scene: Scene) -> bool:
    """Whether a sentence tells what the manager of the firm named before says: 总经理某某介绍."""
    firm = scene.organisation
    named = firm is not None and text.rfind(firm.name, 0, start) >= 0
    return named and _RECKONS.match(text, start, stop) is not None


def spoken_for(text: str, start: int, end: int, scene: Scene, lexicon: Lexicon) -> Subject | None:
    """The firm of whoever speaks in a sentence, or right after a quotation that says 我们."""
    speaker = _speaker(text, start, end)
    manager = _manager(text, start, end, scene)
    if speaker is None and manager:
        return manager
    if speaker is None and text[start] in "“‘" and not _says_official(text, start, end):
        said_by = end, min(end + _SPOKEN, len(text))
        own = _QUOTED_OWN.match(text, start, end) and not _OF_MANY.search(text, start, end)
        if own or _QUOTED_WE.match(text, start, end):
            speaker = _speaker(text, *said_by) or _SHOWS.search(text, *said_by)
        if speaker is None and scene.organisation and _ITS_SPEAKER.match(text, *said_by):
            return scene.organisation
    name = lexicon.cues.before_firm.sub("", speaker["name"]) if speaker else ""
    if not name or lexicon.cues.kind_of_firm.match(name):
        return None
    learn(name, scene, lexicon)
    return Subject(name, "organisation")


def _manager(text: str, start: int, end: int, scene: Scene) -> Subject | None:
    """The firm of a manager who speaks without its name: in a sentence, or after a quotation."""
    quoted = text[start] in "“‘"
    here, stop = (end, min(end + _SPOKEN, len(text))) if quoted else (start, end)
    for name, known in scene.people.items():
        at_name = text.find(name, here, stop)
        if at_name >= 0 and _SAYING.match(text, at_name + len(name), stop):
            return Subject(known, "organisation")
    firm = scene.organisation
    speaks = _HER_MANAGER.match(text, here, stop) if firm and firm.kind == "organisation" else None
    if firm is None or speaks is None:
        return None
    scene.people[speaks["name"]] = firm.name
    return firm


def meet(text: str, start: int, end: int, scene: Scene) -> None:
    """Learn who stands for which firm, and turn to the firm of one who is named again.

    What a sentence calls 这家公司 is then that firm. One of an office takes the word from a firm.
    """
    for name, firm in scene.people.items():
        if text.find(name, start, end) >= 0:
            scene.organisation = Subject(firm, "organisation")
    introduced = _LEGAL_FORM.search(text, start, end) and _PERSON.search(text, start, end)
    if introduced:
        scene.people[introduced["name"]] = introduced["firm"]
    if _says_official(text, start, end):
        scene.company = None


def _says_official(text: str, start: int, end: int) -> bool:
    """Whether a sentence is quoted from one who speaks for an office."""
    said_by = min(end + _SPOKEN, len(text))
    official = _OFFICIAL.match(text, end, said_by) if text[start] in "“‘" else None
    return official is not None and not _OF_FIRM.search(official.group())


def _speaker(text: str, start: int, end: int) -> re.Match[str] | None:
    return _SPEAKER.search(text, start, end) if _LEGAL_FORM.search(text, start, end) else None


def visit(text: str, start: int, stop: int, end: int, scene: Scene, lexicon: Lexicon) -> None:
    """Learn the firms that a sentence visits at its head, or lists.

    :param stop: as far as this the head of the sentence goes.
    """
    names_firm = _LEGAL_FORM.search(text, start, end) or _AT_PREMISES.search(text, start, stop)
    visited = _VISITED.match(text, start, stop) if names_firm else None
    if names_firm and visited is None:
        # 8月中旬，走进位于…的某某公司
        comma = text.find("，", start, stop)
        visited = _VISITED.match(text, comma + 1, stop) if comma > 0 else None
    name = (visited["name"] or visited["short"] or visited["inside"]) if visited else ""
    if not names_firm and _THAT_FIRM.match(text, end):
        introduced = _INTRODUCED.match(text, start, end)
        name = introduced["name"] if introduced else ""
    if name and not lexicon.cues.kind_of_firm.match(name):
        scene.company = scene.organisation = Subject(name, "organisation")
        scene.place = None
        learn(name, scene, lexicon)
    # Only where a list is closed: 等12家企业.
    several = text.find("等", start, end) >= 0
    for listed in _LISTED.finditer(text, start, end) if several else ():
        for name in listed["names"].split("、"):
            learn(name, scene, lexicon)


def learn(name: str, scene: Scene, lexicon: Lexicon) -> None:
    """Remember a firm by its name and by the first characters of what is its own in it."""
    name = lexicon.cues.before_firm.sub("", name)
    core = _KIND.sub("", name)
    place = lexicon.gazetteer.at(core, 0, 6)
    if place is not None:
        core = core[place.end :]
    core = _PLACE_REST.sub("", core)
    if len(core) > _KEY:
        scene.companies.setdefault(core[:_KEY], name)


def at(text: str, position: int, end: int, scene: Scene, lexicon: Lexicon) -> Subject | None:
    """The firm that a clause speaks of at an offset: a known one, 该公司, or 龙头企业某某."""
    known = scene.companies.get(text[position : position + _KEY], "")
    goes_on = known and text[position + _KEY : position + _KEY + 1] in known[_KEY:]
    if goes_on and not _LIST_GOES_ON.match(text, position, end):
        return Subject(known, "organisation")
    if scene.organisation and _SAME_FIRM.match(text, position):
        return scene.organisation
    leading = _LEADING.match(text, position) or _NAMED_SHORT.match(text, position)
    if leading and lexicon.gazetteer.at(text, position, end) is None:
        learn(leading["name"], scene, lexicon)
        return Subject(leading["name"], "organisation")
    return None
