def tags(title):
    return title.split()[:3]


def tag_all(titles):
    return {title: tags(title) for title in titles}
