def answer(guest, question):
    return f"Dear {guest}, please ask at the reception."
