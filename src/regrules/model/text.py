"""Text in the two languages of every report."""

from __future__ import annotations

from attrs import field, frozen

from .checks import made_of, some_text


@frozen(kw_only=True)
class Text:
    """
    A title, a note or a name in Chinese and in English.

    Attributes:
        zh: Chinese.
        en: English.
    """

    zh: str = field(validator=some_text)
    en: str = field(validator=some_text)

    def in_language(self, language: str) -> str:
        """The text in ``"zh"`` or ``"en"``."""
        return self.zh if language == "zh" else self.en


in_both_languages = made_of("text in both languages, such as Text(zh=..., en=...)", Text)
"""A validator for titles, names and notes."""
