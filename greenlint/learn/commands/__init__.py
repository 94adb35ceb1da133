"""What each `greenlint learn` command does; the command line only reads options."""

from __future__ import annotations

import argparse


def dispatch(args: argparse.Namespace) -> int:
    """Runs the step. Exit codes: 0 passed, 1 not yet, 2 broken set-up (as LearnError)."""
    _speak(args)
    step = args.step
    if step in (None, "init", "start", "next", "list", "progress"):
        return _course(args)
    if step in ("check", "watch"):
        return _checking(args)
    if step in ("hint", "solution", "reset"):
        return _aid(args)
    if step in ("submit", "grade", "report"):
        return _teacher(args)
    return _other(args)


def _speak(args: argparse.Namespace) -> None:
    """The workspace's language, where the command names none."""
    from greenlint.learn.errors import LearnError
    from greenlint.learn.workspace import find_workspace
    from greenlint.texts import set_language

    if args.lang is None and args.step not in ("init", "dev", "grade", "report"):
        try:
            set_language(find_workspace().lang)
        except LearnError:
            return


def _course(args: argparse.Namespace) -> int:
    from greenlint.learn.commands import course

    if args.step is None:
        return course.where_am_i()
    if args.step == "init":
        return course.init(args.folder, args.pack)
    if args.step == "start":
        return course.start(args.exercise, args.editor)
    if args.step == "next":
        return course.next_one(args.editor)
    return course.show_list() if args.step == "list" else course.progress()


def _checking(args: argparse.Namespace) -> int:
    from greenlint.learn.commands import checking, watching

    if args.step == "watch":
        return watching.watch(args.exercise, args.coefficients, args.page)
    if args.all:
        return checking.check_all(args.seed)
    return checking.check_one(args.exercise, args.seed, args.coefficients, args.json, args.predict)


def _aid(args: argparse.Namespace) -> int:
    from greenlint.learn.commands import aid

    if args.step == "hint":
        return aid.hint(args.exercise, args.now)
    if args.step == "solution":
        return aid.solution(args.exercise, args.yes)
    return aid.reset(args.exercise, args.all)


def _teacher(args: argparse.Namespace) -> int:
    import greenlint.learn.teacher.commands as teacher

    if args.step == "submit":
        return teacher.submit(args.pseudonym)
    if args.step == "grade":
        return teacher.grade(args.folder, args.out, args.seed, args.pack, args.roster, args.yes)
    return teacher.report(args.folder)


def _other(args: argparse.Namespace) -> int:
    if args.step == "dev":
        from greenlint.learn.author import commands as author

        if args.task == "new":
            return author.new(args.exercises, args.pack)
        return author.check(args.exercises, args.pack, args.update, args.quick, args.jobs)
    if args.step == "doctor":
        from greenlint.learn.commands.doctor import doctor

        return doctor()
    if args.step == "quiz":
        from greenlint.learn.commands.quiz import quiz

        return quiz(args.module)
    if args.step == "page":
        from greenlint.learn.page import show_page

        return show_page(args.open)
    from greenlint.learn.commands.certificate import certificate

    return certificate(args.name)
