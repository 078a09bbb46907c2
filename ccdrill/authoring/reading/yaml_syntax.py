"""What the YAML parser stumbles over, in words that an author can act on."""

import re
from typing import NamedTuple

import yaml

from ccdrill.authoring.reading.pasted import find_indented, find_pasted
from ccdrill.authoring.reading.yaml_blocks import find_broken_block
from ccdrill.authoring.reading.yaml_indents import fallen_left, indentation, is_key, misplaced, out_of_line
from ccdrill.authoring.reading.yaml_lost_lines import keyless, nameless


class Slip(NamedTuple):
    """A syntax error in an author's words."""

    offset: int
    """Where it is, in characters from the start of the text."""
    message: str
    """What is wrong."""
    cure: str
    """What to do."""


_BARE_PLACEHOLDER = re.compile(r"(?:[:,\[]|-) +([{\[])[^{}\[\]]*[}\]] *[^ #,}\]]")
"""A text that begins with a bracket, as in `text: {org} calls`."""
_NO_SPACE = re.compile(r"^ *(?:- +)?(?:(?P<key>[\w-]+:)(?=[^\s/])|(?P<dash>-)(?=[^\s-]))")
"""`takes:10m`, `-{meter: ...}`."""
SECTIONS = ("choices", "states", "endings", "injects", "anywhere", "meters", "flags", "names", "case", "items")
"""Keys below which entries stand under names of their own."""
_NAMED_ENTRIES = re.compile(rf"(?:^|\n) *({'|'.join(SECTIONS)}): *(?:#.*)?\n$")
"""A line above a list where there should be none."""
_BEGINS_LINE = re.compile(r" *(?:- +)*(?:[\w-]+: +)?")
"""All that stands before something in its line, if it is the first or only value there."""
_STAR_DASH = re.compile(r" *[*+] .*")
_STEP_OR_MOMENT = re.compile(r"\b(?:from|until|since): +(step|moment)$")
_TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*")
_PAIR = re.compile(r" *[\w-]+: ")
"""What stands behind a bracket that holds keys."""
_TWO_KEYS = re.compile(r" *(?:- )?[\w-]+: +[a-z_]+")
_BEFORE_BRACE = re.compile(r" *(?:- )?([\w-]+) +\{ *[\w-]+(?:: .*)?")
"""A key without its colon, and braces with keys in them."""
_ENTRIES = re.compile(r" *(?:- )?(?:set|add|names|case|costs): +([\w-]+)")
"""A key of named entries, and the name of the first of them."""
_JOINED_KEYS = re.compile(r"[{,] *[\w-]+: *[^\s,{}\[\]\"'][^,{}\[\]\"']*?[ ;]+(?P<key>[\w-]+)$")
"""`{queue: 1 calls: 2}`, up to the second colon."""
_ALONE = re.compile(r" *(?:- +)?([\w-]+(?: [\w-]+){0,4}) *")
"""A name that has a line to itself, of a few words at most."""
_LOOK_BACK = 200
_LOOK_FAR = 4_000
_DASHED = re.compile(r" *- ")
_WHOLE_ENTRY = re.compile(r"- +(?:\{|id:)")
_NAMED_ENTRY = re.compile(r" *([a-z0-9-]+):(?:( *\{).*)?")
"""An entry under its name, where lists have entries with an id."""
_HAS_ID = re.compile(r" *- *\{? *id:")
_QUOTE = "Put the whole text in quotes."
_QUOTE_OR_BREAK = "Put the whole text in quotes; if another key begins here, it goes on a line of its own, further in."
_INDENT = "Check the indentation of this line and of the one above."
_OTHER_QUOTES = "Put the whole text in the other kind of quotes, or write | and the text on the line below, further in."
_CLOSE_QUOTE = "Close it with the same kind of quote. Inside '...' write an apostrophe twice: ''."

_WORDS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a colon stands here where none is expected", ""),
    ("could not find expected ':'", "this line has no 'key: value'", "Write a colon and a space after the key, or indent a text that goes on."),
    ("block sequence entries are not allowed", "a list can't begin here", "Put '- ' on a line of its own below the key; a text that begins with - needs quotes."),
    ("mapping keys are not allowed", "a key can't stand here", _INDENT),
    ("cannot start any token", "a text can't begin with this character", _QUOTE),
    ("',' or '}'", "the bracket { is not closed before this", "Close it with }, or put a text that holds a comma, colon or bracket in quotes."),
    ("',' or ']'", "the bracket [ is not closed before this", "Close it with ], or put a text that holds a comma, colon or bracket in quotes."),
    ("expected '-' indicator", "this line does not fit the list above it", _INDENT),
    ("expected key", "this line does not fit the lines above it", _INDENT),
    ("expected node content", "a value is missing before this", "Write the value, or put a text in quotes."),
    ("<document start>", "the text goes on after the end of the document", "Delete the line ... above, or what follows it."),
    ("unknown escape character", "a backslash stands before a character that it can't stand before", "Write \\\\ for a backslash, or use single quotes."),
    ("hexdecimal number", "the escape in this text is not complete", "Write \\\\ for a backslash, or use single quotes."),
    ("Unicode character escape", "the escape in this text stands for no character", "Write the character itself."),
    ("unexpected document indicator", "a line begins with --- or ... inside a text in quotes", "Close the quote, or indent the line."),
    ("indentation indicator", "the number after | or > is not an indentation", "Write | or > alone."),
    ("comment or line break", "something stands behind | or >", "Put the text on the next line, indented."),
    ("tab character", "a tab stands where spaces indent", "Indent with spaces, not with tabs."),
    ("expected tag URI", "a text can't begin with this character", _QUOTE),
    ("alphabetic or numeric", "a text can't begin with & or *", _QUOTE),
)  # fmt: skip


def explain_syntax(error: yaml.MarkedYAMLError, text: str, quoted: tuple[int, int]) -> Slip:
    """What is wrong, where an author would look for it. `quoted`: start and end of the last text in quotes before it."""
    problem, context = error.problem or "this is not YAML", error.context or ""
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index, len(text)) if mark is not None else 0
    opened = error.context_mark.index if error.context_mark is not None else offset
    message, cure = _say(problem)
    pasted = find_pasted(text, offset)
    if pasted is not None:
        return Slip(*pasted)
    if "quoted scalar" in context and "end of stream" in problem:
        return Slip(opened, "the quote that opens here is never closed", _CLOSE_QUOTE)
    if quoted[1] and not text[quoted[1] : offset].strip(" "):
        return _badly_quoted(text, offset, quoted)
    culprit = opened if "simple key" in context else offset
    if (odd := _odd_line(text, offset, culprit)) is not None:
        return odd
    placeholder = _BARE_PLACEHOLDER.search(_line_at(text, offset))
    if placeholder is not None:
        return Slip(_line_start(text, offset) + placeholder.start(1), "a text can't begin with a bracket", _QUOTE)
    begins_line = _BEGINS_LINE.fullmatch(text, _line_start(text, offset), offset) is not None
    if "flow" in context and text[offset : offset + 1] in ("{", "[") and not begins_line:
        return Slip(offset, "a bracket stands inside a text without quotes", _QUOTE)
    if "flow" in context and text[opened : opened + 1] + text[offset : offset + 1] in ("{]", "[}"):
        return _other_bracket(text, opened, offset)
    if "flow" in context and text.count("\n", opened, offset):
        return _open_bracket(text, offset, opened)
    if "flow" not in context and (broken := find_broken_block(text, culprit)) is not None:
        return Slip(*broken)
    if "expected '-' indicator" in problem and (slip := _no_list(text, opened)) is not None:
        return slip
    if "mapping values" in problem or text[offset : offset + 2] in (": ", ":\n"):
        return _stray_colon(text, offset, message)
    if "simple key" in context:
        return _no_space(text, opened) or Slip(opened, message, cure)
    return _told_by_its_line(problem, text, offset) or Slip(offset, message, cure)


def _told_by_its_line(problem: str, text: str, offset: int) -> Slip | None:
    """What the line shows at which a reader stumbles, and the lines around it."""
    line = _line_at(text, offset)
    if "expected '-' indicator" in problem and is_key(line):
        cure = "If a new entry begins here, write '- ' before its first key, as above; else check the indentation."
        if (named := _NAMED_ENTRY.fullmatch(line)) is not None and _HAS_ID.match(text, *_line_before(text, offset)):
            cure = f"{_as_entry(named[1], named[2])}, so that it is an entry as those above are."
        return Slip(offset, "this line is no entry of the list above it", cure)
    if "expected key" in problem and _DASHED.match(line) is not None:
        return Slip(*blamed) if (blamed := keyless(text, offset)) else _dash_among_keys(text, offset)
    if "expected key" in problem:
        blamed = (
            find_indented(text, offset)
            or nameless(text, offset)
            or fallen_left(text, offset)
            or misplaced(text, offset)
        )
        return Slip(*blamed) if blamed is not None else None
    if "alphabetic or numeric" in problem and _STAR_DASH.fullmatch(line):
        return Slip(offset - 1, "'*' is not the dash of a list", "Type '- ' in its place: a hyphen and a space.")
    return None


def _dash_among_keys(text: str, offset: int) -> Slip:
    """A line with a dash that stands as far to the right as the keys above it."""
    begin = _line_start(text, offset)
    above = re.findall(
        rf"^ {{{offset - begin}}}([\w-]+):( *\{{)?", text[max(0, begin - _LOOK_FAR) : begin], re.MULTILINE
    )
    cure = "Delete the '- ': this is one more key of what stands above."
    if above and _WHOLE_ENTRY.match(text, offset) is not None:
        cure = f"All entries of a list begin so. {_as_entry(*above[-1])}; or delete the '- '."
    return Slip(offset, "a dash stands here among keys without one", cure)


def _as_entry(name: str, brace: str | None) -> str:
    """How an entry of a list is written that stands under its name; `brace`: what follows the colon, if braces do."""
    written, instead = (f"{name}:{brace}", f"- {{id: {name}, ") if brace else (f"{name}:", f"- id: {name}")
    return f"Write '{instead}' in place of '{written}'"


def _line_before(text: str, offset: int) -> tuple[int, int]:
    """Where the line above begins and ends."""
    begin = _line_start(text, offset)
    return _line_start(text, max(0, begin - 1)), max(0, begin - 1)


def _no_comma(text: str, offset: int) -> Slip | None:
    """Two keys inside { } with a blank or a semicolon between them: `offset` is at the colon of the second."""
    before = _line_at(text, offset)[: offset - _line_start(text, offset)]
    match = _JOINED_KEYS.search(before)
    if match is None or not text.startswith(":", offset):
        return None
    cure = f"Write a comma before '{match['key']}'; or, if that belongs to the text before it, put the text in quotes."
    at = _line_start(text, offset) + match.start("key")
    return Slip(at, f"a comma is missing before '{match['key']}:'", cure)


def _odd_line(text: str, offset: int, culprit: int) -> Slip | None:
    """A line that is no YAML at all: the one where a reader stumbles, or the one that makes it stumble."""
    line = _line_at(text, offset)
    if line.lstrip().startswith("```"):
        return Slip(offset, "this line only marks text as code on a web page", "Delete it, and the one below the text.")
    if _TABLE_ROW.fullmatch(line):
        cure = "Delete it, or put the table into a text: indented, below a key with | behind it, such as body: |"
        return Slip(_line_start(text, offset) + indentation(line), "this is a row of a pasted table", cure)
    if re.match(r" *\t", line):
        return Slip(offset, "a tab stands where spaces indent", "Indent with spaces, not with tabs.")
    if text.startswith("? ", offset):
        return Slip(offset, "a text can't begin with this character", _QUOTE)
    if _line_at(text, culprit).lstrip().startswith("//"):
        return Slip(culprit, "// begins no comment here", "Begin a comment with '# '.")
    return None


def _no_list(text: str, opened: int) -> Slip | None:
    """A list that begins at `opened` where named entries belong, and that goes on as such."""
    begin = _line_start(text, opened)
    match = _NAMED_ENTRIES.search(text[max(0, begin - _LOOK_BACK) : begin])
    if match is None:
        return None
    message = f"'{match[1]}' is no list: each of its entries stands under its own name"
    return Slip(opened, message, "Delete the '- ', and indent what follows below the name and its colon.")


def _open_bracket(text: str, offset: int, opened: int) -> Slip:
    """Something does not fit into a bracket that opened in a line above."""
    line = text.count("\n", 0, offset) + 1
    if offset >= len(text.rstrip()):
        return Slip(opened, "the bracket that opens here is never closed", "Close it, or put the text in quotes.")
    message = f"the bracket that opens here is not closed before line {line}, or a comma is missing before it"
    return Slip(
        opened, message, "Close the bracket, or write the comma; put a text that holds a comma or colon in quotes."
    )


def _other_bracket(text: str, opened: int, offset: int) -> Slip:
    """A bracket that closes another kind of bracket than opened: keys within tell which one is meant."""
    closing = text[offset]
    has_keys = _PAIR.match(text, opened + 1, offset) is not None
    cure = f"Write {'{' if closing == '}' else '['} in its place."
    if has_keys != (closing == "}"):
        line = text.count("\n", 0, offset) + 1
        cure = f"Write {'}' if has_keys else ']'} in place of that {closing} in line {line}."
    return Slip(opened, f"the bracket that opens here is closed by {closing}", cure)


def _badly_quoted(text: str, offset: int, quoted: tuple[int, int]) -> Slip:
    """Something stands behind a text in quotes: the quote was closed too early, or not where it should have been."""
    start, end = quoted
    lines = text.count("\n", start, end)
    if lines:
        message = f"the quote that opens here is closed only {lines} {'line' if lines == 1 else 'lines'} below"
        return Slip(start, message, _CLOSE_QUOTE)
    return Slip(offset, "the text goes on behind the quote that closed it", _OTHER_QUOTES)


def _say(problem: str) -> tuple[str, str]:
    for words, message, cure in _WORDS:
        if words in problem:
            return message, cure
    return problem, "Check quotes, brackets and indentation here and in the line above."


def _stray_colon(text: str, offset: int, message: str) -> Slip:
    """A colon and a space inside a text, or after a line above that is not what it seems."""
    if (comma := _no_comma(text, offset)) is not None:
        return comma
    begin = _line_start(text, offset)
    before = text[begin:offset]
    if (slip := _no_space(text, begin)) is not None:
        return slip
    if (slip := no_colon_before_brace(before, begin)) is not None:
        return slip
    if (anchor := _STEP_OR_MOMENT.search(before)) is not None:
        behind = re.match(r": *([\w-]*)", text[offset : offset + _LOOK_BACK])
        message = f"a blank stands behind '{anchor[1]}:'"
        return Slip(offset, message, f"Write {anchor[1]}:{behind[1] if behind else '...'}, without a blank.")
    if (entries := _ENTRIES.fullmatch(before)) is not None:
        value = re.match(r": *([\w.-]+)[^\S\n]*(?:#.*)?$", text[offset : offset + _LOOK_BACK], re.MULTILINE)
        example = f"{entries[1]}: {value[1] if value else '...'}"
        at = offset - len(entries[1])
        cure = f"Write {{{example}}}, or each on a line of its own, further in."
        return Slip(at, "named entries do not follow their key on its line without braces", cure)
    if ": " in before:
        cure = _QUOTE_OR_BREAK if _TWO_KEYS.fullmatch(before) else _QUOTE
        return Slip(offset, "a colon and a space stand inside a text without quotes", cure)
    above = text.rfind("\n", 0, max(0, begin - 1)) + 1
    if (slip := _no_space(text, above)) is not None:
        return slip
    if (blamed := out_of_line(text, begin + indentation(before))) is not None:
        return Slip(*blamed)
    if indentation(before) > indentation(text[above:begin]):
        if (slip := _no_colon(text, begin)) is not None:
            return slip
        message = "this line is indented as if it went on with the text above it"
        return Slip(begin + indentation(before), message, "Indent it like the line above.")
    return Slip(offset, message, "Check the indentation of this line, and quotes and colons in the one above.")


def _no_colon(text: str, begin: int) -> Slip | None:
    """A key without its colon, in a line of its own above the line that begins at `begin`, as in `choices`."""
    lines = [line for line in text[max(0, begin - _LOOK_FAR) : begin].split("\n")[:-1] if line.strip()]
    word = _ALONE.fullmatch(lines[-1]) if lines else None
    if word is None or (len(lines) > 1 and _goes_on(lines[-2], lines[-1])):
        return None
    at = text.rindex(lines[-1], 0, begin) + word.start(1)
    cure = f"Write '{word[1]}:', if what stands below belongs to it; else indent that like the line above it."
    return Slip(at, f"a colon is missing after '{word[1]}'", cure)


def _goes_on(line: str, below: str) -> bool:
    """Whether the line below goes on with a text that begins in this line, or stands in it."""
    further = indentation(below) - indentation(line)
    return (further > 0 and not line.rstrip().endswith(":")) or (further == 0 and not is_key(line))


def no_colon_before_brace(line: str, begin: int) -> Slip | None:
    """A key without its colon before braces, as in `leader {title: ...}`: of the line, or of what is taken for its key."""
    match = _BEFORE_BRACE.fullmatch(line)
    if match is None:
        return None
    return Slip(begin + match.end(1), f"a colon is missing after '{match[1]}'", f"Write '{match[1]}: {{'.")


def _no_space(text: str, start: int) -> Slip | None:
    """`key:value` or `-item` in the line that begins at or before `start`."""
    begin = _line_start(text, start)
    match = _NO_SPACE.match(_line_at(text, start))
    if match is None:
        return None
    sign = match["key"] or match["dash"]
    message = f"a space is missing after '{sign}'"
    return Slip(begin + match.end() - len(sign), message, f"Write '{sign} ' and then the value.")


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_at(text: str, offset: int) -> str:
    begin = _line_start(text, offset)
    end = text.find("\n", begin)
    return text[begin : end if end >= 0 else None]
