"""Texts without a translation, and translations of texts that are not there; where the SOP has ``texts``."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.model.diagnostics import WARNING, Diagnostic, Place
from engine.rules.near import near


def check(material: Material) -> list[Diagnostic]:
    """A warning for each text that people read, at its first place, that one of the languages lacks; and
    for each translation whose text stands nowhere; what that was probably meant for is not told besides."""
    texts = material.definition.texts
    if not texts:
        return []
    read: dict[str, Place] = {}
    for text, place in material.texts:
        read.setdefault(text, place)
    found = []
    meant: dict[str, set[str]] = {lang: set() for lang in texts}
    for lang, known in texts.items():
        for text in known:
            if text not in read:
                place = material.places[f"texts.{lang}", text]
                suggestions = near(text, read)
                meant[lang].update(suggestions[:1])
                found.append(Diagnostic("N461", place, {"text": text}, suggestions, WARNING))
    for text, place in read.items():
        lacking = [lang for lang, known in texts.items() if text not in known and text not in meant[lang]]
        if lacking:
            data = {"text": text, "languages": ", ".join(lacking)}
            found.append(Diagnostic("N460", place, data, (), WARNING))
    return found
