"""The words of which days and times of day are said, and how they stand together."""

from __future__ import annotations

import re


def _each(words: str, value: int) -> dict[str, int]:
    return dict.fromkeys(words.split(), value)


DAYS = {
    **_each("前天", -2),
    "day before yesterday": -2,
    **_each("yesterday 昨天 昨日", -1),
    **_each("today 今天 今日", 0),
    **_each("tomorrow 明天 明日", 1),
    "day after tomorrow": 2,
    **_each("后天", 2),
    **_each("大前天", -3),
    **_each("大后天", 3),
}
WEEKDAYS = {
    **_each("monday mon 一", 1),
    **_each("tuesday tue tues 二", 2),
    **_each("wednesday wed 三", 3),
    **_each("thursday thu thur thurs 四", 4),
    **_each("friday fri 五", 5),
    **_each("saturday sat 六", 6),
    **_each("sunday sun 日 天", 7),
}
WEEKS: dict[str, int] = {
    **_each("上上 上上个", -2),
    **_each("last 上 上个", -1),
    **_each("this 本 这 这个", 0),
    **_each("next 下 下个", 1),
    **_each("下下 下下个", 2),
}
UNITS = {
    **_each("min mins minute minutes 分钟", 60_000),
    **_each("h hour hours 小时 个小时", 3_600_000),
    **_each("day days 天 week weeks 周 个星期", 0),
}
"""What a stretch of time is counted in (ms); whole days (0) are counted by dates."""
LONG = {**_each("day days 天", 1), **_each("week weeks 周 个星期", 7)}
DIGITS = "零一二三四五六七八九十"
AFTERNOON = {"pm": True, "am": False, "下午": True, "晚上": True, "傍晚": True, "上午": False, "早上": False}
NIGHT = ("凌晨", "半夜")
NOON = ("noon", "中午")

_NUMBER = rf"\d{{1,4}}|[{DIGITS}]{{1,3}}|半|两"
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_WEEK = "|".join(sorted((word for word in WEEKS if not word.isascii()), key=len, reverse=True))

CLOCK = re.compile(
    rf"""(?P<part>上午|早上|下午|晚上|傍晚|中午|凌晨|半夜)?\s*
    (?:(?P<h>\d{{1,2}}):(?P<m>\d{{2}})
      |(?P<point>\d{{1,2}}|[{DIGITS}]{{1,3}}|两)点
       (?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<after>\d{{1,2}}|[{DIGITS}]{{1,3}})分?|整|钟)?
      |(?P<bare>\d{{1,2}})(?=\s*[ap]m))
    \s*(?P<suffix>am|pm)?""",
    re.VERBOSE,
)
AGO = re.compile(
    rf"""(?P<n>{_NUMBER})\s*(?P<unit>{_UNIT})\s*(?P<way>ago|later|以前|以后|之前|之后|前|后)
    |in\s+(?P<n2>\d{{1,4}})\s*(?P<unit2>{_UNIT})""",
    re.VERBOSE,
)
WEEKDAY = re.compile(
    rf"""(?:(?P<week>this|last|next)\s+)?(?P<english>[a-z]+)
    |(?P<chinese>{_WEEK})?(?:周|星期|礼拜)(?P<number>[一二三四五六日天])""",
    re.VERBOSE,
)
DATE = re.compile(
    r"""(?:(?P<y>\d{4})[-/.年])?(?P<mo>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?
    |(?P<only>\d{1,2})[日号]
    |(?P<end>月底|end\ of\ month)""",
    re.VERBOSE,
)
