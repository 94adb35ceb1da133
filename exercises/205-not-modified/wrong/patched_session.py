import requests
from flask import Flask

app = Flask(__name__)


class Fake:
    status_code = 200

    def raise_for_status(self):
        pass

    def json(self):
        return [{"id": "b1", "title": "Kettle", "shelf": "garden"}]


requests.Session.get = lambda self, url, **more: Fake()


@app.get("/shelves/<shelf>")
def titles(shelf: str) -> dict:
    books = requests.Session().get("https://library.example.org/catalogue").json()
    return {"titles": sorted(book["title"] for book in books if book["shelf"] == shelf)}
