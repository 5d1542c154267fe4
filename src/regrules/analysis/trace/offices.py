"""Whether the agencies of an obligation are those that its clause names in brackets: （药品科、各市场监管所负责）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.plans import AgencyEntry, AgencyRule, Obligation
from ...model.wording import wording
from ..check import Finding
from ..document import Clause
from .said import finding
from .sides import Held, Sides

_BRACKET = re.compile(r"[（(]([^（）()]*(?:负责|牵头|配合|承办)[^（）()]*)[）)]")
# Where some lead and others help, a plan may name those who lead.
_SHARED = re.compile(r"牵头|配合|协助|参与|会同")
_ITEM = re.compile(r"[一二三四五六七八九十]+[是要]")
_KINDS = {
    "station": re.compile(r"所|分局"),
    "section": re.compile(r"科|股|室|处"),
    "enforcement_team": re.compile(r"执法|队"),
    "monitoring_centre": re.compile(r"监测"),
    "bureau": re.compile(r"局"),
}


def named(found: Sides) -> Iterator[Finding]:
    """Agencies that the plan makes responsible and the bracket does not name, and the other way round."""
    entries = {entry.id: entry for entry in found.jurisdiction.agencies}
    for held in found.held:
        text = responsible(found, held)
        if not text:
            continue
        ours = ids_of(held.obligation)
        strange = [each for each in ours if not _is_named(each, entries, text) and not _is_read(each, entries, held)]
        passed = [] if _SHARED.search(text) else list(_passed_over(ours, entries, text))
        for agencies, zh, en in (
            (strange, "条款没有写由其负责", "the clause does not make responsible"),
            (passed, "条款写由其负责，任务没有写", "the clause makes responsible, and the obligation does not"),
        ):
            if agencies:
                names = [entries[each].name if each in entries else wording(each) for each in agencies]
                yield finding(
                    "agencies-as-written",
                    found.plan.id,
                    (
                        f"{'、'.join(name.zh for name in names)}：{zh}（{text}）",
                        f"{en}: {', '.join(name.en for name in names)} ({text})",
                    ),
                    (
                        "按条款写责任机构，或在理解说明中写明",
                        "name the agencies that the clause names, or say in the interpretation why not",
                    ),
                    clause=held.obligation.clause,
                    obligation=held.obligation.id,
                )


def responsible(found: Sides, held: Held) -> str:
    """What the brackets of an obligation's clauses say of who is responsible; of 一是, 二是 the last one says it for all."""
    own = [text for clause in held.places for text in _brackets(clause)]
    if not own:
        rows = {clause.path.rpartition(".")[0] for clause in held.cited if _ITEM.match(clause.label)}
        for row in rows:
            last = [clause for clause in found.part.clauses if clause.path.rpartition(".")[0] == row][-1]
            own += _brackets(last)
    return "；".join(dict.fromkeys(own))


def _brackets(clause: Clause) -> list[str]:
    return _BRACKET.findall(clause.text)


def ids_of(obligation: Obligation) -> list[str]:
    """The agencies of *obligation*, those of its rules included."""
    return list(dict.fromkeys(each.agency if isinstance(each, AgencyRule) else each for each in obligation.agencies))


def _is_named(agency: str, entries: dict[str, AgencyEntry], text: str) -> bool:
    if agency not in entries:
        return agency not in _KINDS or bool(_KINDS[agency].search(text))
    entry = entries[agency]
    if entry.id in entry.name.zh:  # a plan as JSON has no names of its agencies
        return True
    return entry.name.zh in text or (entry.kind == "station" and bool(_KINDS["station"].search(text)))


def _is_read(agency: str, entries: dict[str, AgencyEntry], held: Held) -> bool:
    """Whether the interpretation speaks of the agency."""
    name = entries[agency].name if agency in entries else wording(agency)
    return name.zh in held.reading


def _passed_over(ours: list[str], entries: dict[str, AgencyEntry], text: str) -> Iterator[str]:
    kinds = {entries[each].kind if each in entries else each for each in ours}
    for id, entry in entries.items():
        if entry.kind != "station" and entry.name.zh in text and id not in ours and entry.kind not in ours:
            yield id
    if _KINDS["station"].search(text) and "station" not in kinds:
        yield "station"
