"""Checks that title or interpretation say what kind of number it is: places or visits, one verdict or several, judged or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.measures import Attested, Count, Tasks, parts_of
from ...model.predicates import Column
from .case import Case, Problem, problem
from .checks import of_obligations
from .joined import words_of

_PLACES = re.compile(r"户(?!次)|(?<![国专])家(?!次)|人数|企业数|机构数|单位数|个数|不同|去重|只计一")
_PLACES_ONLY = re.compile(r"家数|户数|企业数|机构数|单位数|人数")
_VISITS = re.compile(r"家次|户次|人次|批次|次数|场次|件数")
_EACH = re.compile(r"各|每|逐|分别")
_EACH_OFFICE = re.compile(r"各所|每所|各监管所|各市场监管所|每个(?:市场)?监管所|所所")
_NUMBER = re.compile(r"数|率|比例|比重|占比|户次|家次|人次|批次|场次|评分|均分|得分|增减|增幅|增长|金额|时长")
_ONLY_SHOWN = re.compile(r"不作判定|不判定|不作评判|只列|只显示|只作?展示|仅列|仅供参考|不作考核|不考核")


def _places_or_visits(case: Case) -> Iterator[Problem]:
    measure, title = case.obligation.measure, case.obligation.title
    if not isinstance(measure, Count):
        return
    if measure.distinct is not None and not (_PLACES.search(words_of(case)) and not _VISITS.search(title.zh)):
        yield problem(
            "同一对象的多条记录只计一次，标题和说明却没有写按户（家、人）计",
            "several records of one subject count once, of which title and interpretation say nothing",
            "请核对 distinct；确按户数计的，在标题或说明中写明（家数、户数、人数）",
            "check `distinct`; if it is meant, say so (in Chinese 家数, 户数 or 人数)",
        )
    elif measure.distinct is None and (found := _PLACES_ONLY.search(title.zh)) and not _VISITS.search(title.zh):
        yield problem(
            f"标题写“{found[0]}”，任务却按记录条数（次）计",
            f"the title speaks of how many there are (“{found[0]}”), the obligation counts records",
            "请加上 distinct，或在标题中写明家次、户次",
            "count with `distinct`, or let the title speak of visits (家次, 户次)",
        )


def _verdicts(case: Case) -> Iterator[Problem]:
    obligation = case.obligation
    if isinstance(obligation.each, Column) and not _EACH.search(words_of(case)):
        yield problem(
            "任务逐一判定，标题和说明却没有写各、每、逐一",
            "it is judged for each by itself, of which title and interpretation say nothing",
            "请核对 each；确须逐一判定的，在标题或说明中写明（各、每、逐一）",
            "check `each`; if it is meant, say so (in Chinese 各, 每 or 逐一)",
        )
    elif (
        obligation.each is None
        and (found := _EACH_OFFICE.search(obligation.title.zh))
        and not isinstance(obligation.measure, Attested | Tasks)
        and parts_of(obligation.measure)[0].table != "agencies"
        and not re.search(r"合计|合并|按全县|按全区|按全市|不按各所", words_of(case))
    ):
        yield problem(
            f"标题写“{found[0]}”，任务却按全县合计判定",
            f"the title speaks of every station (“{found[0]}”), the obligation is judged for all together",
            "请写 each=agency，或在说明中写明按全县合计",
            "judge each station by itself (each=agency), or say in the interpretation that all count together (in Chinese 合计)",
        )


def _shown(case: Case) -> Iterator[Problem]:
    obligation = case.obligation
    told = _NUMBER.search(obligation.title.zh) or _ONLY_SHOWN.search(words_of(case))
    found = _ONLY_SHOWN.search(words_of(case, title=False))
    if obligation.target is None and not told:
        yield problem(
            "任务没有目标，只列数字，标题和说明却没有写",
            "it has no target and is only shown, of which title and interpretation say nothing",
            "请补上目标；确只列数字的，在说明中写明“不作判定”，或以所列的数命名（…数、…率、…比例）",
            "write its target; if the number is only shown, say so (in Chinese 不作判定), or let the title name the number",
        )
    elif obligation.target is not None and found:
        yield problem(
            f"说明写“{found[0]}”，任务却有目标",
            f"the interpretation says that nothing is judged (“{found[0]}”), yet there is a target",
            "请删去目标，或改说明",
            "leave the target out, or mend the interpretation",
        )


LEVEL = "explained"
CHECKS = (
    of_obligations(
        "counting-said", LEVEL, "按户计还是按次计有说明", "whether places or visits count is said", _places_or_visits
    ),
    of_obligations(
        "verdicts-said", LEVEL, "逐一判定还是合计判定有说明", "whether each is judged by itself is said", _verdicts
    ),
    of_obligations("indicators-said", LEVEL, "只列不判的有说明", "what is only shown is said to be", _shown),
)
