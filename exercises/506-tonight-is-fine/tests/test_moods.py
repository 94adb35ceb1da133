"""Which label each review gets, now or later."""


def reviews(lab, count):
    numbers = lab.random.sample(range(1000), count)
    return {f"r{number}": lab.text(12) for number in numbers}


def verify(lab, asked, found):
    assert list(found) == list(asked), lab.say(
        en=f"{len(asked)} reviews need {len(asked)} labels, in the same order; there are {len(found)}.",
        fr=f"{len(asked)} avis demandent {len(asked)} étiquettes, dans le même ordre ; il y en a {len(found)}.",
    )
    for name, review in asked.items():
        assert found[name] in lab.replies(review), lab.say(
            en=f"Review {name} is labelled “{found[name]}”; that is not what the model said about it.",
            fr=f"L'avis {name} porte l'étiquette « {found[name]} » : ce n'est pas ce que le modèle en a dit.",
        )


def test_thirty_reviews(lab):
    asked = reviews(lab, 30)
    lab.answer("mood of this review", text="{tag}")
    verify(lab, asked, lab.load("moods").moods(asked))


def test_some_lines_fail(lab):
    asked = reviews(lab, 20)
    for name in lab.random.sample(list(asked), 3):
        lab.fail("^batch ", 500, times=1, body=f'"{name}"')
    lab.answer("mood of this review", text="{tag}")
    verify(lab, asked, lab.load("moods").moods(asked))


def test_all_lines_fail(lab):
    asked = reviews(lab, 4)
    lab.fail("^batch ", 500, times=4)
    lab.answer("mood of this review", text="{tag}")
    verify(lab, asked, lab.load("moods").moods(asked))


def test_nothing_to_label(lab):
    verify(lab, {}, lab.load("moods").moods({}))
