"""Groups of files -> what the checks say of them: from the cache, or by extracting, linking and checking them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from greenlint.answer import Answer, Link
from greenlint.catalog import Catalog
from greenlint.config import Settings
from greenlint.finding import Notice
from greenlint.reading.survey import Surveyed, lost
from greenlint.texts import language

if TYPE_CHECKING:
    from greenlint.cache import Cache

Progress = Callable[[int, int], None]
_TOGETHER = 16  # files that a process is handed at once
WORTH_A_POOL = 300_000  # bytes to extract: below, starting processes takes longer than it saves


class Answers:
    """Asks the cache for each group, and works out the others, in `jobs` processes where that pays.

    `given`: content of files that are not to be read from the disk. `notices` tells of the files that were skipped.
    """

    def __init__(
        self,
        catalog: Catalog,
        settings: Settings,
        surveyed: Mapping[str, Surveyed],
        reported: set[str],
        *,
        given: Mapping[str, bytes],
        cache: Cache | None,
        jobs: int,
    ) -> None:
        self._catalog, self._settings, self._surveyed, self._reported = catalog, settings, surveyed, reported
        self._given, self._cache, self._jobs = given, cache, jobs
        self.notices: list[Notice] = []

    def of(self, groups: Sequence[list[str]], on_progress: Progress | None = None) -> list[Answer]:
        """The answers of the groups that have a file which is reported on."""
        found: list[Answer] = []
        missing: dict[str, list[str]] = {}
        for group in groups:
            if not self._reported.isdisjoint(group):
                key = self._key(group)
                answer = self._known(key)
                if answer is None:
                    missing[key] = group
                else:
                    found.append(answer)
        if missing:
            found += self._worked_out(missing, on_progress)
        return found

    # -- the cache

    def _key(self, group: Sequence[str]) -> str:
        start = f"{self._catalog.digest} {self._settings.aggregate} {language()}"
        digest = blake2b(start.encode(), digest_size=20)
        for path in group:
            told = path in self._reported
            digest.update(f"\n{path}\0{self._surveyed[path].digest}\0{told}".encode(errors="surrogatepass"))
        return digest.hexdigest()

    def _known(self, key: str) -> Answer | None:
        data = self._cache.read(_place("answers", key)) if self._cache is not None else None
        try:
            return msgspec.msgpack.decode(data, type=Answer) if data is not None else None
        except msgspec.DecodeError:
            return None

    def _facts_name(self, path: str) -> str:
        return _place("facts", self._surveyed[path].digest + ("-cells" if path.endswith(".ipynb") else ""))

    # -- the work

    def _worked_out(self, missing: Mapping[str, list[str]], on_progress: Progress | None) -> Iterator[Answer]:
        paths = [path for group in missing.values() for path in group]
        kept, skipped = self._extracted(paths, on_progress)
        links = [
            Link(key, [(path, kept[path]) for path in group if path in kept], [p for p in group if p in self._reported])
            for key, group in missing.items()
        ]
        kept.clear()
        for key, answer in self._linked(links):
            if answer is None:
                self.notices.append(lost(missing[key][0]))
                continue
            if self._cache is not None and not answer.crashed and skipped.isdisjoint(missing[key]):
                self._cache.keep(_place("answers", key), answer)
            yield _as_read_again(answer)

    def _extracted(self, paths: Sequence[str], on_progress: Progress | None) -> tuple[dict[str, bytes], set[str]]:
        """The extracted form of each file, and the files that have none."""
        kept: dict[str, bytes] = {}
        skipped: set[str] = set()
        for path in paths:
            data = self._cache.read(self._facts_name(path)) if self._cache is not None else None
            if data is not None:
                kept[path] = data
        missing = [path for path in paths if path not in kept]
        for done, (path, result) in enumerate(self._run_extraction(missing), len(kept) + 1):
            if isinstance(result, bytes):
                kept[path] = result
                if self._cache is not None and path not in self._given:
                    self._cache.write(self._facts_name(path), result)
            else:
                skipped.add(path)
                self.notices.append(lost(path) if result is None else result)
            if on_progress is not None:
                on_progress(done, len(paths))
        return kept, skipped

    def _run_extraction(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes | Notice | None]]:
        """Longest first, so that no worker ends with the longest alone."""
        from greenlint.reading import work

        sizes = {path: work.size_of((path, self._given.get(path))) for path in paths}
        tasks = [(path, self._given.get(path)) for path in sorted(paths, key=lambda path: -sizes[path])]
        jobs = self._jobs_for(len(tasks), sum(sizes.values()))
        if jobs < 2:
            yield from ((task[0], work.extract(task)) for task in tasks)
        else:
            from greenlint.reading.pool import Pool

            for task, result in Pool(jobs, work.extract).run(tasks, _TOGETHER):
                yield task[0], result

    def _linked(self, links: list[Link]) -> Iterator[tuple[str, Answer | None]]:
        from greenlint import linking

        sizes = {link.name: sum(len(data) for _path, data in link.files) for link in links}
        links.sort(key=lambda link: -sizes[link.name])
        jobs = self._jobs_for(len(links), sum(sizes.values()))
        linker = linking.Linker(self._catalog, self._settings.aggregate)
        if jobs < 2:
            yield from ((link.name, linker.answer(link)) for link in links)
            return
        from greenlint.reading.pool import Pool

        linking.keep(linker)
        given = (self._settings.model_calls, self._settings.aggregate)
        for link, answer in Pool(jobs, linking.answer, linking.prepare, given).run(links):
            yield link.name, answer

    def _jobs_for(self, tasks: int, size: int) -> int:
        return min(self._jobs, tasks) if size > WORTH_A_POOL else 1


def _as_read_again(answer: Answer) -> Answer:
    """With the types that it would have coming from the cache: 3 for a float is 3.0, whoever tells it."""
    return msgspec.convert(msgspec.to_builtins(answer, str_keys=False), Answer)


def _place(kind: str, key: str) -> str:
    return f"{kind}/{key[:2]}/{key}"
