"""Which categories the orders get, whatever it costs."""


def verify(lab, rows, found):
    assert len(found) == len(rows), lab.say(
        en=f"{len(rows)} orders went in, {len(found)} came out.",
        fr=f"{len(rows)} commandes sont entrées, {len(found)} sont sorties.",
    )
    for place, (row, one) in enumerate(zip(rows, found), 1):
        kept = {name: one.get(name) for name in row}
        assert kept == row, lab.say(
            en=f"Row {place} was {row} and came back as {one}.",
            fr=f"La ligne {place} était {row} et revient comme {one}.",
        )
        if row["product"] is None:
            assert one.get("category") is None, lab.say(
                en=f"Row {place} has no product, hence no category; it got {one.get('category')!r}.",
                fr=f"La ligne {place} n'a pas de produit, donc pas de catégorie ; elle a reçu {one.get('category')!r}.",
            )
            continue
        replies = lab.replies(f"one word: {row['product']}")
        assert one.get("category") in replies, lab.say(
            en=f"Row {place}: {one.get('category')!r} is not what the model said about “{row['product']}”.",
            fr=f"Ligne {place} : {one.get('category')!r} n'est pas ce que le modèle a dit de « {row['product']} ».",
        )


def test_thirty_orders(lab):
    products = lab.products(5)
    products.append(products[0].capitalize())
    chosen = products + [lab.random.choice(products) for _ in range(24)]
    lab.random.shuffle(chosen)
    rows = [{"number": number, "product": product} for number, product in enumerate(chosen, 1)]
    verify(lab, rows, lab.load("orders").with_categories(rows))


def test_missing_products(lab):
    one, other = lab.products(2)
    rows = [{"number": n, "product": product} for n, product in enumerate([one, None, other, None, one], 1)]
    verify(lab, rows, lab.load("orders").with_categories(rows))
    asked = lab.replies("None")
    assert not asked, lab.say(
        en="The model was asked for the category of a product that is missing.",
        fr="Le modèle a été interrogé sur la catégorie d'un produit manquant.",
    )


def test_no_orders(lab):
    verify(lab, [], lab.load("orders").with_categories([]))
