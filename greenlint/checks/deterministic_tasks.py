"""What a short prompt may ask for and Python does exactly: verbs, what they act on, the name that does it."""

from __future__ import annotations

import re

_TASKS = (
    (
        "sort|order|alphabeti[sz]e",
        "alphabetical\\w*|ascending|descending|numeric\\w*|names|numbers|words|list|lines",
        "sorted",
    ),
    ("count|how many", "words?|characters?|letters?|lines?|vowels?|occurrences", "len"),
    ("convert|change|turn|put|write|transform", "(?:upper|lower|title)[ -]?case", "str.upper"),
    ("upper-?case|lower-?case|capitali[sz]e", "", "str.upper"),
    ("reverse", "string|text|words?|list|letters|order", "reversed"),
    ("add|sum|multiply|subtract|divide", "numbers?|values", "sum"),
    ("what is|calculate|compute", "the (?:sum|product|average|mean|total|square root)", "sum"),
    (
        "extract|find|list",
        "e-?mail address(?:es)?|e-?mails|urls?|web addresses|hashtags|phone numbers",
        "re",
    ),
    ("parse|format|pretty-? ?print|validate|minify|indent", "json", "json"),
    ("is|check (?:if|whether)", "valid json", "json"),
    ("encode|decode", "base ?64|hex|url", "base64"),
    ("remove|delete|drop", "duplicates?|duplicate (?:lines|words|items|entries)", "dict.fromkeys"),
    ("de-?duplicate", "", "dict.fromkeys"),
    ("trim|strip|remove", "whitespace|spaces|punctuation|html tags", "str.strip"),
    ("replace", "with", "str.replace"),
    ("split", "commas?|lines?|words|spaces?", "str.split"),
)
_PATTERNS = tuple(
    (
        re.compile(
            rf"^\W*(?:please\s+)?(?:{verbs})\b" + (rf"(?:\W+\w+){{0,4}}?\W+(?:{objects})\b" if objects else ""), re.I
        ),
        name,
    )
    for verbs, objects, name in _TASKS
)
_JUDGES = re.compile(
    r"\b(importan|relevan|similar|sentiment|topic|theme|meaning|priorit|urgen|interest|quality|best|likely|summar|"
    r"explain|translat|rewrite|then|also|according|appropriate|context|relat|invent|suggest|write a)\w*",
    re.I,
)
_SHORT = 160  # characters; longer prompts ask for more than one thing


def done_by(prompt: str) -> str:
    """The name in the standard library that does what the prompt asks; "" where it takes judgement or more steps."""
    if len(prompt) > _SHORT or prompt.count("\n") > 3 or _JUDGES.search(prompt):
        return ""
    return next((name for pattern, name in _PATTERNS if pattern.search(prompt)), "")
