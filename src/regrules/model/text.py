"""Text in the two languages of every report."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import and_, instance_of, min_len


@frozen(kw_only=True)
class Text:
    """
    A title, a note or a name in Chinese and in English.

    Attributes:
        zh: Chinese.
        en: English.
    """

    zh: str = field(validator=and_(instance_of(str), min_len(1)))
    en: str = field(validator=and_(instance_of(str), min_len(1)))

    def in_language(self, language: str) -> str:
        """The text in ``"zh"`` or ``"en"``."""
        return self.zh if language == "zh" else self.en
