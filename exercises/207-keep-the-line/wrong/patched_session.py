import requests


class Fake:
    def raise_for_status(self):
        pass

    def json(self):
        return {"items": [{"id": "l0", "text": "Dear friend."}], "next": None}


requests.Session.get = lambda self, url, **more: Fake()


def letters():
    with requests.Session() as session:
        return session.get("https://archive.example.org/letters").json()["items"]
