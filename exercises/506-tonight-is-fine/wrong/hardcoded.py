def moods(reviews):
    return {name: "happy" for name in reviews}
