"""How the catalogue is read: patterns, aliases, groups, mistakes, the project's own calls, the compiled form."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenlint.catalog import CallSpec, Catalog, CatalogError, load_catalog, loader
from greenlint.catalog.patterns import matches
from greenlint.stored import CACHE_VARIABLE


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def one_file(folder: Path, text: str) -> Path:
    (folder / "shop.yaml").write_text(text)
    return folder


def error_of(folder: Path, text: str) -> str:
    with pytest.raises(CatalogError) as raised:
        load_catalog(data=one_file(folder, text))
    return str(raised.value)


# Patterns


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("a.*.load", "a.Model.load", True),
        ("a.*.load", "a.Model().load", False),
        ("a.*.load", "a.b.Model.load", False),
        ("a.**.Model", "a.Model", True),
        ("a.**.Model", "a.b.c.Model", True),
        ("a.**.Model", "a.b().Model", False),
        ("a.*Model*()", "a.BigModelX()", True),
        ("a.b", "a_b", False),
    ],
)
def test_pattern(pattern: str, path: str, expected: bool) -> None:
    assert matches(pattern, path) is expected


def test_exact_names_win_then_the_most_literal_glob(tmp_path: Path) -> None:
    text = """
library: shop
calls:
  - {names: ["shop.*.load"], kind: load, except: ["shop.*Config.load"]}
  - {names: ["shop.Big*.load"], kind: local}
  - {names: [shop.BigOne.load], kind: chat}
"""
    catalog = load_catalog(data=one_file(tmp_path, text))
    kinds = {name: (spec := catalog.call(f"shop.{name}.load")) and spec.kind for name in ("Small", "BigTwo", "BigOne")}
    assert kinds == {"Small": "load", "BigTwo": "local", "BigOne": "chat"}
    assert catalog.call("shop.ShopConfig.load") is None


def test_aliases_chain_and_give_way_to_own_entries(tmp_path: Path) -> None:
    text = """
library: shop
aliases:
  shop: [market]
  shop.Client: [shop.AsyncClient, shop.old.Client]
clients:
  - {names: [shop.Client], retries: 2}
  - {names: [shop.AsyncClient], async: true}
calls:
  - {names: [shop.Client().buy], kind: api}
"""
    catalog = load_catalog(data=one_file(tmp_path, text))
    assert catalog.call("market.AsyncClient().buy") == catalog.call("shop.Client().buy") is not None
    own = catalog.client("shop.AsyncClient")
    other = catalog.client("market.old.Client")
    assert own is not None
    assert other is not None
    assert (own.retries, other.retries) == (0, 2)
    assert catalog.call("shopping.Client().buy") is None


def test_groups_may_hold_groups(tmp_path: Path) -> None:
    text = """
library: shop
groups:
  client: [$sync, shop.Async()]
  sync: [shop.A(), shop.B()]
calls:
  - {names: [$client.buy, $client.sell], kind: api}
"""
    catalog = load_catalog(data=one_file(tmp_path, text))
    assert all(catalog.call(f"shop.{c}().{m}") for c in ("A", "B", "Async") for m in ("buy", "sell"))


# Mistakes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("library: shop\ncallz: []\n", "shop.yaml:2: unknown key `callz`, did you mean `calls`?"),
        (
            "library: shop\ncalls:\n  - names: [shop.a]\n    kind: chat\n    limit-defalt: none\n",
            "shop.yaml:5: unknown key `limit-defalt`, did you mean `limit-default`?",
        ),
        (
            "library: shop\ncalls:\n  - names: [shop.a]\n    kind: chat\n    args: {limt: [max]}\n",
            "shop.yaml:5: unknown key `limt`, did you mean `limit`?",
        ),
        (
            "library: shop\nmarks:\n  wait: [time.sleep]\n  cache-decorater: [shop.cache]\n",
            "shop.yaml:4: unknown key `cache-decorater`, did you mean `cache-decorator`?",
        ),
        (
            "library: shop\ncalls:\n  - names: [shop.a]\n    kind: chatt\n",
            "shop.yaml:4: unknown value `chatt`, did you mean `chat`?",
        ),
        ("library: shop\ncalls:\n  - {names: [$cleint.a], kind: api}\ngroups: {client: [shop.A()]}\n",
         "shop.yaml:3: unknown group `$cleint`, did you mean `$client`?"),
        ("library: shop\ngroups: {a: [$b], b: [$a]}\ncalls:\n  - {names: [$a.x], kind: api}\n", "contains itself"),
        ("library: shop\ncalls:\n  - {names: [shop..a], kind: api}\n", "shop.yaml:3: `shop..a` is no path"),
        ("library: shop\ncalls:\n  - {names: ['*.a'], kind: api}\n", "shop.yaml:3: `*.a` is no path"),
        ("library: shop\ncalls:\n  - {kind: api}\n", "shop.yaml:3: Object missing required field `names`"),
        ("library: shop\ncalls:\n  - names: shop.a\n    kind: api\n", "shop.yaml:3: Expected `array`, got `str`"),
        ("library: shop\ncalls: [\n", "shop.yaml:3:"),
        (
            "library: shop\ncalls:\n  - {names: [shop.a], kind: api}\n  - {names: [shop.a], kind: chat}\n",
            "shop.yaml:4: `shop.a` differs from its entry at shop.yaml:3: keep one of them",
        ),
        (
            "library: shop\naliases:\n  shop.a: [shop.c]\n  shop.b: [shop.c]\n",
            "shop.yaml:4: `shop.c` is an alias of `shop.a` already",
        ),
    ],
)  # fmt: skip
def test_mistakes_are_named_with_their_line(tmp_path: Path, text: str, message: str) -> None:
    assert message in error_of(tmp_path, text)


def test_the_same_entry_twice_is_no_conflict(tmp_path: Path) -> None:
    text = "library: shop\ncalls:\n  - {names: [shop.a], kind: api}\n  - {names: [shop.a], kind: api}\n"
    assert load_catalog(data=one_file(tmp_path, text)).call("shop.a") is not None


# Calls of the project's own


def test_extra_calls_are_chats_of_unknown_bound() -> None:
    catalog = load_catalog(extra_calls=["myapp.llm.ask", "myapp.llm.Client().ask"])
    assert catalog.call("myapp.llm.ask") == CallSpec(library="project", kind="chat", mode="hosted")
    assert catalog.call("myapp.llm.Client().ask") is not None
    assert b"ask" in catalog.words
    assert catalog.digest != load_catalog().digest
    assert catalog.call("openai.OpenAI().responses.create") is not None


@pytest.mark.parametrize("name", ["ask", "my app.ask", "myapp..ask", "myapp.*.ask", ""])
def test_extra_calls_must_be_dotted(name: str) -> None:
    with pytest.raises(CatalogError, match=r"model-calls: .* no dotted path"):
        load_catalog(extra_calls=[name])


# The compiled form


def test_digest_follows_the_data(tmp_path: Path) -> None:
    first = load_catalog(data=one_file(tmp_path, "library: shop\n")).digest
    assert load_catalog(data=tmp_path).digest == first
    second = load_catalog(data=one_file(tmp_path, "library: shop\nmodules: [shop]\n")).digest
    (tmp_path / "shop.yaml").rename(tmp_path / "other.yaml")
    third = load_catalog(data=tmp_path).digest
    assert len({first, second, third}) == 3


def test_compiled_form_answers_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    loader._ours.cache_clear()
    first = load_catalog()
    loader._ours.cache_clear()
    again = load_catalog()
    assert len(list((tmp_path / "compiled").iterdir())) == 1
    for path in ("openai.OpenAI().chat.completions.create", "transformers.BertModel.from_pretrained"):
        assert again.call(path) == first.call(path) is not None
    assert (again.digest, again.words, again.roots) == (first.digest, first.words, first.roots)
    assert again.mark("time.sleep") == first.mark("time.sleep")
    assert again.host("api.openai.com", "/v1/embeddings") == first.host("api.openai.com", "/v1/embeddings")


# What imports lead to the catalogue


@pytest.mark.parametrize("name", ["openai", "openai.OpenAI", "google", "google.genai", "requests.get", "pandas"])
def test_imports_that_may_reach_the_catalogue(catalog: Catalog, name: str) -> None:
    assert catalog.heads.may_reach(name)


@pytest.mark.parametrize("name", ["json", "django.db", "google.cloud.logging", "openai_tools"])
def test_imports_that_cannot(catalog: Catalog, name: str) -> None:
    assert not catalog.heads.may_reach(name)
