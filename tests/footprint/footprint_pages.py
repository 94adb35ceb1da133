"""Writes three pages of docs/ from the data: `python tests/footprint/footprint_pages.py`."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log
from pathlib import Path
from typing import Any

import msgspec
import yaml

from greenlint.footprint import Assumptions, Footprint, Range, footprint_of, format_number, format_range
from greenlint.footprint.coefficients import coefficients
from greenlint.footprint.deck import deck, implied_ratios
from greenlint.footprint.everyday import factors
from greenlint.footprint.grid import grid
from greenlint.footprint.quantities import UNITS, Quantity
from greenlint.footprint.waste import Operation

DOCS = Path(__file__).resolve().parents[2] / "docs"
REMAKE = "<!-- Made by `python tests/footprint/footprint_pages.py`; a test keeps it in step with the data. -->"


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published figure."""

    id: int | str
    case: str
    operation: Operation
    value: float
    source: str
    quantity: Quantity = "energy"
    region: str | None = None
    measured: bool = False
    note: str = ""
    outside: str = ""

    @property
    def prediction(self) -> Range:
        found = footprint_of(self.operation, 1, Assumptions(region=self.region))
        assert found is not None, self.case
        return found.quantity(self.quantity)

    @property
    def inside(self) -> bool:
        return self.prediction.contains(self.value)

    @property
    def error(self) -> float:
        """ln(reference / prediction)."""
        return log(self.value / self.prediction.central)


def cases() -> dict[str, list[Case]]:
    content: Any = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))
    return msgspec.convert(content, dict[str, list[Case]])


def mean(values: Iterable[float]) -> float:
    """Geometric mean, from logarithms."""
    logarithms = list(values)
    return exp(sum(logarithms) / len(logarithms))


def summary(rows: list[Case]) -> str:
    inside, close = sum(row.inside for row in rows), sum(abs(row.error) <= log(2) for row in rows)
    width, bias = mean(log(row.prediction.width) for row in rows), mean(row.error for row in rows)
    return (
        f"{inside} of {len(rows)} inside their band ({inside / len(rows):.0%}); mean width of the bands (high / low, "
        f"geometric) {width:.0f}, that is {width**0.5:.1f} either way; {close} within a factor of 2 of the central "
        f"value; geometric mean of reference over prediction {bias:.2f}."
    )


def validation_page() -> str:
    groups = cases()
    parts = [REMAKE, VALIDATION_INTRO]
    for name, title, text in (
        ("published", "Figures that were in view", PUBLISHED_TEXT),
        ("held-out", "Figures that were not fitted", HELD_OUT_TEXT),
        ("other-scope", "Figures that measure something else", OTHER_SCOPE_TEXT),
    ):
        rows = groups[name]
        parts += [f"## {title}", text]
        if name != "other-scope":
            parts.append(summary(rows))
            parts.append("By serving mode: " + "; ".join(_by_mode(rows)) + ".")
        parts.append(_table(rows))
    measured = [row for row in groups["published"] if row.measured]
    parts.append("## Sharpness")
    parts.append(
        f"Wide bands make it easy to be inside them. Over the {len(measured)} rows that rest on measurements or on "
        f"figures of the providers, the geometric mean of reference over prediction is "
        f"{mean(row.error for row in measured):.2f} (asserted: 0.5-2), and "
        f"{sum(abs(row.error) <= log(2) for row in measured)} are within a factor of 2 (asserted: at least half)."
    )
    return "\n\n".join(parts) + "\n"


def _by_mode(rows: list[Case]) -> Iterable[str]:
    for label, chosen in (
        ("hosted text", [row for row in rows if row.operation.kind == "chat" and row.operation.mode == "hosted"]),
        ("local text", [row for row in rows if row.operation.kind == "chat" and row.operation.mode == "local"]),
        ("images", [row for row in rows if row.operation.kind == "image"]),
        ("video", [row for row in rows if row.operation.kind == "video"]),
        ("others", [row for row in rows if row.operation.kind not in ("chat", "image", "video")]),
    ):
        if chosen:
            yield f"{label} {sum(row.inside for row in chosen)} of {len(chosen)}"


def _table(rows: list[Case]) -> str:
    lines = [
        "| # | published case | reference | prediction | reference / prediction | inside? |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        unit = UNITS[row.quantity]
        said = ("yes" if row.inside else "**no**") + (f": {row.outside}" if row.outside else "")
        about = f"{row.case} ({row.source}{'; ' + row.note if row.note else ''})"
        prediction = format_range(row.prediction, unit)
        reference = format_range(Range.exact(row.value), unit)
        lines.append(f"| {row.id} | {about} | {reference} | {prediction} | {exp(row.error):.2g} | {said} |")
    return "\n".join(lines)


def deck_page() -> str:
    return "\n\n".join([REMAKE, DECK_INTRO, _deck_image(), _deck_total(), _deck_words(), DECK_READINGS]) + "\n"


def _deck_image() -> str:
    image = deck().image
    found = {zone: _image(zone) for zone in (None, "FRA", "USA")}
    rows = [
        "## One image",
        "| | deck | reference, world | reference, France | reference, USA |",
        "|---|---|---|---|---|",
    ]
    for name, words in image.words.items():
        quantity: Quantity = "energy" if name == "energy" else "co2" if name == "co2" else "water"
        cells = [format_range(footprint.quantity(quantity), UNITS[quantity]) for footprint in found.values()]
        rows.append(f"| {name} | {words} | " + " | ".join(cells) + " |")
    rows += ["", "The slide's comparisons: " + "; ".join(f"« {text} »" for text in image.comparisons.values()) + "."]
    return rows[0] + "\n\n" + "\n".join(rows[1:])


def _image(zone: str | None) -> Footprint:
    found = footprint_of(Operation(kind="image"), 1, Assumptions(region=zone))
    assert found is not None
    return found


def _deck_total() -> str:
    ratios, lines = (
        implied_ratios(),
        ["| span | energy | CO2 | water | energy / (1 s) | CO2 / (1 s) | water / (1 s) | g/kWh | L/kWh |"],
    )
    lines.append("|---|---|---|---|---|---|---|---|---|")
    for name, span in deck().total.spans().items():
        against = " | ".join(f"{ratios[f'{name}.{quantity}']:.3g}" for quantity in ("energy", "co2", "water"))
        implied = f"{ratios[f'{name}.g-per-kwh']:.0f} | {ratios[f'{name}.l-per-kwh']:.2f}"
        lines.append(f"| {name} | {' | '.join(span.words)} | {against} | {implied} |")
    text = (
        "Each row divided by as many seconds of the first row: 1 means that it holds. "
        f"Footnote of the slide: « {deck().total.footnote} »."
    )
    return "## All use of AI\n\n" + text + "\n\n" + "\n".join(lines)


def _deck_words() -> str:
    lines = ["## What does not hold together", ""]
    lines += [f"- `{name}`: {text['en']}" for name, text in deck().inconsistencies.items()]
    return "\n".join(lines)


def coefficients_page() -> str:
    table = coefficients()
    lines = ["| key | low | central | high | unit | year | source |", "|---|---|---|---|---|---|---|"]
    for key, item in table.values.items():
        numbers = " | ".join(_plain(value) for value in (item.value.low, item.value.central, item.value.high))
        lines.append(f"| `{key}` | {numbers} | {item.unit} | {item.year} | {', '.join(item.source)} |")
    zones = ["| zone | gCO2e/kWh | L/kWh |", "|---|---|---|"]
    zones += [
        f"| {code} {zone.names[0]} | {zone.co2:g} | {grid().litres_per_kwh(zone):g} |"
        for code, zone in grid().zones.items()
    ]
    things = ["| key | one is | year | scope | source |", "|---|---|---|---|---|"]
    things += [
        f"| `{key}` | {item.value:.3g} {item.unit} | {item.year} | {item.scope} | {item.source} |"
        for key, item in factors().items()
    ]
    sources = ["| id | source | year | checked |", "|---|---|---|---|"]
    for key, source in table.sources.items():
        title = f"[{source.title}]({source.url})" if source.url else source.title
        sources.append(f"| {key} | {title} | {source.year} | {source.checked} |")
    return (
        "\n\n".join(
            [
                REMAKE,
                f"# Coefficients, version {table.version}\n\n{COEFFICIENTS_INTRO}",
                "\n".join(lines),
                f"## Electricity, {grid().year}\n\n{grid().scope} Sources: {', '.join(grid().source.values())}.",
                "\n".join(zones),
                "## Everyday equivalents",
                "\n".join(things),
                "## Sources",
                "\n".join(sources),
            ]
        )
        + "\n"
    )


def _plain(value: float) -> str:
    return format_number(value, 3)


PAGES = {"validation.md": validation_page, "deck.md": deck_page, "coefficients.md": coefficients_page}

VALIDATION_INTRO = """# Validation: the coefficients against published figures

Each row is a published figure and what greenlint predicts for it, with the default set of coefficients. Figures
measured on the accelerator alone are multiplied by 1.8 to match the scope of the coefficients.
[footprint.md](footprint.md) has the method."""

PUBLISHED_TEXT = """\
These figures were known when the widths of the bands were chosen, so this is a check of consistency, not a fair
test. Unpublished token counts are assumptions, said so in the row. The calibration itself (ML.ENERGY chat,
prefill) is not listed; rows 37-43 share a laboratory with it."""

HELD_OUT_TEXT = """\
Found while the coefficients were being made. They were not fitted, but they were not unseen either: H1, H2 (local
mode), H11 (MiniMax-M2.5 costs as much as a large model), H18 (the band of classifiers) and H30 (the band of images)
moved something. Power per accelerator, where a source gives only speed, is the provisioned figure that InferenceX
publishes."""

OTHER_SCOPE_TEXT = """Shown so that nobody thinks they were forgotten. greenlint does not try to predict them."""

DECK_INTRO = """# The course's figures beside the reference

The slides give figures for one image and for all use of AI in the world, without a source. greenlint carries
them word for word as a set of coefficients of its own (`coefficients = "deck"`). With that set an image costs
what the slide says; text, embeddings, speech, video and web requests have no figure on the slides, so the
reference set answers and the result says so. Nothing is ever computed from the world totals."""

DECK_READINGS = """## How it may have come about

The CO2 and water of one image agree with each other if its energy is 0.001 kWh (1 Wh): 100-500 g/kWh and 0.38
L/kWh of cooling, both ordinary. A slip of one decimal in the energy row is the likeliest reading. The CO2 row
is then a fair order of magnitude, and the water row is cooling on site only: power plants add 4 to 50 times as
much.

5.9 MWh a second is a power of 21 GW, about what de Vries-Gao (2025) estimates for all AI, training included (23
GW). So the total may be right as such; its footnote is not what explains it."""

COEFFICIENTS_INTRO = """\
Every value that an estimate uses. `low`, `central` and `high` are about the 5th, 50th and 95th percentile;
equal numbers are exact (a definition or a choice). Scope, unless [footprint.md](footprint.md) says otherwise:
inference at facility level, without training, the user's device, or the network."""

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")
        print(DOCS / name)
