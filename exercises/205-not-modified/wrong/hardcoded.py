from flask import Flask

app = Flask(__name__)


@app.get("/shelves/<shelf>")
def titles(shelf: str) -> dict:
    return {"titles": []}
