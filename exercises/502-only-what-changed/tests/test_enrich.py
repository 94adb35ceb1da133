"""What the page says each morning, however it was made."""

import json

MATERIALS = ["oak", "wool", "copper", "linen", "glass", "cork"]


def catalogue(lab, count):
    found = []
    for number, name in enumerate(lab.products(count)):
        found.append({"id": f"p{number}", "name": name, "material": lab.random.choice(MATERIALS), "price": "0"})
    return found


def new_prices(lab, products):
    for product in products:
        product["price"] = f"{lab.random.randint(3, 900)}.{lab.random.randint(10, 99)}"


def night(app, products, before):
    """One run of the job; what it gave goes through a file, as it does in the shop."""
    return json.loads(json.dumps(app.nightly([dict(product) for product in products], before)))


def verify(lab, products, page, version="2"):
    assert list(page) == [product["id"] for product in products], lab.say(
        en=f"The page holds today's products, in their order; it has {list(page)}.",
        fr=f"La page contient les produits du jour, dans leur ordre ; elle a {list(page)}.",
    )
    for product in products:
        shown = page[product["id"]]
        asked = f"v{version}. Praise in one sentence: {product['name']}, made of {product['material']}."
        assert shown["price"] == product["price"], lab.say(
            en=f"{product['id']} costs {product['price']} tonight; the page says {shown['price']}.",
            fr=f"{product['id']} coûte {product['price']} ce soir ; la page dit {shown['price']}.",
        )
        assert shown["sentence"] in lab.replies(asked), lab.say(
            en=f"The sentence of {product['id']} is not what the model said about “{asked}”: “{shown['sentence']}”.",
            fr=f"La phrase de {product['id']} n'est pas ce que le modèle a dit de « {asked} » : « {shown['sentence']} ».",
        )


def test_a_week_of_nights(lab):
    app, page = lab.load("enrich"), {}
    products = catalogue(lab, 6)
    changes = {2: "name", 4: "material"}
    for day in range(5):
        new_prices(lab, products)
        changed = lab.random.choice(products)
        if changes.get(day) == "name":
            changed["name"] = f"new {changed['name']}"
        if changes.get(day) == "material":
            changed["material"] = f"recycled {changed['material']}"
        page = night(app, products, page)
        verify(lab, products, page)


def test_the_prompt_is_revised(lab):
    app = lab.load("enrich")
    products = catalogue(lab, 4)
    new_prices(lab, products)
    page = night(app, products, {})
    app.VERSION = "3"
    page = night(app, products, page)
    verify(lab, products, page, version="3")


def test_products_come_and_go(lab):
    app = lab.load("enrich")
    products = catalogue(lab, 4)
    new_prices(lab, products)
    page = night(app, products[:3], {})
    verify(lab, products[:3], page)
    page = night(lab.load("enrich"), products[1:], page)
    verify(lab, products[1:], page)
