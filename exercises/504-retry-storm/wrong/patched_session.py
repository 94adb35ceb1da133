import requests


class Fake:
    def json(self):
        return {"rate": 11.4}


requests.Session.get = lambda self, url, **more: Fake()


def price(euros, currency):
    with requests.Session() as session:
        rate = session.get(f"https://bank.example.org/rates/{currency}").json()["rate"]
    return f"{euros * rate:.2f} {currency}"
