"""Whom a clause is about: a place, an organisation, or whoever the sentence before was about."""

from __future__ import annotations

import re

from ingest import firms, towns
from ingest.lexicon import Lexicon
from ingest.numerals import Quantity
from ingest.places import Mention, Subject, deictic_at
from ingest.scene import Scene
from ingest.sentence import Clause, Sentence

#: A sentence that goes on about the organisation before it: 该公司, 企业已.
_SAME_ORGANISATION = re.compile(
    r"(?:同时，|此外，|目前，)?(?:该(?:公司|集团|企业|行|项目)|公司|集团"
    r"|企业(?=已|的|(?:于|自)?(?:\d{4}年)?(?:\d{1,2}月)?(?:落户|入驻|成立|创办|创立|注册|落地|投产|扎根)))"
)
#: Words of one of these kinds point at somebody: 公司, 企业, 该区, 我们.
_TURN = re.compile(r"公司|集团|控股|企业|该|我们")
#: 将其, 给其: the organisation before, unless 其 begins a word.
_OBJECT_PRONOUN = re.compile(r"[将为给对向助]其(?!他|中|余)")
#: 位于江北区的某某公司，: an organisation at the end of the first clause.
_THE_ORGANISATION = re.compile(
    r"的(?P<name>[\u4e00-\u9fffA-Za-z·]{2,16}(?:公司|集团|控股))(?=[，,。]|是|主营|专注|致力|成立)"
)
#: 位于高新区的某某公司投资…, 始建于1992年的某某公司已…: and one that goes on to say what it does.
_LOCATED = re.compile(
    r"(?:位于|坐落[于在]|地处|(?:始建|创建|创办|成立|组建)于)[^，。；]{2,14}?的(?P<name>[\u4e00-\u9fffA-Za-z·]{2,18}?(?:公司|集团|控股))"
    r"(?![的等、和与们，,])"
)
#: A paragraph of a bulletin that is labelled with the place it is about.
_LOCAL = (
    r"[\u4e00-\u9fff]{1,8}(?:镇|乡|街道|园区|工业园|产业园|开发区|经开区|高新区|保税区|新区|新城|口岸|互市[点区]|码头|机场|港区?"
    r"|林场|农场)"
)
_LABEL = re.compile(
    rf"\s*(?:[▲●■◆★□◇○※·•▍]\s*(?P<marked>{_LOCAL})(?=[：:\s—\d])|[【\[]?(?P<name>{_LOCAL})(?:】|\]|[：:]))"
)
#: These are kinds of places, and no place: 乡镇, 美丽集镇, 各街道.
_NO_LABEL = re.compile(
    r"^[各全本我该两三]|[城乡集小村重名古强]镇$|[城故家下返老之]乡$|特色小镇|美丽|建设|我国|所有"
)
#: A park or a subdistrict as the subject of its own figures.
_LOCALITY = re.compile(
    r"(?P<name>(?![两三])(?:(?![全各本我该])[\u4e00-\u9fff]){2,8}(?:工业园|产业园|科技园|加工园|开发区|街道|镇|乡(?!村|镇)))"
    r"(?=全[镇乡街]|进出口|实现|完成|累计|现有|规[模上]|工业|财政|固定资产|地区生产|农业|产值|税收|营业|全年|去年|今年|\d|有)"
)
#: 记者从璧山区商务委获悉: the figures are those of the place.
_LEARNED = re.compile(r"从(?P<who>[^，。从]{2,24}?)(?:获悉|了解到|获知)")
_HELPED = re.compile(
    r"指导|推动|帮助|引导|组织|支持|促成|吸引|引进|扶持|推荐|培育|鼓励|协助|服务|深化"
)
#: Before whom a sentence is about it may say where: 在工业园区，.
_WHERE = re.compile(r"\s*(?:在[^，。；]{2,16}，|[^，。；]{2,10}方面，)?(?:走进|来到|走访|步入)?")
#: 走进某某公司: the verb is no part of the name.
_ENTERED = re.compile(r"(?:在|走进|来到|走访|步入)(?:位于)?")
#: What is of a firm, and what is of many of them.
_OF_FIRM = re.compile(r"利润|营收|订单|员工|职工|产能|研发|产量|销售|客户|产品")
_OF_MANY = re.compile(
    r"[全我本该各][国省市区县州]|园区|企业|行业|产业|工业|规上|规模以上|公司|家|户|集群|银行"
)
#: 产值占全区规上工业的比重: said amid what is said of a firm, of its district.
_OF_DISTRICT = re.compile(r"[全我][区县市旗](?![第首最]|唯一)")
_ZONE_ENDS = ("园", "园区", "开发区", "经开区", "高新区", "保税区", "新区", "新城")
#: After 全市 and the like these make an object or an attribute of it: 全市第一, 全国人民.
_OBJECT = re.compile(
    r"[“第首]|文明|先进|优秀|示范|知名|百强|劳模|五一|平均(?!为|达|水平为)|唯一|范围|上下|人民|各级|率先|最"
    r"|[^，。]{0,12}(?:考核|评比|评价|评选|测评)"
)
#: The first of several places, each with a number of its own.
_LISTED = re.compile(r"[、和与](?=[\u4e00-\u9fff]{2,8}(?:等|两|三|分别))")
#: A place that only begins the name of a company, or of the first of several.
_PART_OF_NAME = re.compile(
    r"[\u4e00-\u9fff、（）·“”—-]{1,30}?等\s*\d|[\u4e00-\u9fff]{0,14}?(?:公司|集团|股份|厂(?!房)|控股)"
    r"|[\u4e00-\u9fff]{0,8}?(?:银行|支行|信用社|证券)"
    r"|(?:的|等地)?(?:客商|客户|商家|老板|采购商|经销商|投资商|批发商)(?!数)"
)
#: 成都至重庆高铁, 上海—马德里班列: a place that a way starts from.
_ROUTE = re.compile(
    r"(?:至|到|[—～~-]{1,2})(?![今年月日目此期底末])[\u4e00-\u9fff]{1,10}?(?:[A-Z\d]+次|线|段|区?间|车程|[高动城普]铁|铁路"
    r"|高速|公路|航线|航班|列车|[班专货]列|城际|轨道|直达|往返|通道|旅程|路程|里程)"
)
#: 某某机场旅客吞吐量: an airport or a port as the subject of its own traffic.
_FACILITY = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,9}?(?:机场|港))(?:口岸)?"
    r"(?=(?:年|累计|完成|实现|保障|运送)*(?:旅客|货邮|货物|集装箱)"
    r"|(?:\d|今年|去年|全年|前[一二三]季度|[上下]半年)[^，。；]{0,14}(?:旅客|货邮|货物|集装箱|吞吐))"
)
_PROJECT = re.compile(r"[\u4e00-\u9fffA-Za-z\d]{2,12}?(?:产业园|项目|基地|工厂|中心|厂)(?!数)")
#: 高于全国(平均): an average of others, which may have the number itself.
_ABOVE = re.compile(r"(?:高于|低于|超过|快于|比)(全[国省市区县]|[^，。]{2,8}?)(?:平均)?(?:的)?$")
_AVERAGE_AFTER = re.compile(r"(?:左右|上下)?的(?:平均)?水平|的?平均")
_POINTS = re.compile(r"百分点|个(?=和|、)")
#: 某某高新区管委会主任某某说
_ZONE_SPEAKER = re.compile(
    r"\s*(?P<zone>[\u4e00-\u9fff]{2,14}?(?:区|园))(?:党工委|管委会|管理委员会)[^，。；“”]{1,16}?"
    r"(?:说|介绍|表示|告诉|透露|坦言)"
)
#: Between a place and its number: 慈溪市为48723元.
_STATING = "为达有"
_STATES = re.compile(rf"[{_STATING}]{{0,2}}")
#: Before what else 中国 is the name of something local: 中国声谷集聚企业.
_NATION_IS = re.compile(
    r"[的是在已有共从对将占，,\d]|经济|国内|政府|人[口民]|市场|企业|出口|进口|外贸|对外|全年|今年|去年|平均|制造|货物|居民"
    r"|铁路|公路|电信|移动|联通|石[油化]|银行"
)
#: How far into a sentence or a clause its subject may stand, in characters.
_HEAD, _PLACES = 60, 24


def take_label(text: str, scene: Scene, lexicon: Lexicon, heading: bool) -> None:
    """Take the place that a paragraph is labelled with: ▲新桥镇  今年…, 北门口岸：货运量…

    The label of a heading is that of the paragraphs under it.
    """
    label = _LABEL.match(text)
    if heading:
        scene.section = None
    name = label["name"] or label["marked"] if label else ""
    if not name or _is_kind(name):
        return
    known = lexicon.gazetteer.whole(name, scene.near)
    zone = name.endswith(_ZONE_ENDS)
    scene.place = scene.label = known or Subject(name, "zone" if zone else "other")
    if heading:
        scene.section = scene.label
    scene.organisation = scene.company = None


def _is_kind(name: str) -> bool:
    """Whether what looks like the name of a place is a kind of places."""
    return _NO_LABEL.search(name) is not None or towns.is_kind(name)


def may_turn(text: str, start: int, end: int, scene: Scene) -> bool:
    """Whether a sentence that names no place may change whom those after it are about."""
    visits = scene.company is not None or bool(scene.companies) or bool(scene.people)
    return visits or _TURN.search(text, start, end) is not None


def opening_subject(
    text: str, start: int, end: int, scene: Scene, lexicon: Lexicon
) -> tuple[Subject, bool]:
    """Whom a sentence is about before it names anyone, and whether that is settled."""
    head = min(start + _HEAD, len(text))
    if scene.organisation and (
        _SAME_ORGANISATION.match(text, start, head) or _OBJECT_PRONOUN.search(text, start, end)
    ):
        return scene.organisation, True
    firms.meet(text, start, end, scene)
    firms.visit(text, start, head, end, scene, lexicon)
    if firms.is_reckoned(text, start, head, scene):
        return scene.organisation or scene.subject, True
    zone = _speaking_zone(text, start, end, scene, lexicon)
    if zone:
        return zone, False
    speaker = firms.spoken_for(text, start, end, scene, lexicon)
    if speaker:
        scene.organisation = speaker
        return speaker, False
    firm = scene.named_firm
    if firm and _OF_FIRM.search(text, start, end) and not _OF_MANY.search(text, start, end):
        return firm, False
    if (
        scene.company
        and _OF_DISTRICT.search(text, start, end)
        and not _TURN.search(text, start, end)
    ):
        return scene.place or scene.subject, False
    return scene.place or scene.company or scene.subject, False


def _speaking_zone(
    text: str, start: int, end: int, scene: Scene, lexicon: Lexicon
) -> Subject | None:
    """The zone whose office says what is quoted: “…”某某开发区管委会主任某某说."""
    if text[start] not in "“‘" or scene.label is not None:
        return None
    said_by = _ZONE_SPEAKER.match(text, end)
    mention = lexicon.gazetteer.at(text, said_by.start("zone"), said_by.end()) if said_by else None
    if said_by is None or mention is None or _OF_DISTRICT.search(text, start, end):
        return None
    if mention.end == said_by.end("zone"):
        known = lexicon.gazetteer.named(mention, scene.near)
        return known if known.kind == "zone" else None
    return lexicon.gazetteer.zone_after(text, mention.start, mention.end)


def after_part(s: Sentence, clause: Clause, opening: Subject) -> Subject:
    """Whom the part of a sentence after ； is about, as long as it names nobody itself.

    :param opening: whom the sentence was about before it named anyone.
    """
    scene, firm = s.scene, s.subject.kind == "organisation"
    if firm and s.subject == scene.organisation:
        # 在园区，某某公司…；: the sentence opens with the firm, and goes on about it.
        named = max(s.text.find(s.subject.name, s.start, clause.start), s.start)
        opens = _WHERE.fullmatch(s.text, s.start, named) or _skip(s, s.start, named) == named
        if opens and not _OF_MANY.search(s.text, clause.start, clause.end):
            return s.subject
    if not firm and scene.company is None and opening.kind == "organisation":
        # 全县…；: the sentence has left the firm that it opened with.
        return scene.place or scene.subject
    return scene.company or scene.place or opening


def move_subject(s: Sentence, clause: Clause) -> None:
    """Turn to the subject that a clause names at its head, if it names one."""
    position = clause.end if s.locked else _skip(s, clause.start, clause.end)
    if position >= clause.end:
        return
    if s.subject.kind == "organisation":
        first = next((q for q in clause.quantities if q.start == position), None)
        if first is not None and first.unit in ("家", "户"):
            # A company does not count companies: 6家民营企业入围 is said of the district again.
            s.subject = s.scene.place or s.scene.subject
            return
    firm = firms.at(s.text, position, clause.end, s.scene, s.lexicon)
    if firm:
        s.subject = s.scene.organisation = firm
        return
    organisation = _facility(s, clause, position) or _organisation(s, clause, position)
    if organisation:
        s.subject = s.scene.organisation = Subject(organisation, "organisation")
        if clause.start == s.start and organisation.endswith("公司") and position - s.start <= 2:
            s.scene.named_firm = s.subject
        return
    word = deictic_at(s.text, position, clause.end)
    if word:
        if not _OBJECT.match(s.text, position + len(word)):
            s.subject = _pointed(s, word, position) or s.subject
            s.scene.company = None
        return
    town = _town(s, clause, position)
    if town:
        s.subject, s.scene.company = town, None
        return
    if clause.start == s.start or not s.facts:
        learned = _LEARNED.search(s.text, clause.start, clause.end)
        informant = s.lexicon.gazetteer.find(learned["who"]) if learned else []
        if informant and informant[0].start == 0:
            _settle(s, informant[0])
            return
    local = _LOCALITY.match(s.text, position)
    known = local is None or s.lexicon.gazetteer.find(local["name"])
    if local and local.end() <= clause.end and not known and not _is_kind(local["name"]):
        kind = "zone" if local["name"].endswith(_ZONE_ENDS) else "other"
        s.subject = Subject(local["name"], kind)
        return
    _move_to_place(s, clause, position)


def _pointed(s: Sentence, word: str, position: int) -> Subject | None:
    """The place that a pointer means: 该区 the one named last, 全市 one around the article's."""
    gazetteer, label = s.lexicon.gazetteer, s.scene.label
    if label is not None and label.kind == "zone" and word[1:] == "区" == label.name[-1]:
        # ■某某高新区：…。全区…: the zone that the passage is labelled with.
        return label
    if word[0] == "该":
        if s.scene.place is not None and s.scene.place.name.endswith(word[1:]):
            return s.scene.place
        for mention in reversed(gazetteer.find(s.text[:position])):
            named = gazetteer.named(mention, s.scene.near)
            if named.name.endswith(word[1]):
                s.scene.place = named
                return named
    return gazetteer.deictic(word, s.scene.near)


def _town(s: Sentence, clause: Clause, position: int) -> Subject | None:
    """The town at the head of a clause: that of the text by its name, or the one 全镇 means."""
    town, gazetteer = s.scene.town, s.lexicon.gazetteer
    kind = towns.pointer_at(s.text, position, clause.end)
    if not kind:
        known = town and towns.at(s.text, position, clause.end, town, gazetteer)
        return town if known else None
    if town and town.name.endswith(kind):
        return town
    return towns.named_before(s.text, position, kind, gazetteer)


def _settle(s: Sentence, mention: Mention) -> None:
    """Turn to a place for this sentence and those after it, if it lies in the article's."""
    gazetteer = s.lexicon.gazetteer
    place = gazetteer.named(mention, s.scene.near)
    around = gazetteer.ancestors(place.district_id) if place.district_id else []
    if s.scene.near in ("", *around):
        s.subject = s.scene.place = place


def _facility(s: Sentence, clause: Clause, position: int) -> str:
    """The airport or port at an offset whose traffic a clause states: its name, or "".

    Among the figures of a district its traffic is one of them.
    """
    if s.facts:
        return ""
    found = _FACILITY.match(s.text, position, clause.end)
    within = s.lexicon.gazetteer.find(found["name"], inside_names=True) if found else []
    return found["name"] if found and within and within[0].start == 0 else ""


def _organisation(s: Sentence, clause: Clause, position: int) -> str:
    if not s.has(s.lexicon.gazetteer.organisation_end):
        return ""
    kind_of_firm = s.lexicon.cues.kind_of_firm
    entered = _ENTERED.match(s.text, position, clause.end)
    found = s.lexicon.gazetteer.organisation(s.text, entered.end() if entered else position)
    if found and _HELPED.match(found[0]):
        # 支持某某集团实施: the object of what the place does.
        return ""
    if found and found[1] <= clause.end and not kind_of_firm.match(found[0]):
        firms.learn(found[0], s.scene, s.lexicon)
        return found[0]
    located = _LOCATED.match(s.text, position, clause.end)
    if located and not kind_of_firm.match(located["name"]):
        firms.learn(located["name"], s.scene, s.lexicon)
        return located["name"]
    inner = _THE_ORGANISATION.search(s.text, clause.start, clause.end + 1)
    if inner and clause.start == s.start and (inner.end() == clause.end or not clause.quantities):
        return "" if kind_of_firm.match(inner["name"]) else inner["name"]
    return ""


def _move_to_place(s: Sentence, clause: Clause, position: int) -> None:
    """Turn to the place at the head of a clause; of 重庆市江北区 to the last of the chain."""
    gazetteer = s.lexicon.gazetteer
    place: Subject | None = None
    end, stop = position, min(position + _PLACES, clause.end)
    while mention := gazetteer.at(s.text, end, stop):
        near = place.district_id if place and place.district_id else s.scene.near
        place = gazetteer.named(mention, near)
        end = mention.end
    if place is None:
        return
    if s.text[position:end] == "中国" and not _NATION_IS.match(s.text, end):
        return
    zone = gazetteer.zone_after(s.text, position, end)
    if zone is not None:
        place, end = zone, position + len(zone.name)
    town = (
        towns.after(s.text, end, clause.end, gazetteer) if s.text[end - 1] in "市区县旗" else None
    )
    if town is not None:
        place, end = town, end + len(town.name)
    if any(p.match(s.text, end) for p in (_LISTED, _PART_OF_NAME, _ROUTE)):
        return
    around = s.lexicon.gazetteer.ancestors(s.scene.near)[1:] if s.scene.near else []
    short = place.district_id in around and s.text[end - 1] not in "省市区县国"
    if short and _PROJECT.match(s.text, end):
        # 陕西某某产业园项目 in a district's text is a project's name.
        return
    s.subject = place
    s.scene.organisation = s.scene.company = None
    if not s.facts:
        s.scene.place = place


def move_to_own_place(s: Sentence, position: int, q: Quantity) -> None:
    """慈溪市48723元、余姚市46318元: turn to the place right before a number.

    :param position: the end of the number before.
    """
    gazetteer, near = s.lexicon.gazetteer, s.scene.near
    left = s.text[position : q.start]
    above = _ABOVE.search(left)
    if above and _AVERAGE_AFTER.match(s.text, q.end, min(q.end + 8, len(s.text))):
        s.subject = gazetteer.deictic(above[1], near) or s.subject
        return
    if s.locked or (above and _POINTS.search(s.text[q.start : q.end])):
        return
    may_end = gazetteer.may_end_in_place
    if not may_end(left) and not may_end(left.rstrip(_STATING)):
        return
    for mention in gazetteer.find(left):
        before = left[: mention.start]
        alone = not before.strip("、和与及以") or before.endswith("以")
        if alone and _STATES.fullmatch(left, mention.end):
            s.subject = gazetteer.named(mention, near)
            return


def _skip(s: Sentence, position: int, end: int) -> int:
    """Skip what may stand before the subject of a clause: periods, connectors, 预计."""
    while position < end:
        period = s.period_at(position)
        if period is not None:
            position = period.end
            continue
        word = s.lexicon.cues.before_subject.match(s.text, position, end)
        # 来凤县 begins with no connector.
        if not word or s.lexicon.gazetteer.at(s.text, position, end):
            return position
        position = word.end()
    return position
