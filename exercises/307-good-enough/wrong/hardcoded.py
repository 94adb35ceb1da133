def blurb(play):
    return f"A play about {play}"
