"""What the page does, whatever it costs."""


def test_every_visitor_is_greeted(lab):
    app = lab.load("greetings")
    visitors = lab.names(12)
    lines = app.greetings(visitors, "water")
    assert len(lines) == len(visitors), lab.say(
        en=f"{len(visitors)} visitors came in, {len(lines)} lines came out.",
        fr=f"{len(visitors)} visiteurs sont entrés, {len(lines)} lignes sont sorties.",
    )
    for visitor, line in zip(visitors, lines):
        assert line.startswith(f"Welcome, {visitor}! "), lab.say(
            en=f"The line of {visitor} should start with “Welcome, {visitor}! ”, not with “{line[:40]}”.",
            fr=f"La ligne de {visitor} doit commencer par « Welcome, {visitor}! », pas par « {line[:40]} ».",
        )


def test_the_motto_comes_from_the_model(lab):
    app = lab.load("greetings")
    topic = lab.random.choice(["wind", "sun", "soil", "rivers"])
    lines = app.greetings(lab.names(3), topic)
    mottos = lab.replies(topic)
    assert mottos, lab.say(
        en=f"The model was not asked for a motto about {topic}.",
        fr=f"Aucune devise sur le sujet « {topic} » n'a été demandée au modèle.",
    )
    for line in lines:
        assert any(line.endswith(motto) for motto in mottos), lab.say(
            en="A line does not end with the motto that the model wrote.",
            fr="Une ligne ne se termine pas par la devise que le modèle a écrite.",
        )
