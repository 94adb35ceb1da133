def report():
    return ["o0: 12 € from Zoé 1, Lille"] * 30
