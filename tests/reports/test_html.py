"""A report as one HTML file: nobody's text breaks it, nothing in it runs or is fetched, and everybody can read it."""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.reports.html import render_html
from ccdrill.reports.looks import look
from tests.accessibility.test_themes import TEXT, contrast
from tests.reports.sample import HOSTILE, as_shown, pressed, sample, texts

VOID = {"meta", "br", "hr", "img", "link", "input", "base", "source"}


@dataclass
class Reader(HTMLParser):
    """What a browser makes of a page, roughly."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    """Every element, with its attributes."""
    seen: list[str] = field(default_factory=list)
    """What can be read of it, piece by piece."""
    title: str = ""
    style: str = ""
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        match self.open[-1] if self.open else "":
            case "title":
                self.title += data
            case "style":
                self.style += data
            case _:
                self.seen.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    @property
    def words(self) -> str:
        return pressed("".join(self.seen))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [found for name, found in self.tags if name == tag]


def written(text: str) -> str:
    return render_html(sample(text), lambda: "pip")


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert not reader.open
    return reader


PLAIN = read(written("plain words"))


def skeleton(reader: Reader) -> list[tuple[str, list[str]]]:
    return [(tag, sorted(found)) for tag, found in reader.tags]


def test_all_of_a_report_is_in_it_in_order() -> None:
    rest = PLAIN.words
    for text in texts(sample()):
        before, found, rest = rest.partition(pressed(text))
        assert found, (text, before)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_shown_as_it_is_and_changes_nothing_around_it(text: str) -> None:
    found = read(written(text))
    assert skeleton(found) == skeleton(PLAIN)
    assert found.words == PLAIN.words.replace(pressed("plain words"), pressed(as_shown(text)))
    assert found.title == f"Title {as_shown(text)}"
    assert [one.get("content") for one in found.all("meta") if one.get("name") == "author"] == [as_shown(text)]


@given(st.text(min_size=1, max_size=40).filter(as_shown))
def test_whatever_it_is(text: str) -> None:
    found = read(written(text))
    assert skeleton(found) == skeleton(PLAIN)
    assert pressed(as_shown(text)) in found.words


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs_and_nothing_is_fetched(text: str) -> None:
    """Neither by what it is built of, nor would a browser that keeps to its policy do so."""
    found = read(written(text))
    assert not {tag for tag, _ in found.tags} & {"script", "link", "img", "iframe", "object", "form", "base", "svg"}
    assert all(not name.startswith("on") and name not in ("style", "src") for _, one in found.tags for name in one)
    assert {one["href"] for one in found.all("a")} <= {f"#{one['id']}" for one in found.all("section")}
    rules = found.style.replace(as_shown(text), "")
    assert "url(" not in rules and "@import" not in rules
    [policy] = [one["content"] for one in found.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    digest = b64encode(sha256(found.style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_what_stands_in_the_margins_of_paper_can_not_end_the_style_sheet() -> None:
    style = read(written('"; } body { display: none } </style>')).style
    assert style.count("{") == PLAIN.style.count("{")
    quoted = re.findall(r'"((?:\\[0-9a-f]{6})+)"', style)
    shown = ["".join(chr(int(one, 16)) for one in text.split("\\")[1:]) for text in quoted]
    assert shown == [
        'EXERCISE. "; } body { display: none } </style>.',
        'Run "; } body { display: none } </style> · Seal 5ea1',
    ]


def test_it_says_its_language_and_fits_a_phone() -> None:
    assert PLAIN.all("html") == [{"lang": "en-GB"}]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in PLAIN.all("meta")


def test_headings_come_in_order_and_every_part_is_named_by_its_own() -> None:
    assert [tag for tag, _ in PLAIN.tags if re.fullmatch(r"h\d", tag)] == ["h1", *["h2"] * 5]
    headings = [one["id"] for one in PLAIN.all("h2")]
    assert [one["aria-labelledby"] for one in PLAIN.all("section")] == headings
    ids = [one["id"] for _, one in PLAIN.tags if "id" in one]
    assert len(ids) == len(set(ids))


def test_every_title_of_a_table_says_what_it_is_of() -> None:
    titles = PLAIN.all("th")
    assert {one.get("scope") for one in titles} == {"row", "col"}
    assert len([one for one in titles if one["scope"] == "col"]) == 4 + 2
    folded = [one for one in PLAIN.all("td") if "data-label" in one]
    assert [one["data-label"] for one in folded] == ["What", "Points", "Owner"] * 2 + ["It"]


@pytest.mark.parametrize("palette", range(3), ids=["light", "dark", "printed"])
def test_every_colour_of_text_can_be_read_on_what_is_behind_it(palette: int) -> None:
    """WCAG 2.2, 1.4.3."""
    found = re.findall(r":root \{(.*?)\}", look("report.css"), re.DOTALL)
    assert len(found) == 3
    colours = dict(re.findall(r"--(\w+): (#\w{6});", found[palette]))
    for behind in ("paper", "shade"):
        for text in ("ink", "quiet", "accent", "grave"):
            assert contrast(colours[text], colours[behind]) >= TEXT, (text, behind)


def test_lines_end_as_on_unix_and_the_last_one_ends() -> None:
    page = written("plain words")
    assert "\r" not in page and page.endswith("</html>\n")
