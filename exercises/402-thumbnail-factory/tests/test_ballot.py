"""What the public sees and what is printed, whatever is drawn for it."""

import base64
import re

from greenlint.learn.meter.pictures import size_of, tag_of

PROMPT = (
    "Imagine comment sera l'environnement si les centres de données et l'utilisation de l'intelligence artificielle "
    "restent inchangés à l'avenir. Comment imagines-tu l'impact de cette empreinte sur l'environnement en une seule "
    "image ?"
)
STYLES = ["photographie", "aquarelle", "gravure", "collage", "fusain", "mosaïque", "vitrail", "pastel", "linogravure"]
STYLES += ["origami", "estampe", "huile", "bande dessinée", "affiche ancienne", "crayon", "broderie"]
TAG = re.compile(r'<img alt="([^"]*)" width="(\d+)" src="data:image/png;base64,([^"]*)">')
FINE = 16  # weight of a high-quality picture of one megapixel


def drawn_for(lab, style, picture):
    """The picture was made by the model, for this style, from the talk's own words."""
    tag = tag_of(picture)
    assert tag and tag in lab.replies(style), lab.say(
        en=f"The picture for the style “{style}” is not one that the model drew for it.",
        fr=f"L'image du style « {style} » n'est pas une image que le modèle a dessinée pour lui.",
    )
    assert tag in lab.replies(PROMPT), lab.say(
        en="The prompt of the talk must be used word for word: it is the same picture for everybody, in other styles.",
        fr="Le prompt de la conférence doit être repris mot pour mot : c'est la même image pour tous, en "
        "d'autres styles.",
    )


def test_twelve_styles(lab):
    app = lab.load("ballot")
    for style in lab.random.sample(STYLES, 12):
        html = app.thumbnail(style)
        parts = TAG.fullmatch(html)
        assert parts, lab.say(
            en=f"“{html[:70]}…” should be one <img> with alt, width and a PNG as its source.",
            fr=f"« {html[:70]}… » doit être un seul <img> avec alt, width et un PNG comme source.",
        )
        assert parts[1] == style and parts[2] == "192", lab.say(
            en=f"The picture should be named “{style}” and shown 192 pixels wide, not “{parts[1]}” and {parts[2]}.",
            fr=f"L'image doit s'appeler « {style} » et faire 192 pixels de large, pas « {parts[1]} » et {parts[2]}.",
        )
        picture = base64.b64decode(parts[3])
        drawn_for(lab, style, picture)
        assert size_of(picture)[0] >= 192, lab.say(
            en=f"The picture has {size_of(picture)[0]} pixels for 192 that are shown: it would be blurred.",
            fr=f"L'image a {size_of(picture)[0]} pixels pour 192 montrés : elle serait floue.",
        )


def test_the_poster(lab):
    style = lab.random.choice(STYLES)
    poster = lab.load("ballot").poster(style)
    drawn_for(lab, style, poster)
    assert size_of(poster) == (1536, 1024), lab.say(
        en=f"The winner is printed in large: 1536 × 1024 pixels, not {size_of(poster)}.",
        fr=f"Le gagnant est imprimé en grand : 1536 × 1024 pixels, et non {size_of(poster)}.",
    )
    weight = sum(row.get("weight", 1) for row in lab.calls("image"))
    assert weight >= FINE, lab.say(
        en="The winner is printed in large, so that its quality must stay high.",
        fr="Le gagnant est imprimé en grand : sa qualité doit rester haute.",
    )
