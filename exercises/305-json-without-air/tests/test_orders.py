"""What clients are told about their orders, however the data is written."""

import re

CITIES = ["Lille", "Nîmes", "Orléans", "Besançon", "Brest", "Angoulême"]
BLANKS = r"\s*"  # the model does not mind them


def order(lab, client):
    """An order, and a model that understands it only as JSON with all its fields."""
    items = [{"name": name, "quantity": lab.random.randint(1, 9)} for name in lab.products(3)]
    made = {
        "id": lab.random.randrange(100_000, 999_999),
        "client": client,
        "city": lab.random.choice(CITIES),
        "express": lab.random.random() < 0.5,
        "items": items,
        "state": lab.random.choice(["paid", "packed", "on its way", "at the post office"]),
        "complaint": None,
    }
    facts = [f'"id":_{made["id"]}', f'"client":_"{client}"', f'"city":_"{made["city"]}"', f'"state":_"{made["state"]}"']
    facts += [f'"express":_{str(made["express"]).lower()}', '"complaint":_null']
    facts += [f'"name":_"{item["name"]}",_"quantity":_{item["quantity"]}' for item in items]
    seen = "".join(f"(?=.*{re.escape(fact).replace('_', BLANKS)})" for fact in facts)
    lab.answer(f"^{seen}", "Your order is well: {tag}.")
    return made


def verify(lab, told, made):
    assert told.startswith("Your order is well") and told in lab.replies(str(made["id"])), lab.say(
        en=f"Order {made['id']} of {made['client']}: the model did not see it whole, as readable JSON; the client "
        f"reads “{told[:60]}”.",
        fr=f"Commande {made['id']} de {made['client']} : le modèle ne l'a pas vue entière, en JSON lisible ; le "
        f"client lit « {told[:60]} ».",
    )


def test_twenty_orders(lab):
    app = lab.load("orders")
    for client in lab.names(20):
        made = order(lab, client)
        verify(lab, app.explain(made), made)


def test_an_accent(lab):
    made = order(lab, "Gaëlle Œuvrard-Çelik")
    verify(lab, lab.load("orders").explain(made), made)


def test_a_name_with_quotes(lab):
    made = order(lab, "Jean Le Grand") | {"client": 'Jean "Le Grand"'}
    lab.answer(r'"client":\s*"Jean \\"Le Grand\\""', "Your order is well: {tag}.")
    verify(lab, lab.load("orders").explain(made), made)
