"""What client and agency get to see, however it was made."""

from greenlint.learn.meter.pictures import tag_of

FILM = b"ftypmp42"


def scripts(lab, count):
    return [f"Scene {number}: {lab.text(6)}" for number in range(1, count + 1)]


def seen(lab, app, drafts):
    """Every draft has a preview of its own, made by a model from its script."""
    shown = app.review(drafts)
    assert list(shown) == drafts, lab.say(
        en=f"{len(drafts)} drafts were brought, {len(shown)} are shown (or in another order).",
        fr=f"{len(drafts)} projets ont été apportés, {len(shown)} sont montrés (ou dans un autre ordre).",
    )
    for script in drafts:
        made = lab.replies(script)
        assert any(tag == tag_of(shown[script]) or shown[script].endswith(tag.encode()) for tag in made), lab.say(
            en=f"The preview of “{script[:40]}…” is neither a picture nor a film that a model made from this script.",
            fr=f"L'aperçu de « {script[:40]}… » n'est ni une image ni un film qu'un modèle a fait de ce script.",
        )
    return shown


def approved(lab, app, script):
    film = app.approve(script)
    assert film[4:12] == FILM and any(film.endswith(tag.encode()) for tag in lab.replies(script)), lab.say(
        en=f"The approved draft “{script[:40]}…” should be a film made from its script.",
        fr=f"Le projet choisi « {script[:40]}… » doit être un film fait de son script.",
    )
    return film


def test_nine_drafts(lab):
    app = lab.load("studio")
    drafts = scripts(lab, 9)
    seen(lab, app, drafts)
    approved(lab, app, lab.random.choice(drafts))


def test_approved_twice(lab):
    app = lab.load("studio")
    script = scripts(lab, 1)[0]
    approved(lab, app, script)
    approved(lab, app, script)


def test_a_second_look(lab):
    app = lab.load("studio")
    drafts = scripts(lab, 4)
    seen(lab, app, drafts[:3])
    seen(lab, app, drafts)


def test_a_script_that_cannot_be_filmed(lab):
    app = lab.load("studio")
    script = f"Unfilmable: {lab.text(4)}"
    for _ in range(2):
        with lab.refused(
            app.FilmError,
            en="A script that cannot be filmed must raise FilmError, the second time as well.",
            fr="Un script impossible à filmer doit lever FilmError, la deuxième fois aussi.",
        ):
            app.approve(script)
    approved(lab, app, scripts(lab, 1)[0])
