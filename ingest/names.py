"""Numerals that count nothing: parts of names, labels, document and list numbers, footnotes."""

from __future__ import annotations

import re

from ingest.patterns import headed, signs

#: 3.2020年部分数据: the point after a list number, before a year.
_BEFORE_YEAR = r"[.．](?=(?:19|20)\d\d年)"
#: (rule_id, pattern). The first group, where there is one, is the span that counts as the name;
#: earlier rules win. Each is described, with an example, in ``seeds/rules.csv``. What must not
#: stand before a name is often looked for after its digits: 20[0-4]\d(?<!\d{5}) is no part of a
#: longer number, and a search can skip to its 2.
_RULES: tuple[tuple[str, str], ...] = (
    ("name.url", r"(?:https?://|www\.)[\w./?=&%-]+|(?<![\w.-])[\w.-]+@[\w.-]+\.\w+"),
    (
        "name.head",
        r"(?:^|[\s。，、；（见])(?:附表|表|图|专栏|附件)\s?(\d{1,2}(?:-\d{1,2})?)(?=[\s。，:）]|$)"
        r"|^(?:附表|表|图|专栏|附件)(\d{1,2}(?:-\d{1,2})?)",
    ),
    ("name.page", r"—\s?(\d{1,3})\s?—"),
    (
        "name.event",
        r"20[0-4]\d(?<!\d{5})"
        r"(?=[\u4e00-\u9fff“”]{2,16}(?:\d*强|榜|大会|博览会|论坛|大赛|峰会))",
    ),
    (
        "name.telephone",
        r"(?<!\d)(?:0\d{2,3}-\d{7,8}|0\d{2,3}-\d{3,4} \d{4}(?:转\d{1,4})?"
        r"|1[3-9]\d{9}|400-?\d{3}-?\d{4})(?!\d)",
    ),
    ("name.document", r"[〔\[(（]\d{4}[〕\])）]\d+号|(?<!\d)\d{4}年第\d+号"),
    ("name.hotline", r"1\d{4}(?<!\d{6})(?=[^\d]{0,8}(?:热线|平台))"),
    (
        "name.hotline",
        r"1(?:10|14|19|20|22)(?<!\d{4})"
        r"(?=急救|报警|接警|接处警|电话|热线|指挥|平台|救护|调度)",
    ),
    (
        "name.code",
        r"(?:拨打|热线|电话|手机|传真|邮编|邮政编码|刊号|邮发代号|账号|帐号|卡号|编号|证号|代码|条码|QQ|微信)号?"
        r"[:：为]?\s*([A-Z]{0,3}\d[\dA-Z-]{2,})(?![\d.%万亿元部个条张份])",
    ),
    ("name.code", r"(?<![A-Z0-9])(?=\d*[A-Z])[0-9A-Z]{15,20}(?![A-Z0-9])"),
    ("name.road", r"(?:国道|省道|县道|乡道)[A-Z]?(\d{2,4}线?)|(?<!\d)\d{3}(?=国道|省道|县道)"),
    (
        "name.university",
        r"(?:985|211)(?<!\d{4})(?=[、/和及“”]*(?:高校|院校|大学|工程|211|985|名校))",
    ),
    (
        "name.cohort",
        r"(?:19|20)\d\d(?<!\d{5})[届级]"
        r"(?=[\u4e00-\u9fff]{0,4}(?:毕业|学生|新生|本科|高校|大学生|专业|考生|学员|博士|硕士|研究生))",
    ),
    ("name.class", r"\d+英尺(?=集装箱|标准箱|冷柜|柜)"),
    ("name.version", r"\d(?<=工业\d)\.0"),
    ("name.footnote", r"\[\d{1,2}\]|[①-⑳]"),
    ("name.list", r"(?<=公报)（(\d{1,2})）$"),
    ("name.list", rf"^\s*(\d{{1,2}}(?:[.．、](?!\d)|{_BEFORE_YEAR}|(?=[\s])|）)|（\d{{1,2}}）)"),
    ("name.list", rf"[。；：:]\s*(\d{{1,2}}(?:[.、](?!\d)|{_BEFORE_YEAR}|）)|（\d{{1,2}}）)"),
    ("name.formula", r"[“‘]?\d+(?:[+＋×xX]\d+)*[+＋×xX][A-Za-zN\d]+[”’]?(?:小时)?|T\+\d+"),
    ("name.latin", r"(?<![A-Za-z])[A-Za-z]{1,12}[-.]?\d++(?:\.\d+)?+(?![\d.%亿万元])"),
    ("name.latin", r"\d+(?:\.\d+)?(?:[GgKkDdPpAaBbCcXxTtSs]|[A-Z][A-Za-z]+)(?![A-Za-z/²³])"),
    ("name.ordinal", r"第\d+(?:[次届期批号条款个章节回轮站集代卷版册课部分类张]|(?=[“”]))"),
    ("name.version", r"\d+\.\d+版"),
    ("name.number", r"(?<!\d)(?:[A-Z]\d{1,2}|0\d)版|(?<=[上下][接转])\d{1,2}版"),
    ("name.number", r"^\s*(\d{1,2}版)(?=[\s:：]|$)"),
    ("name.list_rank", r"\d+强(?!于)|前\d+[名位](?=(?:的)?[\u4e00-\u9fff]{0,4}企业)"),
    ("name.number", r"(?<![\d.])\d+号(?:线|楼|文|院|令|公告|桥|井|地块|馆)?"),
    (
        "name.region",
        # 产品发往21个省区市 counts them.
        r"(?<![\d.])(?<![发销运]往)(?<!覆盖)(?<!辐射)\d+(?:国(?=进出口|出口|进口|贸易)|个?省区市|省市?(?=[\u4e00-\u9fff])"
        r"|个?(?:区县|县区|市县|县市区|区市县|市县区|地市|市州|省份|副省级)(?:（[市区县、]+）)?(?=[^，。；]{0,4}[中里排居列第位名]))",
    ),
    ("name.base", r"(?:以[\u4e00-\u9fff]{1,8}|（[\u4e00-\u9fff]{1,6})[为=＝](100)(?=[，）])"),
    ("name.number", r"\d+(?:\.\d+)?[‰%](?=人口(?:变动)?(?:情况)?抽样)"),
    ("name.voltage", r"\d+(?:\.\d+)?千伏(?!安)"),
    (
        "name.age",
        r"(?<![\d.])(?:\d+(?:[-—~至到]|——)\d+周?岁|\d+周?岁(?=[^，。；]{0,2}[老人儿居村以及或的妇青男女]))"
        r"(?:及|或)?(?:以上|以下|以内)?",
    ),
    (
        "name.per",
        r"(?<=每)\d*(?:\.\d+)?[万千百十亿]*(?:名|个|户|平方公里|公里)?(?:常住)?(?:人口?|户|平方公里|公里|元|亩|辆)",
    ),
    ("name.class", r"(?<![\d.])[1-7]星级?(?=酒店|饭店|宾馆|级|景区|旅游)"),
    ("name.class", r"\d+(?:\.\d+)?(?:万|亿)?(?:元|吨|平方米|美元|人|亩)?(?:级(?!别)(?:以上)?)"),
    (
        "name.class",
        r"\d+(?:\.\d+)?[万亿]?(?:元|美元|吨|平方米|人|亩)(?:及|或)?以上的?(?!支持|用于|扶持|帮助|惠及|带动|培育|引进|奖|补|投)"
        r"[\u4e00-\u9fff]{0,4}?(?:项目|企业|法人|工业|单位|园区|楼宇|大户|合作社)",
    ),
    (
        "name.class",
        r"(?<=[过超破])(\d+(?:\.\d+)?[万亿]?(?:元|吨|人))(?=的?(?:有)?\d+[家户个栋]|的(?:企业|项目|楼宇)"
        r"|的?[\u4e00-\u9fff]{0,4}(?:企业|项目|楼宇|园区|集群|商圈|镇|村)(?:已?达到?|有|共|增至)?\d)",
    ),
    (
        "name.class",
        r"\d+(?:\.\d+)?[万亿]?元?(?:[-—~至到]|——)\d+(?:\.\d+)?[万亿]?元的?(?:工业|产业)?(?:项目|企业)",
    ),
    ("name.service_circle", r"\d+分钟(?:[\u4e00-\u9fff]{0,8}?圈)"),
    ("name.tail", r"\d+(?:后|零后)(?=[\u4e00-\u9fff])"),
    ("name.score_code", r"\d(?<![\d.]\d)\d{4,5}(?=[”’])"),
)
_COMPILED = tuple((rule, signs(pattern), headed(pattern)) for rule, pattern in _RULES)
_DIGIT = re.compile(r"[\d①-⑳]")
_QUOTED = re.compile(r"[“‘]([^“”‘’。，]{1,9})[”’]")
_QUOTED_QUANTITY = re.compile(r"\d[\d.,]*(?:%|亿元|万元|亿|万)")
_QUOTED_NUMBER = re.compile(r"\d+(?:\.\d+)?[条个项级]?")
_CLASS = re.compile(
    r"[\d.]+[万亿]?(?:元|美元|吨|平方米|人|亩)?(?:(?:[-—~至到]|——)[\d.]+[万亿]?元)?级?"
)
#: 规模以上工业统计范围为, 限额以上单位是指: a note that says what belongs to a class.
_DEFINES = re.compile(
    r"(?:统计|调查|核算|界定|入库)(?:的)?(?:范围|标准|口径)(?:为|是|指)"
    r"|[以限规][上模下额][^，。；\d]{0,10}(?:是|系)?指(?![标数导引出挥定])"
)
#: The title of a document: what it counts is part of its name.
TITLE = re.compile(r"《[^《》]{2,60}》")


def find(text: str, regulatory: bool = False) -> list[tuple[int, int, str]]:
    """Find the names with Arabic digits in a clean text.

    :param regulatory: the text sets conditions, so that an amount in 500万元以上的项目 is a
        threshold and no class of projects.
    :returns: (start, end, rule_id), sorted, none overlapping another.
    """
    if not _DIGIT.search(text):
        return []
    found: list[tuple[int, int, str]] = []
    characters = set(text)
    for rule, needed, pattern in _COMPILED:
        if (needed and needed.isdisjoint(characters)) or (regulatory and rule == "name.class"):
            continue
        for match in pattern.finditer(text):
            group = match.lastindex or 0
            start, end = match.span(group)
            if rule == "name.class" and is_defined(text, start):
                continue
            if not _DIGIT.search(text, start, end):
                continue
            if rule == "name.class":
                end = _class_end(text, start, end)
            found.append((start, end, rule))
    for match in _QUOTED.finditer(text):
        if _DIGIT.search(match[1]) and not _QUOTED_QUANTITY.search(match[1]):
            found += [
                (match.start(1) + m.start(), match.start(1) + m.end(), "name.quoted")
                for m in _QUOTED_NUMBER.finditer(match[1])
            ]
    result: list[tuple[int, int, str]] = []
    for item in sorted(found, key=lambda f: (f[0], -f[1])):
        if not result or item[0] >= result[-1][1]:
            result.append(item)
    return result


def is_defined(text: str, position: int) -> bool:
    """Whether a number stands in the definition of a class: 规模以上工业指年营业收入2000万元."""
    start = max(text.rfind(mark, 0, position) for mark in "。；\n") + 1
    return _DEFINES.search(text, start, position) is not None


def _class_end(text: str, start: int, end: int) -> int:
    """End a class descriptor before the noun: the span of 2000万元以上企业 is 2000万元."""
    cut = _CLASS.match(text, start, end)
    return cut.end() if cut else end


def titles(text: str) -> list[tuple[int, int]]:
    """The spans of titles in 《》."""
    return [m.span() for m in TITLE.finditer(text)]
