"""What the letters say, whatever it costs."""


def member(lab, name, books):
    loans = [{"title": lab.text(2).rstrip("."), "late": lab.random.random() < 0.5} for _ in range(books)]
    return {"name": name, "allowed": lab.random.randrange(8, 12)}, loans


def fill(lab, people):
    lab.table("members", {number: {"id": number, **facts} for number, (facts, _) in people.items()})
    lab.table("loans", {number: {"id": number, "books": loans} for number, (_, loans) in people.items()})


def expected(facts, loans):
    late = [book["title"] for book in loans if book["late"]]
    second = "please bring back: " + ", ".join(late) + "." if late else "nothing is late."
    return f"Dear {facts['name']},\n{second}\nYou may borrow {facts['allowed'] - len(loans)} more."


def verify(lab, app, number, facts, loans):
    found = app.letter(number)
    wanted = expected(facts, loans)
    assert found == wanted, lab.say(
        en=f"The letter to {facts['name']} should be:\n{wanted}\nand is:\n{found}",
        fr=f"La lettre à {facts['name']} doit être :\n{wanted}\net c'est :\n{found}",
    )


def test_eight_letters(lab):
    people = {f"m{place}": member(lab, name, place % 6) for place, name in enumerate(lab.names(8))}
    fill(lab, people)
    app = lab.load("letters")
    for number, (facts, loans) in people.items():
        verify(lab, app, number, facts, loans)


def test_nothing_late(lab):
    facts, _ = member(lab, lab.names(1)[0], 0)
    loans = [{"title": "Atlas", "late": False}]
    fill(lab, {"m1": (facts, loans)})
    verify(lab, lab.load("letters"), "m1", facts, loans)


def test_a_book_comes_back(lab):
    facts, loans = member(lab, lab.names(1)[0], 5)
    app = lab.load("letters")
    for left in (loans, loans[:2]):
        fill(lab, {"m1": (facts, left)})
        verify(lab, app, "m1", facts, left)


def test_unknown_member(lab):
    fill(lab, {"m1": member(lab, lab.names(1)[0], 1)})
    app = lab.load("letters")
    with lab.refused(
        Exception,
        en="A letter to a member who does not exist must raise an error.",
        fr="Une lettre à un membre qui n'existe pas doit lever une erreur.",
    ):
        app.letter("nobody")
