def ticket(form):
    return {"code": form["code"].upper(), "email": "user@example.org", "words": 9, "tone": "calm"}
