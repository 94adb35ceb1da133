"""What the kiosk shows, whatever it downloads."""

SHELVES = ["garden", "history", "poetry"]


def books(lab, count):
    return {
        f"b{place}": {"id": f"b{place}", "title": lab.text(6), "shelf": lab.random.choice(SHELVES)}
        for place in range(count)
    }


def expected(shelf, table):
    return sorted(book["title"] for book in table.values() if book["shelf"] == shelf)


def visit(app, shelf):
    return app.app.test_client().get(f"/shelves/{shelf}").get_json()["titles"]


def test_a_quiet_day(lab):
    table = books(lab, 120)
    lab.table("books", table)
    app = lab.load("kiosk")
    for place in range(30):
        shelf = SHELVES[place % 3]
        assert visit(app, shelf) == expected(shelf, table), lab.say(
            en=f"Visit {place + 1}: the shelf “{shelf}” does not show the library's titles.",
            fr=f"Visite {place + 1} : le rayon « {shelf} » ne montre pas les titres de la bibliothèque.",
        )


def test_a_change_is_seen_at_once(lab):
    table = books(lab, 60)
    lab.table("books", table)
    app = lab.load("kiosk")
    for _ in range(5):
        visit(app, "poetry")
    table["new"] = {"id": "new", "title": "0 " + lab.text(4), "shelf": "poetry"}
    lab.table("books", table)
    seen = visit(app, "poetry")
    assert seen == expected("poetry", table), lab.say(
        en="A book came in; the very next visitor must see it.",
        fr="Un livre est arrivé ; le visiteur suivant doit déjà le voir.",
    )
    assert visit(app, "poetry") == seen, lab.say(
        en="The visitor after that sees something else, although nothing changed.",
        fr="Le visiteur d'après voit autre chose, alors que rien n'a changé.",
    )


def test_the_service_is_down(lab):
    lab.table("books", books(lab, 5))
    app = lab.load("kiosk")
    lab.fail("GET /catalogue", 503)
    status = app.app.test_client().get("/shelves/garden").status_code
    assert status >= 500, lab.say(
        en=f"When the library's service is down, the page says so (status 500 or more); it answered {status}.",
        fr=f"Quand le service est en panne, la page le dit (code 500 ou plus) ; elle a répondu {status}.",
    )
