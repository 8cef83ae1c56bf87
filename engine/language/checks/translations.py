"""Texts without a translation, and translations of texts that are not there; where the SOP has ``texts``."""

from __future__ import annotations

from engine.language.checks.material import Material
from engine.model.diagnostics import WARNING, Diagnostic, Place
from engine.rules.near import near


def check(material: Material) -> list[Diagnostic]:
    """A warning for each text that people read, at its first place, that one of the languages lacks; and
    for each translation whose text stands nowhere."""
    texts = material.definition.texts
    if not texts:
        return []
    read: dict[str, Place] = {}
    for text, place in material.texts:
        read.setdefault(text, place)
    found = []
    for text, place in read.items():
        lacking = [lang for lang, known in texts.items() if text not in known]
        if lacking:
            data = {"text": text, "languages": ", ".join(lacking)}
            found.append(Diagnostic("N460", place, data, (), WARNING))
    for lang, known in texts.items():
        for text in known:
            if text not in read:
                place = material.places[f"texts.{lang}", text]
                found.append(Diagnostic("N461", place, {"text": text}, near(text, read), WARNING))
    return found
