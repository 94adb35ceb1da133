def letters():
    return [{"id": "l0", "text": "Dear friend."}]
