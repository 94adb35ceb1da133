"""Which team gets a ticket, whoever decides it."""

TEAMS = ("billing", "network", "hardware", "accounts")


def ticket(lab, hard=False, team=None):
    """A ticket and its team. Of a hard one a small model is unsure, if it may say so; else it is wrong."""
    text, team = lab.text(12), team or lab.random.choice(TEAMS)
    wrong = lab.random.choice([other for other in TEAMS if other != team])
    lab.answer(text, wrong if hard else team.capitalize())
    if hard:
        lab.answer(rf"\b(unsure|not sure|uncertain|doubt|doute|pas sûr|people)\b.*{text}", "unsure", where="prompt")
        for large in ("gpt-4.1", "gpt-4o", "gpt-5", "gpt-5.[0-9]", "o3", "gpt-4-turbo"):
            lab.answer(text, f" {team}\n", model=large)
    return text, team


def verify(lab, text, team, found):
    assert lab.replies(text), lab.say(
        en=f"No model was asked about the ticket “{text[:40]}…”.",
        fr=f"Aucun modèle n'a été interrogé sur le ticket « {text[:40]}… ».",
    )
    assert found == team, lab.say(
        en=f"“{text[:40]}…” belongs to {team}, not to {found}. The models said: {lab.replies(text)}.",
        fr=f"« {text[:40]}… » revient à {team}, pas à {found}. Les modèles ont dit : {lab.replies(text)}.",
    )


def test_twenty_tickets(lab):
    app = lab.load("triage")
    hard = lab.random.sample(range(20), 3)
    for place in range(20):
        text, team = ticket(lab, hard=place in hard)
        verify(lab, text, team, app.team(text))


def test_an_easy_ticket(lab):
    text, team = ticket(lab)
    verify(lab, text, team, lab.load("triage").team(text))


def test_a_ticket_for_people(lab):
    text = lab.text(12)
    lab.answer(text, "none of these")
    found = lab.load("triage").team(text)
    assert found == "people", lab.say(
        en=f"No model found a team for “{text[:40]}…”: people should look at it, not {found}.",
        fr=f"Aucun modèle n'a trouvé d'équipe pour « {text[:40]}… » : ce sont des personnes (people) qui doivent "
        f"le voir, pas {found}.",
    )
