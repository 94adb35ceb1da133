"""What happens to the letters of the town hall, however hard the model thinks."""

HARD = 1000  # tokens of an answer that was thought about with high effort


def mail(lab):
    """A mail, and what the model will say about it: no word of the mail gives it away."""
    text = lab.text(10)
    said = lab.random.choice(["yes", "no", "Yes.", "No, this is a real letter.", "YES"])
    lab.answer(text, said)
    return text, said.lower().startswith("yes")


def test_twenty_mails(lab):
    app = lab.load("inbox")
    for _ in range(20):
        text, spam = mail(lab)
        found = app.is_spam(text)
        assert lab.replies(text), lab.say(
            en=f"The model was not asked about the mail “{text[:50]}…”.",
            fr=f"Le modèle n'a pas été interrogé sur le courriel « {text[:50]}… ».",
        )
        assert found is spam, lab.say(
            en=f"“{text[:50]}…”: the model said “{lab.replies(text)[-1]}”, `is_spam` gave {found}.",
            fr=f"« {text[:50]}… » : le modèle a dit « {lab.replies(text)[-1]} », `is_spam` a donné {found}.",
        )


def test_a_dispute(lab):
    letter = f"My neighbour's hedge {lab.text(8)}"
    steps = lab.load("inbox").plan(letter)
    assert steps and steps in lab.replies(letter), lab.say(
        en=f"The plan should be what the model wrote about the letter; it is “{str(steps)[:60]}”.",
        fr=f"Le plan doit être ce que le modèle a écrit sur la lettre ; c'est « {str(steps)[:60]} ».",
    )
    thought = sum(row.get("tokens_out", 0) for row in lab.calls("chat"))
    assert thought >= HARD, lab.say(
        en=f"A dispute between neighbours is a hard question: the plan was made with {thought} tokens of thought "
        "and text only.",
        fr=f"Un litige entre voisins est une question difficile : le plan a été fait avec {thought} tokens de "
        "réflexion et de texte seulement.",
    )
