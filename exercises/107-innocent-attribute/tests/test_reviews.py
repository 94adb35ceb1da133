"""What the page of reviews shows, whatever it costs."""

from html import escape


def line(author, summary):
    return f'<li data-length="{len(summary)}">{escape(author)}: {escape(summary)}</li>'


def summary_of(lab, text):
    replies = lab.replies(text)
    assert replies, lab.say(
        en=f"The model was not asked about “{text[:40]}…”.",
        fr=f"Le modèle n'a pas été interrogé sur « {text[:40]}… ».",
    )
    return replies[-1]


def test_six_reviews(lab):
    app = lab.load("reviews")
    written = {name: lab.text(9) for name in lab.names(6)}
    for place, text in enumerate(written.values()):
        lab.answer(text[:20], "{tag} " + "fine " * ((place * 5) % 6) + "indeed")
    lines = app.page([app.Review(author, text) for author, text in written.items()])
    summaries = {author: summary_of(lab, text) for author, text in written.items()}
    expected = [line(author, words) for words, author in sorted((w, a) for a, w in summaries.items())]
    expected.sort(key=lambda shown: int(shown.split('"')[1]))
    assert lines == expected, lab.say(
        en=f"The page should be {expected}, shortest summary first; it is {lines}.",
        fr=f"La page doit être {expected}, le résumé le plus court d'abord ; c'est {lines}.",
    )


def test_an_edited_review(lab):
    app = lab.load("reviews")
    author, first, second = lab.names(1)[0], lab.text(6), lab.text(7)
    review = app.Review(author, first)
    for text in (first, second):
        review.edit(text)
        found = app.page([review])
        expected = [line(author, summary_of(lab, text))]
        assert found == expected, lab.say(
            en=f"After the text became “{text[:30]}…”, the page should be {expected}, not {found}.",
            fr=f"Après que le texte est devenu « {text[:30]}… », la page doit être {expected}, pas {found}.",
        )


def test_not_shown(lab):
    app = lab.load("reviews")
    authors = [app.Review(name, lab.text(5)).author for name in lab.names(4)]
    found = app.page([])
    assert found == [] and len(authors) == 4, lab.say(
        en=f"Without reviews the page is empty; it is {found}.",
        fr=f"Sans avis, la page est vide ; c'est {found}.",
    )
