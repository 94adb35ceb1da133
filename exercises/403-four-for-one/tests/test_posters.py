"""Which posters people see, however many are drawn."""

from greenlint.learn.meter.pictures import tag_of


def first(lab, app, concert):
    """The poster on the page: a picture of the model for this concert."""
    picture = app.poster(concert)
    tag = tag_of(picture)
    assert tag and tag in lab.replies(f"A poster for {concert}"), lab.say(
        en=f"The poster for “{concert}” is not a picture that the model drew for it.",
        fr=f"L'affiche de « {concert} » n'est pas une image que le modèle a dessinée pour lui.",
    )
    return tag


def others(lab, app, concert, shown):
    tags = [tag_of(picture) for picture in app.others(concert)]
    assert len(tags) == 3, lab.say(
        en=f"“Others” shows three posters; there are {len(tags)}.",
        fr=f"« Others » montre trois affiches ; il y en a {len(tags)}.",
    )
    drawn = lab.replies(f"A poster for {concert}")
    assert all(tag and tag in drawn for tag in tags), lab.say(
        en=f"One of the other posters for “{concert}” was not drawn by the model.",
        fr=f"L'une des autres affiches de « {concert} » n'a pas été dessinée par le modèle.",
    )
    assert len({*tags, shown}) == 4, lab.say(
        en="The three others must differ from each other and from the first. (Equal requests get equal pictures here.)",
        fr="Les trois autres doivent différer entre elles et de la première. (Ici, des requêtes égales donnent "
        "des images égales.)",
    )


def test_ten_concerts(lab):
    app = lab.load("posters")
    concerts = [f"{name} on a {thing}" for name, thing in zip(lab.names(10), lab.products(10), strict=True)]
    curious = lab.random.sample(concerts, 2)
    for concert in concerts:
        shown = first(lab, app, concert)
        if concert in curious:
            others(lab, app, concert, shown)


def test_nobody_clicks(lab):
    app = lab.load("posters")
    for name in lab.names(5):
        first(lab, app, f"{name} and friends")


def test_a_click_without_a_look(lab):
    others(lab, lab.load("posters"), f"{lab.names(1)[0]} alone", "")
