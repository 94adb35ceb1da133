"""What is read from invoices, however often the model is asked."""

import json

from openai import AuthenticationError


def invoice(lab, readable=True):
    """The text of an invoice. The model talks twice before it obeys; bound to JSON, it obeys at once."""
    number, total = f"F{lab.random.randrange(10_000, 99_999)}", lab.random.randrange(1000, 99_999) / 100
    fields = {"supplier": "{tag}", "number": number, "total": total, "currency": "EUR"}
    if not readable:
        fields = {"supplier": None, "number": None, "total": None, "currency": None}
    told = json.dumps(fields)
    comma = told.replace(str(total), f"{total:.2f}".replace(".", ","))
    lab.answer(number, attempts=["Sure! {words:20}", f"```json\n{comma.replace('null', 'none')}", told], format="none")
    lab.answer(number, told, format="json")
    return number, f"Invoice {number}\n{lab.text(12)}\nTo be paid: {total} EUR"


def verify(lab, fields, number):
    answers = lab.replies(number)
    assert answers, lab.say(
        en=f"The model was not asked about the invoice {number}.",
        fr=f"Le modèle n'a pas été interrogé sur la facture {number}.",
    )
    expected = {name: value for name, value in json.loads(answers[-1]).items() if name != "currency"}
    assert fields == expected, lab.say(
        en=f"Invoice {number}: expected {expected}, found {fields}.",
        fr=f"Facture {number} : {expected} attendu, {fields} trouvé.",
    )


def test_six_invoices(lab):
    app = lab.load("invoices")
    for _ in range(6):
        number, text = invoice(lab)
        verify(lab, app.read(text), number)


def test_an_invoice_that_nobody_can_read(lab):
    number, text = invoice(lab, readable=False)
    fields = lab.load("invoices").read(text)
    assert fields == {"supplier": None, "number": None, "total": None}, lab.say(
        en=f"What cannot be read is None in each field; found {fields}.",
        fr=f"Ce qui ne peut être lu vaut None dans chaque champ ; trouvé : {fields}.",
    )
    verify(lab, fields, number)


def test_a_key_that_is_refused(lab):
    app = lab.load("invoices")
    lab.fail("POST /v1/chat", 401, times=9)
    with lab.refused(
        AuthenticationError,
        en="A refused key is no matter of format: the error must reach whoever called `read`.",
        fr="Une clé refusée n'est pas une question de format : l'erreur doit parvenir à qui a appelé `read`.",
    ):
        app.read(invoice(lab)[1])
