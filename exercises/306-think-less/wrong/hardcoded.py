def is_spam(mail):
    return True


def plan(letter):
    return "Talk to each other."
