"""Translations: fragments of ``.po`` text for each language, and the catalogue that is built of them."""
