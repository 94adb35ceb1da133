"""Which vector each ticket gets, however many went through the model at once."""


def ticket(lab):
    return {"subject": lab.text(2), "text": lab.text(lab.random.randint(3, 15))}


def verify(lab, tickets, found):
    assert len(found) == len(tickets), lab.say(
        en=f"{len(tickets)} tickets need {len(tickets)} entries; there are {len(found)}.",
        fr=f"{len(tickets)} tickets demandent {len(tickets)} entrées ; il y en a {len(found)}.",
    )
    for place, one in enumerate(tickets):
        text = f"{one['subject']} {one['text']}".strip()
        if not text:
            assert found[place] is None, lab.say(
                en=f"Ticket {place + 1} has no text: its entry is None.",
                fr=f"Le ticket {place + 1} n'a pas de texte : son entrée est None.",
            )
            continue
        assert lab.close(found[place], lab.vector(f"query: {text}")), lab.say(
            en=f"Entry {place + 1} is not the vector that the model gave for “query: {text[:30]}…”.",
            fr=f"L'entrée {place + 1} n'est pas le vecteur que le modèle a donné pour « query: {text[:30]}… ».",
        )


def test_ninety_tickets(lab):
    tickets = [ticket(lab) for _ in range(90)]
    verify(lab, tickets, lab.load("tickets").vectors(tickets))


def test_empty_tickets(lab):
    tickets = [ticket(lab) for _ in range(12)]
    for place in (0, lab.random.randint(3, 8), 11):
        tickets[place] = {"subject": "", "text": lab.random.choice(["", "  "])}
    verify(lab, tickets, lab.load("tickets").vectors(tickets))


def test_no_tickets(lab):
    app = lab.load("tickets")
    for tickets in ([], [{"subject": "", "text": " "}]):
        verify(lab, tickets, app.vectors(tickets))
