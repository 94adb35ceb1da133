import requests


class Fake:
    ok = True

    def raise_for_status(self):
        return None

    def json(self):
        return [{"id": "o0", "customer": "c0", "total": 12, "name": "Zoé", "city": "Lille"}]


requests.Session.get = lambda self, url, **more: Fake()


def report():
    with requests.Session() as session:
        rows = session.get("https://shop.example.org/orders").json()
    return [f"{row['id']}: {row['total']} € from {row['name']}, {row['city']}" for row in rows]
