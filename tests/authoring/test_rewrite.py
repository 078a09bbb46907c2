"""Values are changed where they stand, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from ccdrill.authoring.new.rewrite import as_scalar, with_values
from ccdrill.authoring.reading.yaml_values import load_values


def test_only_the_values_are_changed() -> None:
    text = "# id: not this\nid: 'old'   # but this\nother: {id: left}\nnotes: |\n  id: neither\n"
    changed = with_values(text, {("id",): "new", ("other", "id"): "right", ("not", "there"): "x"})
    assert changed == "# id: not this\nid: new   # but this\nother: {id: right}\nnotes: |\n  id: neither\n"


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["Cc", "Cf"]), max_size=30))
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    document, problems = load_values(f"key: {as_scalar(text)}  # a comment\n", "x.yaml")
    assert document is not None
    assert (document.root, problems) == ({"key": text}, ())


def test_ordinary_words_need_no_quotes() -> None:
    assert as_scalar("Name a lead, open the log") == "Name a lead, open the log"
    assert [as_scalar(one) for one in ("null", "12", "a: b", "a #b", "on", "")] == [
        '"null"', '"12"', '"a: b"', '"a #b"', '"on"', '""',
    ]  # fmt: skip
