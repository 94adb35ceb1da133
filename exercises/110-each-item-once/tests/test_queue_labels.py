"""Which labels the messages get, whatever it costs."""


def verify(lab, messages, found):
    assert len(found) == len(messages), lab.say(
        en=f"{len(messages)} messages need {len(messages)} labels; there are {len(found)}.",
        fr=f"{len(messages)} messages demandent {len(messages)} étiquettes ; il y en a {len(found)}.",
    )
    for place, (message, label) in enumerate(zip(messages, found), 1):
        if not message.strip():
            assert label == "empty", lab.say(
                en=f"Message {place} is empty: its label is “empty”, not “{label}”.",
                fr=f"Le message {place} est vide : son étiquette est « empty », pas « {label} ».",
            )
            continue
        assert label in lab.replies(f"words: {message}"), lab.say(
            en=f"Message {place}, “{message[:30]}”: the model did not give it the label “{label}”.",
            fr=f"Message {place}, « {message[:30]} » : le modèle ne lui a pas donné l'étiquette « {label} ».",
        )


def test_after_a_power_cut(lab):
    different = [lab.text(3) for _ in range(6)]
    messages = different + [lab.random.choice(different) for _ in range(24)]
    lab.random.shuffle(messages)
    verify(lab, messages, lab.load("queue_labels").labels(messages))


def test_empty_messages(lab):
    one, other = lab.text(3), lab.text(4)
    messages = ["", one, "  ", other, ""]
    verify(lab, messages, lab.load("queue_labels").labels(messages))
    app = lab.load("queue_labels")
    found = app.labels([])
    assert found == [], lab.say(en="No messages, no labels.", fr="Sans messages, pas d'étiquettes.")


def test_two_runs(lab):
    app = lab.load("queue_labels")
    messages = [lab.text(3), lab.text(3)]
    for day in ("Monday", "Tuesday"):
        lab.answer("label this message", "{tag} " + day)
        found = app.labels([*messages, messages[0]])
        for label in found:
            assert label.endswith(day), lab.say(
                en=f"On {day} the model gives other labels; the run answered with the old one “{label}”.",
                fr=f"Le jour « {day} », le modèle donne d'autres étiquettes ; le passage a répondu avec l'ancienne « {label} ».",
            )
