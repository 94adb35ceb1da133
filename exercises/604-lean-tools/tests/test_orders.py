"""What the assistant says, and what it was told."""


def fill(lab, customer, count):
    """So many orders of the customer, and some of others. Gives the customer's, newest first."""
    numbers = lab.random.sample(range(10000, 99999), count + 5)
    days = [f"2026-{month:02d}-{day:02d}" for month in range(1, 7) for day in range(1, 28)]
    rows = {}
    for place, (number, day) in enumerate(zip(numbers, lab.random.sample(days, count + 5))):
        rows[f"o{number}"] = {
            "id": f"o{number}",
            "customer": customer if place < count else "somebody",
            "day": day,
            "status": f"{lab.random.choice(['packed', 'sent', 'delivered'])} {lab.random.randint(100, 999)}",
            "link": f"https://parcels.example.org/track/{number}{lab.random.randint(1000, 9999)}",
            "lines": lab.text(60),
        }
    lab.table("orders", rows)
    mine = [row for row in rows.values() if row["customer"] == customer]
    return sorted(mine, key=lambda row: row["day"], reverse=True)


def script(lab, question, *looks):
    steps = [{"tool": tool, "arguments": arguments} for tool, arguments in looks]
    lab.answer(question, where="prompt", turns=[*steps, {"text": "It is on its way: {tag}."}])


def verify(lab, shown, question, *orders):
    assert shown in lab.replies(question), lab.say(
        en=f"“{question}” was answered with “{shown}”; the model said something else.",
        fr=f"À « {question} », la réponse est « {shown} » ; le modèle a dit autre chose.",
    )
    for row in orders:
        for fact in ("id", "day", "status", "link"):
            assert shown in lab.replies(row[fact]), lab.say(
                en=f"The answer was made without the {fact} of order {row['id']}: {row[fact]}.",
                fr=f"La réponse a été faite sans `{fact}` de la commande {row['id']} : {row[fact]}.",
            )


def test_a_good_customer(lab):
    every = fill(lab, "c7", 40)
    question = f"Where is my parcel, {lab.text(2)}"
    script(lab, question, ("orders_of", {"customer": "c7"}))
    app = lab.load("orders")
    verify(lab, app.ask("c7", question), question, *every[:5])
    told = app.orders_of("c7")
    numbers = told.replace(";", " ").replace(".", " ").split()
    assert "40" in numbers or all(row["id"] in told for row in every), lab.say(
        en=f"Some of 40 orders were left out without a word about how many there are: “{told[-80:]}”.",
        fr=f"Une partie des 40 commandes a été laissée de côté sans dire combien il y en a : « {told[-80:]} ».",
    )


def test_an_old_order(lab):
    old = lab.random.choice(fill(lab, "c8", 30)[10:])
    question = f"What became of order {old['id']}?"
    script(lab, question, ("orders_of", {"customer": "c8"}), ("order", {"number": old["id"]}))
    verify(lab, lab.load("orders").ask("c8", question), question, old)


def test_a_new_customer(lab):
    only = fill(lab, "c9", 2)
    question = f"Is it sent, {lab.text(2)}"
    script(lab, question, ("orders_of", {"customer": "c9"}))
    verify(lab, lab.load("orders").ask("c9", question), question, *only)
