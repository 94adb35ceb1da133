"""Which tags the articles get, however long the model would talk."""

TAGS = ["water", "energy", "forest", "transport", "housing", "climate", "farming", "health", "schools", "recycling"]


def article(lab, words):
    """A title, and the tags that the model will give it at the beginning of a long answer."""
    title = lab.text(5)
    chosen = lab.random.sample(words, 3)
    lab.answer(title, ", ".join(chosen) + ". {words:150}")
    return title, chosen


def verify_asked(lab, title):
    assert lab.replies(title), lab.say(
        en=f"The model was not asked about “{title}”.",
        fr=f"Le modèle n'a pas été interrogé sur « {title} ».",
    )


def test_ten_articles(lab):
    articles = dict(article(lab, TAGS) for _ in range(10))
    app = lab.load("tags")
    for title, chosen in articles.items():
        found = app.tags(title)
        assert found == chosen, lab.say(
            en=f"“{title}” should have the tags {chosen}, not {found}.",
            fr=f"« {title} » doit avoir les étiquettes {chosen}, pas {found}.",
        )
        verify_asked(lab, title)


def test_long_tags_are_whole(lab):
    title, chosen = article(lab, ["environmental law", "photosynthesis", "circular economy", "biodiversity loss"])
    found = lab.load("tags").tags(title)
    assert found == chosen, lab.say(
        en=f"Expected {chosen}, found {found}: was the answer cut in the middle of a word?",
        fr=f"{chosen} attendu, {found} trouvé : la réponse a-t-elle été coupée au milieu d'un mot ?",
    )
    verify_asked(lab, title)
