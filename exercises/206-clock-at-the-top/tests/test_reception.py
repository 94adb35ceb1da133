"""What the model is told and what the guests read, whatever has to be read for it."""

from datetime import datetime, timedelta

from house import RULES


def clocks():
    """The minute before, this one and the next, as the model may be told them: the check may run across a change."""
    now = datetime.now()
    return [(now + timedelta(minutes=step)).strftime("%H:%M") for step in (-1, 0, 1)]


def verify(lab, app, guest, question):
    found = app.answer(guest, question)
    replies = lab.replies(question)
    assert found in replies, lab.say(
        en=f"{guest} asked “{question}” and should read what the model answered, not “{found}”.",
        fr=f"{guest} a demandé « {question} » et doit lire ce que le modèle a répondu, pas « {found} ».",
    )
    assert found in lab.replies(RULES.strip()), lab.say(
        en="The model answered without having been given all the house rules, in their order.",
        fr="Le modèle a répondu sans avoir reçu tout le règlement, dans son ordre.",
    )
    assert found in lab.replies(guest), lab.say(
        en=f"The model was not told that it speaks with {guest}.",
        fr=f"Le modèle n'a pas su qu'il parlait avec {guest}.",
    )
    assert any(found in lab.replies(clock) for clock in clocks()), lab.say(
        en="The model was not told the time, in hours and minutes (like 16:05).",
        fr="Le modèle n'a pas su l'heure, en heures et minutes (comme 16:05).",
    )


def test_twelve_guests(lab):
    app = lab.load("reception")
    for guest in lab.names(12):
        verify(lab, app, guest, f"May I {lab.text(4)[:-1]}?")


def test_the_next_day(lab):
    app = lab.load("reception")
    for _ in range(2):
        for guest in lab.names(2):
            verify(lab, app, guest, f"And {lab.text(3)[:-1]}?")
        lab.wait(86_400)  # long enough for every cache to forget


def test_two_guests_with_one_question(lab):
    app = lab.load("reception")
    question = f"Where is {lab.text(2)[:-1]}?"
    for guest in lab.names(2):
        verify(lab, app, guest, question)
