def team(ticket):
    return "network"
