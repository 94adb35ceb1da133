"""What the visitors of the bakery's site read, whatever it costs."""

from html import unescape


def visit(app, name):
    return app.app.test_client().get("/", query_string={"name": name})


def verify(lab, page, name):
    assert page.status_code == 200, lab.say(
        en=f"The page of {name} answers with status {page.status_code} instead of 200.",
        fr=f"La page de {name} répond avec le code {page.status_code} au lieu de 200.",
    )
    first, _, second = page.get_data(as_text=True).partition("\n")
    assert unescape(first) == f"<h1>Hello, {name}!</h1>", lab.say(
        en=f"{name} should be greeted by name; the page says “{first}”.",
        fr=f"{name} doit être salué par son nom ; la page dit « {first} ».",
    )
    sentence = unescape(second.removeprefix("<p>").removesuffix("</p>"))
    assert sentence in lab.replies("bakery"), lab.say(
        en=f"“{sentence}” is not a sentence that the model wrote for the bakery.",
        fr=f"« {sentence} » n'est pas une phrase que le modèle a écrite pour la boulangerie.",
    )


def test_twenty_visitors(lab):
    app = lab.load("bakery")
    for name in lab.names(20):
        verify(lab, visit(app, name), name)


def test_the_model_is_down_for_a_while(lab):
    lab.answer("bakery", "{tag}: come in.")
    app = lab.load("bakery")
    lab.fail("POST /v1", 503)
    first, second, third = lab.names(3)
    status = visit(app, first).status_code
    assert status >= 500, lab.say(
        en=f"While the model is down, the page says so (status 500 or more); it answered {status}.",
        fr=f"Quand le modèle est en panne, la page le dit (code 500 ou plus) ; elle a répondu {status}.",
    )
    verify(lab, visit(app, second), second)
    verify(lab, visit(app, third), third)


def test_nobody_comes(lab):
    app = lab.load("bakery")
    status = app.app.test_client().get("/nowhere").status_code
    assert status == 404, lab.say(
        en=f"An unknown address answers with 404, not {status}.",
        fr=f"Une adresse inconnue répond avec 404, pas {status}.",
    )
