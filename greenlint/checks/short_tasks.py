"""Shared by the rules on too much model for the task: does a prompt ask for a label, a yes or no, or one word?"""

from __future__ import annotations

import re

from greenlint.catalog.specs import Role
from greenlint.checks.prompts import pieces
from greenlint.facts.model import Attribute, Collection, Const, Expr, Item, Name
from greenlint.project import Call
from greenlint.project.values import Cls, Thunk

_LONG = 700  # characters of constant text; about 170 tokens, above that the instructions are no longer a short question
_LABEL = re.compile(
    r"\b(yes|true)\b\W{0,6}(or|and|/|,)\W{0,6}(a )?\W{0,2}(no|false)\b"
    r"|\bpositive\b.{0,40}\bnegative\b|\bnegative\b.{0,40}\bpositive\b|\bspam\b.{0,20}\b(ham|not)\b"
    r"|\b(one|a single|single) (word|label|letter|category|number|digit|class|topic|tag|token)\b"
    r"|\bonly (the|a|one)? ?(label|number|digit|letter|category|class|sentiment|language|intent)\b"
    r"|\b(classify|categori[sz]e)\b|\bsentiment (of|analysis|is)\b"
    r"|\b(which|what) (category|language|sentiment|intent)\b"
    r"|\bone of (the following|these)\b.{0,40}(categor|label|class|option|:)"
    r"|\boui ou non\b|\bvrai ou faux\b|\bun seul mot\b|\bpositif\b.{0,40}\bnégatif\b"
    r"|\bclasse[rz]?\b.{0,30}\bcatégorie",
    re.I | re.S,
)
_HARD = re.compile(
    r"\bexplain|\bjustif|\bstep by step\b|\bthink (carefully|through)|\breason(ing|s|ed)?\b|\bessay\b"
    r"|\bsummar[iy]|\btranslat|\bin detail\b|\bwrite (a|an|the|code|python|some)\b|\bprove\b|\bderive\b"
    r"|\bplan\b|\bcode\b|\bsql\b|\brefactor|\bdiff\b|\bgenerate\b|\brewrite\b|\bimprove\b"
    r"|\bexplique|\bétape par étape|\brédige|\brésume",
    re.I,
)
_SMALL_TYPES = {"bool", "int", "float", "Enum", "StrEnum", "IntEnum"}
_FIELDS = 3  # a schema of so few small fields bounds an answer to about twenty tokens
_IMAGE_PARTS = {"image_url", "input_image", "image", "inline_data", "document_url"}
_CONTENT_ROLES: tuple[Role, ...] = ("tools", "image", "audio")


def short_task(call: Call) -> bool:
    """The constant text of the prompt is short and asks for a label, a yes or no, one word or a number."""
    if any(call.args.get(role).given for role in _CONTENT_ROLES):
        return False
    if _shows_image(call):
        return False
    found = pieces(call)
    text = " ".join(piece.text for piece in found if piece.text is not None)
    return 0 < len(text) <= _LONG and bool(_LABEL.search(text)) and not _HARD.search(text)


def _shows_image(call: Call) -> bool:
    """Some message carries a picture: reading one is no short question."""
    prompt = call.args.get("prompt")
    if prompt.expr is None or prompt.file is None or prompt.at is None:
        return False
    exprs = [prompt.expr]
    exprs += [
        v.expr for v in call.project.resolver.resolve(prompt.file, prompt.expr, prompt.at) if isinstance(v, Thunk)
    ]
    return any(
        isinstance(part, Const) and part.value in _IMAGE_PARTS for expr in exprs for part in prompt.file.parts(expr)
    )


def small_schema(call: Call) -> str | None:
    """The schema that bounds the answer to a few booleans, numbers or fixed choices, as code text."""
    given = call.args.get("schema")
    if given.expr is None or given.file is None or given.at is None:
        return None
    for value in call.project.resolver.resolve(given.file, given.expr, given.at):
        if isinstance(value, Cls) and _small(call, value):
            return call.show(given.expr)
    return None


def _small(call: Call, cls: Cls) -> bool:
    if any(getattr(base, "path", "").rsplit(".", 1)[-1] in _SMALL_TYPES for base in call.project.resolver.mro(cls)):
        return True
    annotations = [
        annotation
        for name, entries in call.project.resolver.class_attributes(cls).items() if not name.startswith("_")
        for _, _, annotation in entries if annotation is not None
    ]  # fmt: skip
    return 0 < len(annotations) <= _FIELDS and all(_fixed(annotation) for annotation in annotations)


def _fixed(annotation: Expr) -> bool:
    match annotation:
        case Name(id=name) | Attribute(name=name):
            return name in _SMALL_TYPES
        case Const(value=None):
            return True
        case Item(base=base, index=index):
            tail = base.id if isinstance(base, Name) else base.name if isinstance(base, Attribute) else ""
            if tail == "Literal":
                return True
            inner = index.items if isinstance(index, Collection) else (index,)
            return tail in ("Optional", "Annotated") and _fixed(inner[0])
    return False
