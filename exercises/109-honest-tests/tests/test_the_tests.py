"""Do the newsroom's tests pass on the right program, and fail on a broken one? Whatever they cost."""

import inspect
import sys

from pytest import MonkeyPatch

BUGS = {
    "without_stop": lambda text: text,
    "capital": lambda text: text,
    "shorten": lambda text: text,
    "tidy": lambda text: text.strip(),
}


def run(lab, bug=None):
    """Names of the learner's tests, and of those that fail; with a function of the program broken when told so."""
    sys.modules.pop("headlines", None)
    tests = lab.load("test_headlines")
    program = sys.modules.get("headlines")
    assert program is not None, lab.say(
        en="The tests do not import `headlines` any more: what do they test?",
        fr="Les tests n'importent plus `headlines` : que testent-ils ?",
    )
    if bug is not None:
        setattr(program, bug, BUGS[bug])
    names = [name for name, value in vars(tests).items() if name.startswith("test_") and inspect.isfunction(value)]
    failed = {}
    for name in names:
        test, patch = getattr(tests, name), MonkeyPatch()
        try:
            test(**({"monkeypatch": patch} if "monkeypatch" in inspect.signature(test).parameters else {}))
        except AssertionError as error:
            failed[name] = str(error)
        finally:
            patch.undo()
    return names, failed


def test_the_tests_pass_at_each_push(lab):
    for push in range(4):
        names, failed = run(lab)
        assert len(names) >= 3, lab.say(
            en=f"There were three tests; {len(names)} are left.",
            fr=f"Il y avait trois tests ; il en reste {len(names)}.",
        )
        assert not failed, lab.say(
            en=f"Push {push + 1}: the program is right, and yet these tests fail: {', '.join(failed)}.",
            fr=f"Push {push + 1} : le programme est juste, et pourtant ces tests échouent : {', '.join(failed)}.",
        )


def test_the_tests_find_the_bugs(lab):
    for bug in BUGS:
        _names, failed = run(lab, bug)
        assert failed, lab.say(
            en=f"`{bug}` of headlines.py was broken, and no test noticed. Give it a text on which that rule has work to do.",
            fr=f"`{bug}` de headlines.py a été cassée, et aucun test ne l'a vu. Donnez un texte sur lequel cette règle a du travail.",
        )
