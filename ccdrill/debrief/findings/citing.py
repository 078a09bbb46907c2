"""What reports say of outside sources: references in words, and the list of the sources that a report names."""

from collections.abc import Iterable, Mapping

import msgspec

from ccdrill.debrief.document.lessons import Cited
from ccdrill.model.ids import SourceId
from ccdrill.model.references import OutsideSource, Reference, read_reference


class Citing:
    """Spells out references by the sources that are declared; the others stay as they are written."""

    def __init__(self, sources: Mapping[SourceId, OutsideSource]) -> None:
        """`sources`: the shared ones and the procedure's own."""
        self._sources = sources

    def parts(self, ref: str) -> Reference | None:
        """The source by its title and edition, and the place in it; None when it is declared nowhere."""
        named = read_reference(ref)
        source = self._sources.get(SourceId(named.source))
        return Reference(source.name, named.place) if source is not None else None

    def wanted(self, refs: Iterable[str]) -> dict[str, str]:
        """What the sources that are referred to want all of: references to it, named or not, and what it is, in words.

        Whoever refers to a whole, such as 12.10.1, has named all parts of it.
        """
        named: dict[str, list[str]] = {}
        for ref in refs:
            one = read_reference(ref)
            named.setdefault(one.source, []).append(one.place)
        return {
            f"{name}:{part}": said
            for name, places in named.items()
            if (source := self._sources.get(SourceId(name))) is not None
            for part, said in source.parts.items()
            if part in places or not any(_lies_in(part, place) for place in places)
        }

    def words(self, refs: Iterable[str]) -> str:
        """References as a sentence cites them: each source once, with its places. A title may hold a comma, a code does not."""
        places: dict[str, list[str]] = {}
        is_titled = False
        for ref in refs:
            named = self.parts(ref)
            is_titled = is_titled or named is not None
            source, place = named or Reference(ref, "")
            found = places.setdefault(source, [])
            if place:
                found.append(place)
        told = [f"{source}: {', '.join(found)}" if found else source for source, found in places.items()]
        return ("; " if is_titled else ", ").join(told)

    def rule(self, source: str) -> str:
        """Where a rule stands: a reference in words, and anything else as it is written."""
        return ", ".join(part for part in self.parts(source) or (source,) if part)

    def listed(self, refs: Iterable[str]) -> tuple[Cited, ...]:
        """The declared sources that are referred to, each once, by their titles."""
        named = {SourceId(read_reference(ref).source) for ref in refs}
        found = [(name, self._sources[name]) for name in named if name in self._sources]
        return tuple(
            Cited(id=name, **{key: said for key, said in msgspec.structs.asdict(one).items() if key != "parts"})
            for name, one in sorted(found, key=lambda each: (each[1].name.casefold(), each[0]))
        )


def _lies_in(part: str, place: str) -> bool:
    """Whether a part belongs to a place: (4) of 12.10.1 does, and nothing of 12.10 to 12.1."""
    return part.startswith(place) and not part[len(place) :][:1].isalnum()
