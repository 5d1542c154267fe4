"""The national rules on which clauses of the plan rest."""

from __future__ import annotations

from regrules.model import Basis, Text

TRADE = Text(zh="医疗器械经营监督管理办法（总局令第54号）", en="Measures on the supervision of device trade (Order 54)")
SELF_INSPECTION = Basis(document=TRADE, article="44")
FOLLOW_UP = Basis(document=TRADE, article="49")
NO_REPORT = Basis(document=TRADE, article="68")

# The plan cites the older rule on grading, while its frequencies are those of the newer one.
GRADING_CITED = Basis(
    document=Text(
        zh="医疗器械经营企业分类分级监督管理规定（2015年，条文所引）",
        en="Rule of 2015 on the grading of device distributors (the one that the clause cites)",
    )
)
GRADING_FIGURES = Basis(
    document=Text(
        zh="药监综械管〔2022〕78号（分级办法，频次与之一致）",
        en="Notice 78 of 2022 on the grading of device trade (whose frequencies the clause uses)",
    )
)
GRADING = (GRADING_CITED, GRADING_FIGURES)

ONLINE_SALES = Basis(
    document=Text(
        zh="医疗器械网络销售监督管理办法（总局令第38号）",
        en="Measures on the supervision of online device sales (Order 38)",
    )
)
USE = Basis(
    document=Text(
        zh="医疗器械使用质量监督管理办法（总局令第18号）",
        en="Measures on the quality of devices in use (Order 18)",
    )
)
