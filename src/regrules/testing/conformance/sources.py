"""The published documents of a county's plans, as they are given to the kit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ...analysis.document import Document, Part, read_file
from ...errors import QuestionError
from ...model.checks import unknown_name
from ...model.plans import Plan

Source = str | Path | Document
Sources = Source | Mapping[str, Source] | None


Read = Document | Mapping[str, Document] | None


def read(documents: Sources) -> Read:
    """
    The documents that are given as files or as documents: one for all plans, or one for each by its id.

    Raises:
        DocumentError: a file cannot be read, or holds no numbered text.
    """
    if documents is None or isinstance(documents, Document):
        return documents
    if isinstance(documents, Mapping):
        return {
            plan: source if isinstance(source, Document) else read_file(source) for plan, source in documents.items()
        }
    return read_file(documents)


def parts(documents: Read, plans: Iterable[Plan]) -> dict[str, Part]:
    """
    The part of a document that each plan was written from, by plan id.

    Raises:
        DocumentError: it is not clear which part of its document is a plan's.
        QuestionError: an id is that of no plan.
    """
    by_id = {plan.id: plan for plan in plans}
    if documents is None:
        return {}
    if isinstance(documents, Document):
        return {name: documents.part_for(plan) for name, plan in by_id.items()}
    for name in documents:
        if name not in by_id:
            raise QuestionError(unknown_name("plan", name, by_id))
    return {name: document.part_for(by_id[name]) for name, document in documents.items()}


def named_files(given: Iterable[str]) -> Sources:
    """
    Files as a command line names them: ``FILE`` for all plans, or ``PLAN=FILE`` for each; None if none is named.

    Raises:
        QuestionError: several files without saying which plan each is for.
    """
    listed = list(given)
    if not listed:
        return None
    if len(listed) == 1 and ("=" not in listed[0] or Path(listed[0]).exists()):
        return listed[0]
    files: dict[str, Source] = {}
    for each in listed:
        plan, sign, file = each.partition("=")
        if not sign:
            raise QuestionError(f"file {each} does not say which plan it is for; of several files, write PLAN={each}")
        if plan in files:
            raise QuestionError(f"plan {plan} has two files: {files[plan]} and {file}; accepted: one for each plan")
        files[plan] = file
    return files
