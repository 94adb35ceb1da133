"""What the service answers, whatever it opens."""


def post(app, message):
    return app.app.test_client().post("/labels", data=message.encode())


def verify(lab, app, message):
    answer = post(app, message)
    assert answer.status_code == 200, lab.say(
        en=f"The service answers “{message[:30]}” with {answer.status_code} instead of 200.",
        fr=f"Le service répond à « {message[:30]} » avec {answer.status_code} au lieu de 200.",
    )
    label = answer.get_json()["label"]
    assert label in lab.replies(message), lab.say(
        en=f"“{label}” is not the label that the model gave to “{message[:30]}”.",
        fr=f"« {label} » n'est pas l'étiquette que le modèle a donnée à « {message[:30]} ».",
    )


def test_twenty_messages(lab):
    app = lab.load("labels")
    for _ in range(20):
        verify(lab, app, lab.text(8))


def test_no_second_try(lab):
    app = lab.load("labels")
    lab.fail("POST /v1", 503, times=1)
    status = post(app, lab.text(5)).status_code
    assert status == 503, lab.say(
        en=f"A failure of the model is answered with 503, at once; the service answered {status}. Did it try again?",
        fr=f"Un échec du modèle donne 503, tout de suite ; le service a répondu {status}. A-t-il réessayé ?",
    )


def test_after_a_failure(lab):
    app = lab.load("labels")
    lab.fail("POST /v1", 500, times=1)
    post(app, lab.text(5))
    verify(lab, app, lab.text(6))
