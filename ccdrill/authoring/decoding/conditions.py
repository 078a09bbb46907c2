"""Words to condition trees: the small language of `when` and `while`. Never eval; errors say where in the words.

::

    condition  = term {"or" term}             term = factor {"and" factor}
    factor     = "not" factor | "(" condition ")" | question
    question   = "true" | "false" | flag | "done(action)" | "happened(moment)" | "case.key"
               | meter op number | "elapsed" op span | "case.key" op (number | word) | word "in" "case.key"
"""

import re
from fractions import Fraction
from typing import NoReturn, get_args

from ccdrill.model.condition import (
    All,
    Any,
    CaseCompared,
    CaseHas,
    CaseTrue,
    Comparison,
    Condition,
    Constant,
    Done,
    ElapsedCompared,
    Expression,
    FlagSet,
    Happened,
    MeterCompared,
    Not,
)
from ccdrill.model.ids import ActionId, CaseKey, FlagName, MeterName, MomentId
from ccdrill.model.units import parse_span
from ccdrill.model.value import Value

MAX_LENGTH = 500
MAX_DEPTH = 20
_CHAINED = 3
"""Tokens of a comparison: what stands before the sign of another one."""
_TOKEN = re.compile(
    r"\s*(?:(?P<op><=|>=|==|!=|<|>)|(?P<bracket>[()])"
    r"|(?P<case>case\.[a-z][a-z0-9_]*)|(?P<span>(?:\d+[dhms])+(?![\w-]))|(?P<number>-?\d+(?:\.\d+)?(?![\w-]))"
    r"|(?P<word>[A-Za-z0-9_][A-Za-z0-9_-]*))",
    re.ASCII,
)
_COMPARISONS: dict[str, Comparison] = {sign: sign for sign in get_args(Comparison)}
_MIRRORED: dict[str, Comparison] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = frozenset({"true", "false", "and", "or", "not", "in", "done", "happened", "elapsed", "case"})
"""Words of the language: a flag or meter of that name could not be asked for."""


class ConditionError(ValueError):
    """Words that are no condition: what is wrong, what to do, and which characters it is about."""

    def __init__(self, message: str, cure: str, offset: int, width: int, joined: str = "") -> None:
        """`offset` counts characters from the start of the words; `joined`: a name that may be meant by several of them."""
        super().__init__(f"{message}: {cure}")
        self.message = message
        self.cure = cure
        self.offset = offset
        self.width = width
        self.joined = joined


class _Token(Value, frozen=True):
    kind: str
    text: str
    offset: int


def parse_condition(value: object) -> Condition:
    """The condition that a YAML scalar stands for. Raises ConditionError."""
    if isinstance(value, bool):
        return Condition(str(value).lower(), Constant(value=value))
    if not isinstance(value, str):
        raise ConditionError("this is not a condition", "write one such as: not route_diverted and elapsed > 20m", 0, 1)
    return Condition(value, _Parser(value).parse())


class _Parser:
    """One reading of one condition, by recursive descent with a depth limit."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(self._tokens())
        self.index = 0
        self.depth = 0

    def parse(self) -> Expression:
        if not self.tokens:
            raise ConditionError("the condition is empty", "write one, or delete the key", 0, 1)
        tree = self._any()
        if self.index < len(self.tokens):
            self._left_over(self.tokens[self.index])
        return tree

    def _left_over(self, token: _Token) -> NoReturn:
        message = f"'{token.text}' is not expected here"
        if token.text.lower() in ("and", "or", "in"):
            from ccdrill.authoring.decoding.condition_cures import cure_for_capitals

            self._fail(token, message, cure_for_capitals(token.text))
        before = self.tokens[self.index - 1]
        if token.kind == "op" and self.index >= _CHAINED and self.tokens[self.index - 2].kind == "op":
            self._chained(token)
        from ccdrill.authoring.decoding.phrases import cure_for_words

        cure = cure_for_words(before.text, self.text[token.offset :]) or "join questions with 'and' or 'or'"
        if before.text.lower() in ("unless", "no") or cure.endswith("without a blank"):
            raise self._about(before, token, message, cure)
        joined = f"{before.text}_{token.text}".lower() if before.kind == token.kind == "word" else ""
        raise ConditionError(message, cure, token.offset, len(token.text), joined)

    def _chained(self, sign: _Token) -> NoReturn:
        """Two comparisons in a row, as in `2 < queue < 5`."""
        first, between, middle = (one.text for one in self.tokens[self.index - 3 : self.index])
        last = self.tokens[min(self.index + 1, len(self.tokens) - 1)]
        third = last.text if last is not sign else "..."
        cure = f"write {first} {between} {middle} and {middle} {sign.text} {third}"
        message = "a comparison has two sides, and here a third follows"
        raise self._about(self.tokens[self.index - 3], last, message, cure)

    def _tokens(self) -> "list[_Token]":
        if len(self.text) > MAX_LENGTH:
            raise ConditionError(
                f"the condition is longer than {MAX_LENGTH} characters", "set a flag for a part of it", 0, 1
            )
        found: list[_Token] = []
        position = 0
        for match in _TOKEN.finditer(self.text):
            if match.start() != position:
                break
            position = match.end()
            kind = match.lastgroup or ""
            found.append(_Token(kind, match[kind], match.start(kind)))
        rest = self.text[position:].lstrip(" \t\n")
        if rest:
            self._not_part_of_it(len(self.text) - len(rest))
        return found

    def _not_part_of_it(self, position: int) -> NoReturn:
        """What stands at `position` is no token."""
        from ccdrill.authoring.decoding.condition_cures import cure_for_sign, replaced_by_cure

        character = self.text[position]
        shown = f"'{character}'" if character.isprintable() else f"the character U+{ord(character):04X}"
        cure = cure_for_sign(self.text, position)
        start, end = replaced_by_cure(self.text, position)
        raise ConditionError(f"{shown} is not part of the language", cure, start, end - start)

    def _any(self) -> Expression:
        terms = [self._all()]
        while self._take_word("or"):
            terms.append(self._all())
        return terms[0] if len(terms) == 1 else Any(terms=tuple(terms))

    def _all(self) -> Expression:
        terms = [self._factor()]
        while self._take_word("and"):
            terms.append(self._factor())
        return terms[0] if len(terms) == 1 else All(terms=tuple(terms))

    def _factor(self) -> Expression:
        token = self._next("a question such as route_diverted or done(open-incident)")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._fail(token, f"the brackets are deeper than {MAX_DEPTH}", "set a flag for a part of it")
        try:
            if token.text == "not":
                return Not(term=self._factor())
            if token.text == "(":
                inner = self._any()
                self._expect(")", "close the bracket")
                return inner
            return self._question(token)
        finally:
            self.depth -= 1

    def _question(self, token: _Token) -> Expression:
        if token.text in ("true", "false"):
            return Constant(value=token.text == "true")
        if token.text in ("done", "happened"):
            return self._call(token)
        if token.text in ("and", "or", "in") or token.kind in ("op", "bracket"):
            self._fail(
                token, f"'{token.text}' stands where a question should", "write one such as route_diverted before it"
            )
        follower = self._peek()
        if follower is not None and follower.text == "in":
            return self._membership(token)
        if follower is not None and follower.kind == "op":
            self.index += 1
            return self._comparison(token, follower)
        if token.kind == "case":
            return CaseTrue(key=CaseKey(token.text.removeprefix("case.")))
        if token.kind != "word" or not _NAME.fullmatch(token.text) or token.text == "elapsed":
            self._no_question(token)
        return FlagSet(flag=FlagName(token.text))

    def _no_question(self, token: _Token) -> NoReturn:
        from ccdrill.authoring.decoding.condition_cures import cure_for_name

        is_compared = token.text == "elapsed" or token.kind != "word"
        cure = "compare it, as in elapsed >= 30m" if is_compared else cure_for_name(token.text)
        following = self._peek()
        if token.text == "elapsed" and following is not None:
            from ccdrill.authoring.decoding.phrases import cure_for_words

            cure = cure_for_words(token.text, self.text[following.offset :]) or cure
        joined = token.text.replace("-", "_").lower() if token.kind == "word" else ""
        message = f"'{token.text}' alone is not a question"
        raise ConditionError(message, cure, token.offset, len(token.text), joined)

    def _call(self, token: _Token) -> Expression:
        what = "action" if token.text == "done" else "moment"
        following = self._peek()
        is_named = following is not None and following.kind == "word" and _SLUG.fullmatch(following.text)
        self._expect("(", f"write {token.text}({following.text if following and is_named else f'{what}-id'})")
        name = self._next(f"an {what} id" if what == "action" else "a moment id")
        if not _SLUG.fullmatch(name.text):
            self._fail(name, f"'{name.text}' is not an id", f"write {token.text}({what}-id)")
        self._expect(")", "close the bracket")
        return Done(action=ActionId(name.text)) if token.text == "done" else Happened(moment=MomentId(name.text))

    def _membership(self, token: _Token) -> Expression:
        self.index += 1
        key = self._next("case.key")
        if token.kind != "word" or key.kind != "case":
            self._fail(key, "'in' looks for a word in a list of the case", "write it as: uk in case.jurisdiction")
        return CaseHas(word=token.text, key=CaseKey(key.text.removeprefix("case.")))

    def _comparison(self, left: _Token, sign: _Token) -> Expression:
        right = self._next("a number, a span or a word to compare with")
        comparison = _COMPARISONS[sign.text]
        if left.kind in ("number", "span") and right.kind in ("word", "case"):
            left, right, comparison = right, left, _MIRRORED[sign.text]
        if left.text == "elapsed":
            if right.kind != "span":
                self._no_span(right)
            return ElapsedCompared(comparison=comparison, seconds=self._span(right))
        if left.kind == "case":
            return self._case_comparison(left, comparison, right)
        if left.kind != "word" or not _NAME.fullmatch(left.text):
            self._fail(left, f"'{left.text}' can't be compared", "compare a meter, elapsed or case.key with a number")
        if right.kind != "number":
            self._no_number(left, sign, right)
        return MeterCompared(meter=MeterName(left.text), comparison=comparison, number=_number(right.text))

    def _no_number(self, left: _Token, sign: _Token, right: _Token) -> NoReturn:
        """A flag or a meter is compared with what is no number."""
        from ccdrill.authoring.decoding.condition_cures import cure_for_compared, cure_for_flag, meaning_of

        truth = meaning_of(right.text)
        if truth is not None and sign.text in ("==", "!="):
            cure = cure_for_flag(left.text, is_true=truth == (sign.text == "=="))
            raise self._about(left, right, f"nothing is compared with {right.text}", cure)
        if (sign.text, right.text) == ("<", ">"):
            raise self._about(sign, right, "'<>' is not part of the language", "write !=")
        cure = cure_for_compared(left.text, sign.text, right.text)
        if cure.startswith("write elapsed"):
            raise self._about(left, right, f"'{left.text}' is not what the time since the start is called", cure)
        self._fail(right, f"a meter is compared with a number, not with '{right.text}'", cure)

    def _case_comparison(self, left: _Token, comparison: Comparison, right: _Token) -> Expression:
        key = CaseKey(left.text.removeprefix("case."))
        if right.kind == "number":
            return CaseCompared(key=key, comparison=comparison, value=_number(right.text))
        if right.text in ("true", "false"):
            message, cure = f"nothing is compared with {right.text}", f"write case.{key}, or not case.{key}"
            raise self._about(left, right, message, cure)
        if right.kind != "word" or comparison not in ("==", "!="):
            self._fail(
                right, f"case.{key} can't be compared so", f"write case.{key} == word, or compare it with a number"
            )
        return CaseCompared(key=key, comparison=comparison, value=right.text)

    def _no_span(self, token: _Token) -> NoReturn:
        from ccdrill.authoring.reading.meant import span_meant

        if token.kind != "number":
            better = span_meant(token.text.lower())
            cure = f"write {better}" if better else "write one such as 30m or 2h"
            self._fail(token, f"'{token.text}' is not a span of time", cure)
        unit = self._peek()
        better = span_meant(f"{token.text} {unit.text.lower()}") if unit is not None else None
        cure = f"write {better}" if better else f"write {token.text}m for minutes or {token.text}h for hours"
        self._fail(token, f"{token.text} has no unit", cure)

    def _span(self, token: _Token) -> int:
        try:
            return parse_span(token.text)
        except ValueError as error:
            self._fail(token, *str(error).split(": ", 1))

    def _peek(self) -> _Token | None:
        return self.tokens[self.index] if self.index < len(self.tokens) else None

    def _next(self, expected: str) -> _Token:
        token = self._peek()
        if token is None:
            raise ConditionError("the condition ends too early", f"write {expected} here", len(self.text), 1)
        self.index += 1
        return token

    def _take_word(self, word: str) -> bool:
        token = self._peek()
        if token is None or token.text != word:
            return False
        self.index += 1
        return True

    def _expect(self, text: str, cure: str) -> None:
        token = self._next(f"'{text}'")
        if token.text != text:
            self._fail(token, f"'{text}' is expected here, not '{token.text}'", cure)

    def _about(self, first: _Token, last: _Token, message: str, cure: str) -> ConditionError:
        """What to raise of all words from one to another: the cure stands for them together."""
        return ConditionError(message, cure, first.offset, last.offset + len(last.text) - first.offset)

    def _fail(self, token: _Token, message: str, cure: str) -> NoReturn:
        raise ConditionError(message, cure, token.offset, len(token.text))


def _number(text: str) -> Fraction:
    return Fraction(int(text)) if "." not in text else Fraction(text)
