REVISION = "a1f3c09"


class Tutor:
    def __init__(self, repair=False):
        self.repair = repair

    def answer(self, question):
        return "Because it is."
