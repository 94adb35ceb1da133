"""What a visitor sees, and how the questions travel."""

import asyncio


def questions(lab, distinct, widgets):
    chosen = [f"What is new in {lab.text(2)}" for _ in range(distinct)]
    asked = [chosen[place % distinct] for place in range(widgets)]
    lab.random.shuffle(asked)
    return asked


def show(app, *pages):
    """Visits one page after the other; gives what each showed."""

    async def visit():
        page = app.Page()
        return [await page.widgets(asked) for asked in pages]

    return asyncio.run(visit())


def verify(lab, asked, shown):
    assert len(shown) == len(asked), lab.say(
        en=f"{len(asked)} widgets show {len(shown)} texts.",
        fr=f"{len(asked)} encarts montrent {len(shown)} textes.",
    )
    for question, text in zip(asked, shown):
        assert text in lab.replies(question), lab.say(
            en=f"The widget “{question}” shows “{text}”, which is not what the model said.",
            fr=f"L'encart « {question} » montre « {text} » : ce n'est pas ce que le modèle a dit.",
        )


def test_a_page(lab):
    asked = questions(lab, 5, 25)
    (shown,) = show(lab.load("page"), asked)
    verify(lab, asked, shown)
    together = max(row.get("in_flight", 1) for row in lab.calls("chat"))
    assert together >= 3, lab.say(
        en=f"Five questions used to travel together; now there are at most {together} at a time.",
        fr=f"Cinq questions voyageaient ensemble ; il n'y en a plus que {together} à la fois.",
    )


def test_a_second_visitor(lab):
    first = questions(lab, 5, 10)
    second = [*first[:4], *questions(lab, 1, 2)]
    pages = show(lab.load("page"), first, second)
    for asked, shown in zip((first, second), pages):
        verify(lab, asked, shown)


def test_a_failure_is_not_kept(lab):
    asked = questions(lab, 4, 12)
    lab.fail("POST /v1/chat", 500, times=1, body=asked[0])
    before, after = show(lab.load("page"), asked, asked)
    good = [place for place, text in enumerate(before) if text != "unavailable"]
    assert any(asked[place] == asked[0] for place in range(12) if place not in good), lab.say(
        en="One request failed: a widget of that question shows “unavailable”.",
        fr="Une requête a échoué : un encart de cette question montre « unavailable ».",
    )
    verify(lab, [asked[place] for place in good], [before[place] for place in good])
    verify(lab, asked, after)
