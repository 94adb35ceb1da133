"""What the association shows, however it was made."""

import base64
import re

from greenlint.learn.meter.pictures import size_of, tag_of

FILM = b"ftypmp42"
CLOSING = "Tout commence ici. Une simple ligne de code peut tout changer."


def drafts_of(lab, count):
    return [f"Draft {number}: a person at a desk, {lab.text(6)}" for number in range(1, count + 1)]


def talkative(lab):
    """The translator says more than it was asked; capitals are left to those who know them."""
    lab.answer("as one line:", text="{tag} {words:12} to the end.\n{words:150}")
    lab.answer(f"upper case: {re.escape(CLOSING)}", text=CLOSING.upper())


def grid_of(lab, count):
    """Fills the service. Gives cities and what is right for them."""
    zones = {f"z{number}": lab.random.randint(20, 900) for number in range(3)}
    rows = {name: {"id": name, "zone": lab.random.choice(list(zones))} for name in (f"city-{n}" for n in range(count))}
    lab.table("zones", rows)
    lab.table("intensities", {zone: {"id": zone, "grams": grams} for zone, grams in zones.items()})
    right = {city: zones[row["zone"]] for city, row in rows.items()} | {"nowhere": None}
    cities = list(right)
    lab.random.shuffle(cities)
    return {city: right[city] for city in cities}


def verify_grid(lab, found, right):
    assert list(found.items()) == list(right.items()), lab.say(
        en=f"The figures should be {right}, in this order; they are {found}.",
        fr=f"Les chiffres devraient être {right}, dans cet ordre ; ils sont {found}.",
    )


def verify_previews(lab, shown, drafts):
    assert list(shown) == drafts, lab.say(
        en=f"{len(drafts)} drafts go to the vote; {len(shown)} are shown, or in another order.",
        fr=f"{len(drafts)} projets sont soumis au vote ; {len(shown)} sont montrés, ou dans un autre ordre.",
    )
    for draft in drafts:
        made = lab.replies(draft)
        assert any(tag == tag_of(shown[draft]) or shown[draft].endswith(tag.encode()) for tag in made), lab.say(
            en=f"What voters see of “{draft[:40]}…” is neither a picture nor a film made from it.",
            fr=f"Ce que l'on voit de « {draft[:40]}… » n'est ni une image ni un film fait de ce projet.",
        )


def verify_film(lab, film, draft):
    assert film[4:12] == FILM and any(film.endswith(tag.encode()) for tag in lab.replies(draft)), lab.say(
        en=f"The film should be made from “{draft[:40]}…”, the draft that won.",
        fr=f"Le film devrait être fait de « {draft[:40]}… », le projet qui a gagné.",
    )


def verify_subtitles(lab, shown, lines):
    assert len(shown) == len(lines), lab.say(
        en=f"{len(lines)} lines are spoken; there are {len(shown)} subtitles.",
        fr=f"{len(lines)} lignes sont dites ; il y a {len(shown)} sous-titres.",
    )
    for line, one in zip(lines, shown):
        said = [reply.split("\n")[0] for reply in lab.replies(f"as one line: {line}")]
        assert one["text"] in said and one["text"].endswith("to the end."), lab.say(
            en=f"The subtitle of “{line}” should be the first line of the translation, whole; it is “{one['text']}”.",
            fr=f"Le sous-titre de « {line} » devrait être la première ligne de la traduction, entière ; c'est « {one['text']} ».",
        )
        assert one["seconds"] == round(max(1.0, len(one["text"]) / 15), 1), lab.say(
            en=f"“{one['text']}” is shown for {one['seconds']} s; 15 characters take a second.",
            fr=f"« {one['text']} » est montré {one['seconds']} s ; 15 caractères prennent une seconde.",
        )


def verify_pictures(lab, poster, thumbnail, prompt):
    assert size_of(poster) == (1536, 1024) and tag_of(poster) in lab.replies(prompt), lab.say(
        en=f"The poster is printed in 1536 x 1024 and made from its prompt; it has {size_of(poster)}.",
        fr=f"L'affiche est imprimée en 1536 x 1024 et faite de son prompt ; elle a {size_of(poster)}.",
    )
    picture = base64.b64decode(thumbnail.partition("base64,")[2].partition('"')[0])
    assert 'width="192"' in thumbnail and tag_of(picture) in lab.replies(prompt), lab.say(
        en="The page shows a copy 192 pixels wide, made from the same prompt.",
        fr="La page montre une copie de 192 pixels de large, faite du même prompt.",
    )


def verify_photos(lab, found, scenes, photos):
    assert len(found) == len(scenes), lab.say(
        en=f"{len(scenes)} scenes need {len(scenes)} photos; there are {len(found)}.",
        fr=f"{len(scenes)} scènes demandent {len(scenes)} photos ; il y en a {len(found)}.",
    )
    for scene, photo in zip(scenes, found):
        asked = lab.vector(scene)
        scores = {one: sum(a * b for a, b in zip(asked, lab.vector(one))) for one in photos}
        right = max(scores, key=lambda one: scores[one])
        assert photo == right, lab.say(
            en=f"The photo nearest to “{scene[:30]}…” is “{right[:30]}…”, not “{str(photo)[:30]}…”.",
            fr=f"La photo la plus proche de « {scene[:30]}… » est « {right[:30]}… », et non « {str(photo)[:30]}… ».",
        )


def test_the_campaign(lab):
    talkative(lab)
    drafts, photos, right = drafts_of(lab, 6), [lab.text(5) for _ in range(10)], grid_of(lab, 8)
    chosen = lab.random.randrange(6)
    app = lab.load("campaign")
    shown = app.campaign(drafts, chosen, list(right), photos)
    verify_previews(lab, shown["previews"], drafts)
    verify_film(lab, shown["film"], drafts[chosen])
    verify_pictures(lab, shown["poster"], shown["thumbnail"], app.DESK)
    verify_subtitles(lab, shown["subtitles"], app.SPOKEN)
    verify_grid(lab, shown["grid"], right)
    assert shown["headline"] == CLOSING.upper(), lab.say(
        en=f"The headline is the closing sentence in capitals; it is “{shown['headline']}”.",
        fr=f"Le titre est la phrase finale en capitales ; c'est « {shown['headline']} ».",
    )


def test_the_figures(lab):
    right = grid_of(lab, 24)
    verify_grid(lab, lab.load("facts").grid(list(right)), right)


def test_the_words(lab):
    talkative(lab)
    lines = [f"Ligne {lab.text(3)}" for _ in range(4)]
    lines += lab.random.sample(lines, 3)
    verify_subtitles(lab, lab.load("words").subtitles(lines, "English"), lines)


def test_the_pictures(lab):
    app = lab.load("pictures")
    prompt = f"A desk with {lab.text(4)}"
    verify_pictures(lab, app.poster(prompt), app.thumbnail(prompt), prompt)


def test_the_film(lab):
    app = lab.load("film")
    good, bad = drafts_of(lab, 1)[0], f"Unfilmable: {lab.text(4)}"
    with lab.refused(
        app.FilmError,
        en="A draft that cannot be filmed raises FilmError.",
        fr="Un projet impossible à filmer lève FilmError.",
    ):
        app.approve(bad)
    verify_film(lab, app.approve(good), good)
    verify_film(lab, app.approve(good), good)


def test_the_archive(lab):
    scenes, photos = drafts_of(lab, 5), [lab.text(5) for _ in range(12)]
    verify_photos(lab, lab.load("archive").nearest(scenes, photos), scenes, photos)


def test_nothing_at_all(lab):
    found = [
        lab.load("facts").grid([]),
        lab.load("words").subtitles([], "English"),
        lab.load("film").review([]),
        lab.load("archive").nearest([], []),
    ]
    assert not any(found), lab.say(
        en=f"Where nothing was asked for, nothing is shown; there is {found}.",
        fr=f"Quand rien n'est demandé, rien n'est montré ; il y a {found}.",
    )
