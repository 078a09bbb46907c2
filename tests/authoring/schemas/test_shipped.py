"""The schemas that editors read say what the models say, and every field says what it is."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest
from jsonschema import Draft7Validator

from ccdrill.authoring.decoding.load import KINDS
from ccdrill.authoring.reading.folders import shipped_folder
from ccdrill.authoring.schemas.build import build_schema, schema_text
from ccdrill.authoring.schemas.modeline import schema_file
from ccdrill.authoring.schemas.sentences import sentences_of
from ccdrill.model.exercise import Kind
from ccdrill.model.scenario import AnywhereChoice, Choice
from tests.golden import check_golden

KIND_NAMES: tuple[Kind, ...] = get_args(Kind)


def parts_of(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping of a schema."""
    if isinstance(node, dict):
        yield node
    for inside in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from parts_of(inside)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_shipped_schema_is_what_the_models_say(kind: Kind) -> None:
    check_golden(shipped_folder() / schema_file(kind), schema_text(kind))


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_schema_is_one(kind: Kind) -> None:
    Draft7Validator.check_schema(build_schema(kind))


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_field_is_described_and_no_mapping_takes_what_it_does_not_know(kind: Kind) -> None:
    structs = [part for part in parts_of(build_schema(kind)) if isinstance(part.get("properties"), dict)]
    assert len(structs) >= 3
    assert all(struct["additionalProperties"] is False for struct in structs)
    fields = {f"{struct['title']}.{name}": one for struct in structs for name, one in struct["properties"].items()}
    assert [name for name, one in fields.items() if not one["description"].endswith(".")] == []


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_definition_is_used_and_every_reference_leads_to_one(kind: Kind) -> None:
    schema = build_schema(kind)
    used = {part["$ref"] for part in parts_of(schema) if "$ref" in part}
    assert used == {f"#/definitions/{name}" for name in schema["definitions"]}


def test_what_an_editor_says_of_a_field_is_what_stands_under_it_in_the_code() -> None:
    fields = build_schema("scenario")["definitions"]["Choice"]["properties"]
    assert fields["goto"]["description"] == "Where it leads; left out: the run stays."
    assert fields["takes"]["markdownDescription"].startswith(
        "Exercise time until the team can decide again.\n\nWrite a"
    )
    assert fields["takes"]["default"] == "0m"
    assert fields["does"]["description"] == sentences_of(Choice)["does"].replace("`", "")


def test_a_field_that_is_inherited_brings_its_sentence() -> None:
    assert sentences_of(AnywhereChoice) == {**sentences_of(Choice), "in_": "The states that offer it; left out: all."}


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_fields_are_required_and_left_out_as_in_the_code(kind: Kind) -> None:
    schema = build_schema(kind)
    fields = {one.encode_name: one for one in msgspec.structs.fields(KINDS[kind])}
    assert list(schema["properties"]) == list(fields)
    assert schema["required"] == [name for name, one in fields.items() if one.required]
    for name, shown in schema["properties"].items():
        assert "default" not in shown or shown["default"] == fields[name].default


def test_words_to_choose_from_stand_in_the_order_of_the_code() -> None:
    phases = build_schema("procedure")["definitions"]["Step"]["properties"]["phase"]["enum"]
    assert (phases[0], phases[-1], len(phases)) == ("prepare", "learn", 9)


def test_patterns_hold_nothing_that_other_languages_read_otherwise() -> None:
    """Editors read them as JavaScript does, in its Unicode mode: no look-behind, no named groups, no needless escapes."""
    patterns = {part["pattern"] for kind in KIND_NAMES for part in parts_of(build_schema(kind)) if "pattern" in part}
    assert len(patterns) >= 9
    assert [one for one in patterns if re.search(r"\(\?[^=!]|\\[^sn.]|\\$", one)] == []
