def labels(messages):
    return ["power cut" if message.strip() else "empty" for message in messages]
