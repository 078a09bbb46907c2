"""What the loader accepts no schema refuses; what no single value of a file may be, both refuse."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, ValidationError

from ccdrill.authoring.decoding.decode import decode
from ccdrill.authoring.decoding.load import KINDS, Model
from ccdrill.authoring.reading.document import Document, Node
from ccdrill.authoring.reading.folders import shipped_folder
from ccdrill.authoring.reading.yaml_values import load_values
from ccdrill.authoring.schemas.build import build_schema
from ccdrill.model.exercise import Kind
from tests.authoring.schemas.rich import RICH
from tests.authoring.schemas.test_shipped import parts_of
from tests.authoring.strategies import broken_values
from tests.authoring.test_corpus import BAD, CORPUS

SHIPPED = sorted(path for name in ("scenarios", "drills") for path in (shipped_folder() / name).rglob("*.yaml"))
FINER = {"bad-condition", "wrong-value"}
"""What a pattern can't see: the order of a condition's words, a date that no calendar has, a span beyond all limits."""


@cache
def validator(kind: Kind) -> Draft7Validator:
    return Draft7Validator(build_schema(kind))


def kind_of(model: type[Model]) -> Kind:
    return next(kind for kind, one in KINDS.items() if one is model)


def refusals(root: Node, kind: Kind) -> tuple[set[str], list[str]]:
    """The codes of what the loader has against these values one by one, and what their schema has."""
    _, _, complaints = decode(Document("x.yaml", "", root if isinstance(root, dict) else {}), KINDS[kind])
    errors = [error for error in validator(kind).iter_errors(root) if not (is_odd_target(error) or is_for_check(error))]
    return {one.code for one in complaints}, [error.message for error in errors]


def is_for_check(error: ValidationError) -> bool:
    """What the models accept and `check` refuses in any file."""
    if error.validator == "minimum":
        return error.schema.get("type") != "integer"
    return (
        error.validator in ("exclusiveMinimum", "minItems", "minProperties", "anyOf")
        or "dependencies" in error.schema_path
    )


def is_odd_target(error: ValidationError) -> bool:
    """A target that can be no id: the loader finds out when it looks for it among states and endings."""
    return bool(error.path) and error.path[-1] == "goto" and isinstance(error.instance, str)


def values_of(path: Path) -> dict[str, Any] | None:
    """The values of a file that can be read without a complaint."""
    document, problems = load_values(path.read_text(encoding="utf-8"), path.name)
    return document.root if document is not None and not problems else None


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_all_that_is_shipped_is_as_its_schema_says(path: Path) -> None:
    root = values_of(path)
    assert root is not None
    kind = kind_of(next(one for name, one in KINDS.items() if root["schema"] == f"ccdrill/{name}/v1"))
    assert refusals(root, kind) == (set(), [])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_files_that_the_corpus_was_made_from_are_as_their_schema_says(kind: Kind) -> None:
    root = values_of(CORPUS / "good" / f"{kind}.yaml")
    assert root is not None
    assert refusals(root, kind) == (set(), [])


STRUCTURAL = [(path, root) for path in BAD if path.parent.name in KINDS and (root := values_of(path)) is not None]


@pytest.mark.parametrize(("path", "root"), STRUCTURAL, ids=lambda one: one.stem if isinstance(one, Path) else "")
def test_a_file_of_the_corpus_is_refused_for_what_shows_in_a_single_value_and_for_nothing_else(
    path: Path, root: dict[str, Any]
) -> None:
    kind: Any = path.parent.name
    codes, refused = refusals(root, kind)
    if not codes:
        assert refused == []
    elif codes - FINER:
        assert refused != []


def test_of_the_corpus_a_schema_misses_only_what_takes_reading() -> None:
    read_wrong, missed = set(), set()
    for path, root in STRUCTURAL:
        kind: Any = path.parent.name
        codes, refused = refusals(root, kind)
        read_wrong |= {path.stem} if codes else set()
        missed |= {path.stem} if codes and not refused else set()
    assert len(read_wrong) >= 60
    assert {name for name in missed if not name.startswith("condition-")} == {
        "approved-on-30-february",
        "begins-at-24",
        "begins-on-29-february",
        "begins-on-30-february",
        "nothing-is-compared-with-true",
        "span-too-long",
    }


def codes_at_head(path: Path) -> set[str]:
    """What `check` says of a file of the corpus, as its first line has it."""
    return {one.split()[0] for one in path.read_text(encoding="utf-8").split("\n")[0].lstrip("# ").split(";")}


@pytest.mark.parametrize(
    "name",
    [
        "deck/nothing-is-right",
        "deck/no-messages",
        "drill/pace-negative",
        "drill/objective-without-steps",
        "procedure/cost-negative",
        "procedure/fraction-negative",
        "procedure/weight-zero",
        "procedure/no-steps",
        "scenario/no-endings",
        "scenario/inject-without-time",
        "scenario/inject-after-without-when",
    ],
)
def test_what_check_refuses_in_any_file_for_one_value_a_schema_refuses_too(name: str) -> None:
    kind: Any = name.partition("/")[0]
    root = values_of(CORPUS / f"{name}.yaml")
    assert root is not None
    assert refusals(root, kind) == (set(), [])
    errors = [error for error in validator(kind).iter_errors(root) if is_for_check(error)]
    assert errors
    assert codes_at_head(CORPUS / f"{name}.yaml") & {"wrong-value", "empty-list", "missing-key"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_file_with_every_key_of_its_format_is_as_its_schema_says(kind: Kind) -> None:
    document, problems = load_values(RICH[kind], f"{kind}.yaml")
    assert document is not None
    assert problems == ()
    assert refusals(document.root, kind) == (set(), [])
    assert known_keys(build_schema(kind)) == set(keys_in(document.root, build_schema(kind)))


def known_keys(schema: dict[str, Any]) -> set[tuple[str, str]]:
    """Every key of a format, each with the kind of mapping that it belongs to."""
    return {
        (part["title"], key)
        for part in parts_of(schema)
        if isinstance(part.get("properties"), dict)
        for key in part["properties"]
    }


def keys_in(node: Any, schema: dict[str, Any], part: dict[str, Any] | None = None) -> Iterator[tuple[str, str]]:
    """Those of them that a file has."""
    part = schema if part is None else part
    part = schema["definitions"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    if isinstance(node, list):
        for one in node:
            yield from keys_in(one, schema, part["items"])
    for key, one in node.items() if isinstance(node, dict) else ():
        if "properties" in part:
            yield part["title"], key
        yield from keys_in(
            one, schema, part["properties"][key] if "properties" in part else part["additionalProperties"]
        )


@settings(deadline=None, max_examples=400)
@given(st.one_of(broken_values(), broken_values(RICH)))
def test_loader_and_schema_agree_over_files_with_values_of_every_wrong_kind(
    broken: tuple[type[Model], dict[str, Any]],
) -> None:
    model, root = broken
    codes, refused = refusals(root, kind_of(model))
    if not codes:
        assert refused == [], "the schema refuses what the loader accepts"
    elif codes - FINER:
        assert refused != [], "the schema accepts what no reading of the models does"


@pytest.mark.parametrize(
    "wrong", ["a" * 499 + "&", "1 " * 249 + "&", "a-" * 249 + "&", "(" * 499 + "&", "-1.5" * 124 + "&"]
)
def test_no_condition_keeps_a_schema_busy(wrong: str) -> None:
    condition = Draft7Validator(build_schema("scenario")["definitions"]["Condition"])
    assert not condition.is_valid(wrong)
