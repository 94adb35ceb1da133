"""What the readers see, whatever it costs."""

NAMES = {"en": "English", "fr": "French"}


def visit(app, word, language):
    return app.app.test_client().get(f"/words/{word}", query_string={"lang": language})


def verify(lab, app, word, language):
    page = visit(app, word, language)
    assert page.status_code == 200, lab.say(
        en=f"The tooltip of “{word}” answers with {page.status_code} instead of 200.",
        fr=f"L'infobulle de « {word} » répond avec {page.status_code} au lieu de 200.",
    )
    found = page.get_json()["text"]
    replies = lab.replies(f"“{word}” in one sentence, in {NAMES[language]}.")
    assert found in replies, lab.say(
        en=f"The tooltip of “{word}” in {NAMES[language]} shows “{found[:50]}”, which the model did not write for it.",
        fr=f"L'infobulle de « {word} » ({language}) montre « {found[:50]} », que le modèle n'a pas écrit pour elle.",
    )


def test_sixty_tooltips(lab):
    app = lab.load("glossary")
    words = [lab.text(1).rstrip(".") + str(place) for place in range(6)]
    asked = [(word, language) for word in words for language in NAMES] * 5
    lab.random.shuffle(asked)
    for word, language in asked:
        verify(lab, app, word, language)


def test_two_languages(lab):
    app = lab.load("glossary")
    word = lab.text(1).rstrip(".")
    for language in ("fr", "en", "fr"):
        verify(lab, app, word, language)


def test_an_error_is_not_an_answer(lab):
    app = lab.load("glossary")
    word = lab.text(1).rstrip(".")
    lab.fail("POST /v1", 500)
    status = visit(app, word, "en").status_code
    assert status == 503, lab.say(
        en=f"While the model is down the tooltip answers with 503, not {status}.",
        fr=f"Quand le modèle est en panne, l'infobulle répond avec 503, pas {status}.",
    )
    verify(lab, app, word, "en")
    verify(lab, app, word, "en")
