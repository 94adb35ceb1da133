def tags(title):
    return title.split()[:3]
