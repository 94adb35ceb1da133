"""What the visitors read, whatever it costs."""

KNOWN = {
    "When do you open?": "Every day at 9, on Sundays at 10.",
    "how much  is a ticket": "4.20 € for grown-ups, 2 € for children.",
    "Where can I park??": "Behind the hall, two hours free.",
}
CLOSED = "We answer between 8 and 18 o'clock."


def reads(lab, app, question, hour, expected):
    found = app.reply(question, hour)
    assert found == expected, lab.say(
        en=f"“{question}” at {hour} o'clock should read “{expected}”, not “{found}”.",
        fr=f"« {question} » à {hour} h doit donner « {expected} », pas « {found} ».",
    )


def reads_the_model(lab, app, question, hour):
    found = app.reply(question, hour)
    assert found in lab.replies(question), lab.say(
        en=f"“{question}” at {hour} o'clock should be answered by the model; the visitor read “{found}”.",
        fr=f"« {question} » à {hour} h demande une réponse du modèle ; le visiteur a lu « {found} ».",
    )


def test_an_afternoon(lab):
    app = lab.load("helpdesk")
    day = [("known", question) for question in KNOWN] + [("model", lab.text(6)) for _ in range(4)]
    day += [("empty", "   "), ("empty", "?!"), ("short", "towels?"), ("short", "lost key"), ("known", "when do you open")]
    lab.random.shuffle(day)
    for kind, question in day:
        hour = lab.random.randrange(8, 18)
        if kind == "model":
            reads_the_model(lab, app, question, hour)
        elif kind == "known":
            reads(lab, app, question, hour, KNOWN.get(question, "Every day at 9, on Sundays at 10."))
        else:
            wanted = "Please type a question." if kind == "empty" else "Could you say a little more?"
            reads(lab, app, question, hour, wanted)


def test_at_night(lab):
    app = lab.load("helpdesk")
    for hour in (7, 18, 23):
        reads(lab, app, lab.text(5), hour, CLOSED)
        reads(lab, app, "towels?", hour, CLOSED)
    reads(lab, app, "Where can I park??", 23, KNOWN["Where can I park??"])


def test_empty_questions(lab):
    app = lab.load("helpdesk")
    for question in ("", " \n ", "??"):
        reads(lab, app, question, 12, "Please type a question.")
        reads(lab, app, question, 3, "Please type a question.")


def test_the_first_and_the_last_minute(lab):
    app = lab.load("helpdesk")
    for hour in (8, 17):
        reads_the_model(lab, app, lab.text(4), hour)
