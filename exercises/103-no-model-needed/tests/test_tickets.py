"""What the tickets say, whatever they cost."""

import re

TONES = {"calm", "angry", "worried", "joyful"}


def form(lab, code, sender, email, message):
    """A form, with a model that answers every question about it rightly."""
    lab.answer(f"upper case.*{re.escape(code)}$", code.upper())
    lab.answer(f"e-mail address.*{re.escape(sender)}$", email)
    lab.answer(f"count the words.*{re.escape(message)}$", str(len(message.split())))
    expected = {"code": code.upper(), "email": email, "words": len(message.split())}
    return {"code": code, "sender": sender, "message": message}, expected


def verify(lab, app, given, expected):
    found = app.ticket(given)
    for field, value in expected.items():
        assert found.get(field) == value, lab.say(
            en=f"The form {given} should give {field} = {value!r}, not {found.get(field)!r}.",
            fr=f"Le formulaire {given} doit donner {field} = {value!r}, pas {found.get(field)!r}.",
        )
    replies = [reply for reply in lab.replies(given["message"]) if reply in TONES]
    assert replies, lab.say(
        en="The tone takes judgement: the model was not asked about this message.",
        fr="Le ton demande du jugement : le modèle n'a pas été interrogé sur ce message.",
    )
    assert found.get("tone") == replies[-1], lab.say(
        en=f"The model found the tone {replies[-1]!r}; the ticket says {found.get('tone')!r}.",
        fr=f"Le modèle a trouvé le ton {replies[-1]!r} ; le ticket dit {found.get('tone')!r}.",
    )


def test_ten_forms(lab):
    app = lab.load("tickets")
    for name in lab.names(10):
        code = f"{lab.random.choice(['ab', 'qx', 'zu'])}-{lab.random.randrange(100, 999)}-{lab.random.choice('klmn')}"
        email = f"user{lab.random.randrange(999)}@{lab.random.choice(['example.org', 'mail.example.com'])}"
        sender = lab.random.choice([email, f"{name} Martin <{email}>", f"{name}, {email}"])
        given, expected = form(lab, code, sender, email, lab.text(lab.random.randrange(5, 15)))
        verify(lab, app, given, expected)


def test_odd_forms(lab):
    app = lab.load("tickets")
    number = lab.random.randrange(100, 999)
    odd = [
        (f"été-{number}", "Zoé Dupré", "", f"line{number}\none  two"),
        (f"x{number}", "<a.b+c@shop.example.org>", "a.b+c@shop.example.org", f"word{number}"),
        (f"STRASSE{number}", "at @ noon", "", f"  spaces {number} at both ends  "),
    ]
    for code, sender, email, message in odd:
        given, expected = form(lab, code, sender, email, message)
        verify(lab, app, given, expected)
