def labels(messages):
    return ["today" for _ in messages]
