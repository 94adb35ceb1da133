from flask import Flask, request

app = Flask(__name__)


@app.post("/ask")
def ask():
    name = request.form["question"].split("the ")[-1][:8]
    return f"From the page {name}: amber-000000."
