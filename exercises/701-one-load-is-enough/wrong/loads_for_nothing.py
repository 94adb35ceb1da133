"""Translates the leaflets of a museum, on the museum's machine."""

from transformers import pipeline


def translate(leaflets: dict[str, list[str]], language: str) -> dict[str, list[str]]:
    """The sentences of each leaflet in the language, by the leaflet's name. A leaflet may be empty."""
    # loads in any case
    translated = {}
    to_language = pipeline("translation", model=f"Helsinki-NLP/opus-mt-en-{language}")
    for name, sentences in leaflets.items():
        translated[name] = [found["translation_text"] for found in to_language(sentences, batch_size=16)]
    return translated


def page(leaflets: dict[str, list[str]], languages: list[str]) -> dict[str, dict[str, list[str]]]:
    """All leaflets in all languages."""
    return {language: translate(leaflets, language) for language in languages}
