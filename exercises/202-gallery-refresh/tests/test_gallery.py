"""Which pictures the visitors see, whatever they cost."""

from greenlint.learn.meter.pictures import size_of, tag_of


def visit(app, subject, size=None):
    return app.app.test_client().get(f"/pictures/{subject}", query_string={"size": size} if size else {})


def verify(lab, app, subject, size=None):
    page = visit(app, subject, size)
    assert page.status_code == 200 and page.mimetype == "image/png", lab.say(
        en=f"The picture of “{subject}” comes with status {page.status_code} as {page.mimetype}, not as a PNG.",
        fr=f"L'image de « {subject} » arrive avec le code {page.status_code} comme {page.mimetype}, pas comme un PNG.",
    )
    tag = tag_of(page.data)
    assert tag and tag in lab.replies(f"painting of {subject}"), lab.say(
        en=f"What is shown for “{subject}” is not a picture that the model painted of it.",
        fr=f"Ce qui est montré pour « {subject} » n'est pas une image que le modèle en a peinte.",
    )
    wanted = tuple(int(side) for side in (size or "1024x1024").split("x"))
    assert size_of(page.data) == wanted, lab.say(
        en=f"The picture of “{subject}” should measure {wanted}; it measures {size_of(page.data)}.",
        fr=f"L'image de « {subject} » doit mesurer {wanted} ; elle mesure {size_of(page.data)}.",
    )
    return tag


def test_three_visits(lab):
    app = lab.load("gallery")
    subjects = lab.products(4)
    for _ in range(3):
        for subject in subjects:
            verify(lab, app, subject)


def test_a_restart(lab):
    subjects = [f"{thing} at dawn" for thing in lab.products(2)]
    for _ in range(2):
        app = lab.load("gallery")
        for subject in subjects:
            verify(lab, app, subject)


def test_two_sizes(lab):
    app = lab.load("gallery")
    subject = lab.products(1)[0] + " at noon"
    for size in (None, "1024x1536", None):
        verify(lab, app, subject, size)


def test_subjects_that_look_alike(lab):
    app = lab.load("gallery")
    thing = lab.products(1)[0]
    for subject in (thing, thing.replace(" ", "-"), thing.upper(), f"{thing}!"):
        replies_before = lab.replies(f"painting of {subject}")
        tag = verify(lab, app, subject)
        assert tag not in replies_before, lab.say(
            en=f"“{subject}” was painted before anybody asked for it.",
            fr=f"« {subject} » a été peint avant que quelqu'un le demande.",
        )


def test_a_failed_painting(lab):
    app = lab.load("gallery")
    subject = lab.products(1)[0] + " at night"
    lab.fail("POST /v1/images", 500)
    status = visit(app, subject).status_code
    assert status >= 500, lab.say(
        en=f"When the painting fails, the page says so (500 or more); it answered {status}.",
        fr=f"Quand la peinture échoue, la page le dit (500 ou plus) ; elle a répondu {status}.",
    )
    verify(lab, app, subject)
    verify(lab, app, subject)
