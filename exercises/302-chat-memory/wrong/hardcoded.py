class Chat:
    def reply(self, question):
        if "Who am I" in question:
            return "You are the one who rides it: amber-000000."
        return "amber-000000 cloud cedar."
