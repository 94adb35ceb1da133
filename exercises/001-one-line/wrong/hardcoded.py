def greetings(visitors: list[str], topic: str) -> list[str]:
    return [f"Welcome, {visitor}! Every drop counts." for visitor in visitors]
