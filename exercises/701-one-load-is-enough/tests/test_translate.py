"""What the leaflets say in other languages."""


def leaflets(lab, count):
    return {f"room {number}": [lab.text(5) for _ in range(lab.random.randint(1, 3))] for number in range(count)}


def verify(lab, given, found, languages):
    assert list(found) == languages, lab.say(
        en=f"The page should be in {languages}; it is in {list(found)}.",
        fr=f"La page devrait être en {languages} ; elle est en {list(found)}.",
    )
    for language in languages:
        assert list(found[language]) == list(given), lab.say(
            en=f"In “{language}” the leaflets are {list(found[language])}, not {list(given)}.",
            fr=f"En « {language} », les dépliants sont {list(found[language])}, et non {list(given)}.",
        )
        for name, sentences in given.items():
            for sentence, shown in zip(sentences, found[language][name]):
                assert shown in lab.replies(sentence), lab.say(
                    en=f"“{sentence}” in “{language}” is not what that language's model gave: “{shown}”.",
                    fr=f"« {sentence} » en « {language} » n'est pas ce que le modèle de cette langue a donné : « {shown} ».",
                )
            assert len(found[language][name]) == len(sentences), lab.say(
                en=f"“{name}” has {len(sentences)} sentences, {len(found[language][name])} in “{language}”.",
                fr=f"« {name} » a {len(sentences)} phrases, {len(found[language][name])} en « {language} ».",
            )


def test_twenty_leaflets(lab):
    given = leaflets(lab, 20)
    verify(lab, given, lab.load("translate").page(given, ["fr"]), ["fr"])


def test_two_languages(lab):
    given = leaflets(lab, 3)
    given["closed room"] = []
    verify(lab, given, lab.load("translate").page(given, ["fr", "de"]), ["fr", "de"])
    models = {row["model"] for row in lab.calls("local") if row.get("items", 1)}
    assert len(models) == 2, lab.say(
        en=f"Two languages are two models; the sentences went through {sorted(models)}.",
        fr=f"Deux langues sont deux modèles ; les phrases sont passées par {sorted(models)}.",
    )


def test_nothing_to_translate(lab):
    verify(lab, {}, lab.load("translate").page({}, ["fr", "de"]), ["fr", "de"])
