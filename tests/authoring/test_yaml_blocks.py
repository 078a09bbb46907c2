"""Texts of several lines that a reader of YAML does not take for one."""

import pytest

from ccdrill.authoring.reading.yaml_blocks import find_broken_block


@pytest.mark.parametrize("key", ["narrative", "question", "why", "do", "answer", "marking", "outcome"])
def test_every_text_of_the_formats_is_known_by_its_key(key: str):
    text = f"  {key}:\n    They ask twice,\n    and say: never again.\n"
    broken = find_broken_block(text, text.index(": never"))
    assert broken is not None
    assert broken.cure == f"Write | behind the colon: '{key}: |'."


@pytest.mark.parametrize("key", ["goto", "choices", "hints", "takes", "org"])
def test_what_no_text_can_stand_under_is_not_told_to_be_one(key: str):
    text = f"  {key}:\n    They ask twice,\n    and say: never again.\n"
    assert find_broken_block(text, text.index(": never")) is None
