"""Whether the words of the register that an obligation uses are evident in what its clauses say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from ...model.measures import Count, Measure, Tasks
from ...model.predicates import Column, Grade
from ...model.schema import Schema
from ...model.wording import wording
from ..check import Finding
from .conditions import Condition, conditions_in, sets_of, steps_of
from .rivals import CLASSES_OF_DRUGS, FLAGS, GENERAL, IMPLIED_DOMAINS, RIVALS, STEPS, domains, places
from .said import SHOWN, finding
from .sides import Held, Sides
from .vocabulary import COLUMNS, DOMAINS, KINDS, stems

_DOMAIN_COLUMNS = ("domain", "domains", "product")
_KIND_COLUMNS = ("kinds", "capacities")
_SCHEMES = {"device_distributor": "device", "device_user": "device", "drug": "drug", "cosmetic": "cosmetic"}


@frozen(kw_only=True)
class Used:
    """
    A word of the register that an obligation uses.

    Attributes:
        word: The word, or the name of a column of dates or flags.
        signs: The Chinese words of which one shows it.
        rivals: Words that it excludes, each with its signs; None if it excludes none.
        domain: Whether it is a domain, of which a clause speaks as plainly as a title does, unless the title says otherwise.
        plain: Whether a clause always speaks of it as plainly as a title does.
    """

    word: str
    signs: tuple[str, ...]
    rivals: Mapping[str, tuple[str, ...]] | None = None
    domain: bool = False
    plain: bool = False

    def shown_in(self, text: str) -> bool:
        """Whether *text* shows it."""
        return any(sign in text for sign in self.signs)

    def denied_by(self, text: str, meant: set[str]) -> bool:
        """Whether *text* speaks of what it excludes, which is not *meant* besides, and not of it."""
        rivals = self.rivals or {}
        named = [word for word, signs in rivals.items() if any(sign in text for sign in signs if sign not in GENERAL)]
        own = (*rivals.get(self.word, ()), *(sign for sign in self.signs if sign not in GENERAL))
        return bool(set(named) - meant) and not any(sign in text for sign in own)


def evident(found: Sides) -> Iterator[Finding]:
    """Words of the register of which neither clause, title nor interpretation speaks, or that they exclude."""
    for held in found.held:
        for conditions in (*sets_of(held.obligation.measure), ()):
            yield from _in_set(found, held, conditions)
        yield from _kinds_of_tasks(found, held)


def _in_set(found: Sides, held: Held, conditions: tuple[Condition, ...]) -> Iterator[Finding]:
    """What speaks against the words of one record set; without conditions, against the dates that are compared."""
    schema = found.jurisdiction.schema
    every = {used.word: used for condition in conditions for used in _asked(condition, schema)}
    if not conditions:
        steps = [step.name for step in steps_of(held.obligation.measure) if step.name in COLUMNS]
        every = {name: Used(word=name, signs=COLUMNS[name]) for name in steps}
        if _per_million(held.obligation.measure):
            every["per_million"] = Used(word="per_million", signs=("百万", "万人", "人口"))
    for used in every.values():
        if problem := _against(found, held, used, set(every)):
            yield finding(
                "words-evident",
                found.plan.id,
                problem,
                _advice(used),
                clause=held.obligation.clause,
                obligation=held.obligation.id,
            )


def _advice(used: Used) -> tuple[str, str]:
    signs = used.signs[:SHOWN]
    zh = f"（写出{'、'.join(signs)}之一）" if signs else ""
    en = f" (one of {', '.join(signs)} in its Chinese)" if signs else ""
    return (
        f"核对台账用词；确要用它的，在标题或理解说明（interpretation）中写明{zh}",
        f"check the word; if it is meant, let title or interpretation say so{en}",
    )


def _per_million(measure: Measure) -> bool:
    parts = (measure, *(getattr(measure, name, None) for name in ("of", "versus")))
    return any(isinstance(part, Count) and part.per_million for part in parts)


def _asked(condition: Condition, schema: Schema) -> Iterator[Used]:
    match condition.value:
        case Grade(scheme=scheme):
            yield from _scheme(scheme)
        case Column(table=table, name=name):
            if name in FLAGS:
                yield Used(word=name, signs=COLUMNS[name], rivals=FLAGS)
            elif condition.operator == "happened":
                yield Used(word=name, signs=COLUMNS.get(name, ()), rivals=STEPS)
            elif name in COLUMNS:
                yield Used(word=name, signs=COLUMNS[name])
            if schema.table(table).has(name) and schema.table(table).column(name).words:
                for literal in condition.literals:
                    yield from _word(table, name, str(literal))


def _word(table: str, column: str, word: str) -> Iterator[Used]:
    if column in _DOMAIN_COLUMNS:
        yield _domain(word)
    elif column == "scheme":
        yield from _scheme(word)
    elif column in _KIND_COLUMNS and word in KINDS:
        yield Used(word=word, signs=stems(word), rivals=places(word))
    elif word in CLASSES_OF_DRUGS:
        yield Used(word=word, signs=stems(word), rivals=CLASSES_OF_DRUGS, plain=True)
    elif column != "device_classes":  # classes are figures
        yield Used(word=word, signs=stems(word), rivals=RIVALS.get((table, column)))
    if word in IMPLIED_DOMAINS and column in (*_KIND_COLUMNS, "qualifications"):
        yield _domain(IMPLIED_DOMAINS[word])


def _scheme(scheme: str) -> Iterator[Used]:
    if scheme in _SCHEMES:
        yield _domain(_SCHEMES[scheme])
    if scheme not in DOMAINS:
        yield Used(word=scheme, signs=stems(scheme))


def _domain(word: str) -> Used:
    return Used(word=word, signs=stems(word), rivals=domains(word), domain=True)


def _against(found: Sides, held: Held, used: Used, meant: set[str]) -> tuple[str, str] | None:
    """What speaks against a word; None if nothing does."""
    title = held.obligation.title.zh
    note = "" if held.obligation.interpretation is None else held.obligation.interpretation.zh
    name = wording(used.word)
    told = f"“{name.zh}”（{used.word}）" if name.zh != used.word else f"“{used.word}”"
    if used.shown_in(note):
        return None
    stated = any(word in meant for word, signs in DOMAINS.items() if any(sign in title for sign in signs))
    by_clause = used.plain or (used.domain and not stated)
    if used.denied_by(title, meant) or (by_clause and used.denied_by(held.text, meant)):
        return (
            f"任务用了{told}，标题或条款说的却是别的",
            f"the obligation uses {used.word}, while title or clause speak of another",
        )
    if not used.signs or any(used.shown_in(text) for text in (title, held.text, held.text_above, found.plan.title.zh)):
        return None
    return (
        f"任务用了{told}，条款、标题和理解说明都没有提到",
        f"the obligation uses {used.word}, of which clause, title and interpretation say nothing",
    )


def _kinds_of_tasks(found: Sides, held: Held) -> Iterator[Finding]:
    """Kinds of tasks whose records are of another kind of place, or another product, than their heading says."""
    measure = held.obligation.measure
    for kind in measure.kinds if isinstance(measure, Tasks) else ():
        for condition in conditions_in(kind.of.where):
            for used in _asked(condition, found.jurisdiction.schema):
                product = isinstance(condition.value, Column) and condition.value.name == "product"
                if (product or used.word in KINDS) and used.denied_by(kind.title.zh, {used.word}):
                    yield finding(
                        "words-evident",
                        found.plan.id,
                        (
                            f"附表栏目“{kind.title.zh}”统计的却是“{wording(used.word).zh}”",
                            f"the column “{kind.title.en}” counts {used.word}",
                        ),
                        ("让每一栏统计其标题所说的对象", "let each column count what its heading says"),
                        clause=held.obligation.clause,
                        obligation=held.obligation.id,
                    )
