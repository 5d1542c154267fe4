"""Device plan: the clauses that set a direction and ask nothing that can be counted."""

from __future__ import annotations

from regrules.model import Guidance, Text

GUIDANCE = (
    Guidance(
        clause="1.1",
        title=Text(zh="完善器械监管体系", en="A better system of device supervision"),
        reason=Text(
            zh="要求自查短板、改进体系，没有具体成果和期限。",
            en="Weak points are to be looked for and mended; no result and no date is named.",
        ),
    ),
    Guidance(
        clause="2.7",
        title=Text(zh="案件移送和跨区域协同", en="Transfer of cases, work across regions"),
        reason=Text(
            zh="加大力度的要求，没有数量和时限；台账不判断案件应否移送。",
            en="More is to be done, without number or time limit; the register does not say which cases should "
            "be passed on.",
        ),
    ),
    Guidance(
        clause="2.9",
        title=Text(zh="热点产品的舆情风险", en="Public opinion on products in the news"),
        reason=Text(
            zh="要求密切关注，没有可核对的动作。",
            en="Attention is asked for, not an act that could be checked.",
        ),
    ),
    Guidance(
        clause="2.13",
        title=Text(zh="打击无证经营和无证产品", en="Unlicensed trade and products"),
        reason=Text(
            zh="办案方向，没有数量、对象和期限。",
            en="A direction for case work; it names no number, subjects or date.",
        ),
    ),
    Guidance(
        clause="2.14",
        title=Text(zh="重大案件和行刑衔接", en="Major cases and criminal transfer"),
        reason=Text(
            zh="取决于个案是否重大、是否涉罪，台账不作此判断，也没有时限。",
            en="It hangs on whether a case is major or criminal, a judgement the register does not hold; no "
            "time limit is given.",
        ),
    ),
    Guidance(
        clause="2.16",
        title=Text(zh="指导企业和使用单位监测不良事件", en="Guidance on event monitoring"),
        reason=Text(
            zh="持续提升的要求，数量和质量的指标在二（十八）。",
            en="A steady rise is asked for; the numbers stand in 2.18.",
        ),
    ),
    Guidance(
        clause="3.1",
        title=Text(zh="规范执法行为", en="Orderly enforcement"),
        reason=Text(
            zh="执法作风和营商环境的总要求，没有可计量的内容。",
            en="A general demand on conduct and the business environment, with nothing to count.",
        ),
    ),
    Guidance(
        clause="3.2",
        title=Text(zh="支持企业发展", en="Support for firms"),
        reason=Text(
            zh="支持性政策，没有对象、数量和期限。",
            en="A supporting policy; it names no subjects, number or date.",
        ),
    ),
    Guidance(
        clause="3.3",
        title=Text(zh="新闻宣传", en="Work with the press"),
        reason=Text(
            zh="要求畅通渠道、加大力度，没有篇数和期限。",
            en="Channels are to be kept open and more published, without number or date.",
        ),
    ),
)
