"""Drug plan: the clauses that set a direction and ask nothing that can be counted, and a figure that is no demand."""

from __future__ import annotations

from regrules.model import FigureNote, Guidance, Text

GUIDANCE = (
    Guidance(
        clause="1.1",
        title=Text(zh="药品流通业态发展", en="Forms of the drug trade"),
        reason=Text(
            zh="引导连锁、简化许可、放宽销售方式，是支持性政策，没有对象、数量和期限。",
            en="Support for chains, simpler licensing and new ways of selling; it names no subjects, number or date.",
        ),
    ),
    Guidance(
        clause="2.3",
        title=Text(zh="集采中选药品", en="Centrally procured drugs"),
        reason=Text(
            zh="说明检查时看什么（储存、包装、验收），没有检查数量；台账不按品种记检查。",
            en="It says what to look at in an inspection (storage, packaging, acceptance), not how many; the "
            "register does not keep inspections by product.",
        ),
    ),
    Guidance(
        clause="2.4",
        title=Text(zh="含特殊药品复方制剂", en="Compounds that contain special drugs"),
        reason=Text(
            zh="说明检查重点，没有比例和期限；“销售数量较大”也没有界线。",
            en="It names the focus of inspections without share or date; “large sales” has no threshold.",
        ),
    ),
    Guidance(
        clause="2.5",
        title=Text(zh="重点品种追溯", en="Traceability of priority products"),
        reason=Text(
            zh="督促企业建立制度、探索新的监管方式，没有可核对的完成标准。",
            en="Firms are urged to set up their tracing systems and new methods are explored; there is no test "
            "of completion.",
        ),
    ),
    Guidance(
        clause="3.1",
        title=Text(zh="药品购销渠道", en="Channels of purchase and sale"),
        reason=Text(
            zh="列出关注情形；移送取决于个案是否涉罪、涉骗保，台账不作此判断，也没有时限。",
            en="It lists what to watch for; whether a case goes to the police or the insurance fund depends on "
            "a judgement the register does not hold, and no time limit is given.",
        ),
    ),
)

FIGURE_NOTES = (
    FigureNote(
        clause="1.1",
        figure="24小时",
        reason=Text(
            zh="说的是群众全天购药的需求，药店可设自动售药机来满足；不是监管部门的时限，也不要求药店全天营业。",
            en="The public's wish to buy medicine around the clock, which vending machines of pharmacies may serve; it is "
            "no time limit of the bureau, and no pharmacy must be open all day.",
        ),
    ),
)
