"""Throws many inputs at greenlint, each in a process that may die or hang without ending the run.

python bench/fuzz.py --count 20000 --seed 1 --keep FOLDER
"""

from __future__ import annotations

import argparse
import collections
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "fuzz"))
KINDS = {"module": 8, "notebook": 2, "project": 1}  # how often
PATIENCE = 60.0  # seconds of the clock before a process counts as hung; the limit itself is in CPU time


def files_of(seed: int) -> dict[str, bytes]:
    """The input of this number; the same one each time."""
    from fuzz_mutations import module, notebook

    random = Random(seed)
    [kind] = random.choices(list(KINDS), list(KINDS.values()))
    if kind == "module":
        return {"app.py": module(random)}
    if kind == "notebook":
        return {"lab.ipynb": notebook(random)}
    names = ("app.py", "b.py", "client.py", "test_a.py")
    return {name: b"from b import *\nfrom client import a as x\nimport app\n" + module(random) for name in names}


def work(pipe: Connection) -> None:
    """Answers each number with what went wrong and the seconds it took, until None comes."""
    from fuzz_trial import trial

    while (seed := pipe.recv()) is not None:
        with tempfile.TemporaryDirectory() as folder:
            start = time.thread_time()
            try:
                wrong = trial(Path(folder), files_of(seed))
            except Exception:
                wrong = [traceback.format_exc(limit=-3)]
            pipe.send((wrong, time.thread_time() - start))


class Worker:
    """A process that is replaced when it dies or hangs."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=work, args=(other,), daemon=True)
        self.process.start()
        other.close()

    def ask(self, seed: int) -> tuple[list[str], float]:
        self.pipe.send(seed)
        try:
            if self.pipe.poll(PATIENCE):
                answer: tuple[list[str], float] = self.pipe.recv()
                return answer
            wrong = f"no answer after {PATIENCE:.0f} s"
        except EOFError:
            self.process.join(5)
            wrong = f"the process died: {self.process.exitcode}"
        self.process.kill()
        self.start()
        return [wrong], PATIENCE


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--count", type=int, default=20_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=0, help="number of the first one")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--keep", type=Path, help="folder for the inputs that something is wrong with")
    args = parser.parse_args()
    os.environ["GREENLINT_LANG"] = "en"
    worker, start = Worker(), time.monotonic()
    kinds: collections.Counter[str] = collections.Counter()
    slowest, cpu, done = (0.0, -1), 0.0, 0
    for seed in range(args.seed, args.seed + args.count):
        if time.monotonic() - start > args.minutes * 60:
            break
        wrong, seconds = worker.ask(seed)
        done, cpu, slowest = done + 1, cpu + seconds, max(slowest, (seconds, seed))
        if done % 500 == 0:
            print(f"{done} inputs, {cpu:.0f} s of CPU", file=sys.stderr, flush=True)
        if wrong:
            kinds[wrong[0].strip().splitlines()[-1][:120]] += 1
            print(f"{seed}: {' | '.join(wrong)}", flush=True)
            if args.keep:
                (args.keep / str(seed)).mkdir(parents=True, exist_ok=True)
                for name, data in files_of(seed).items():
                    (args.keep / str(seed) / name).write_bytes(data)
    print(f"{done} inputs, {sum(kinds.values())} with something wrong, {cpu:.0f} s of CPU, slowest {slowest[0]:.1f} s")
    print(f"slowest input: {slowest[1]}")
    for text, number in kinds.most_common():
        print(f"{number:6}  {text}")
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
