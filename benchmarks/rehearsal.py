"""How fast rehearsal is: situations a second and what they weigh, plays against inkjs, a whole check against inkjs' compiler.

The first figures are absolute floors, per second of processor time; the others are ratios on the same story
(`benchmarks/twins.py`), each side in processes of its own. A check is measured on two stories of 100 states. The brief one has
the limit; it has little to read, so that of our time most goes into starting. The other has as much to read and to choose as
shipped scenarios have, as people's own will; it is only shown, and says nothing of the limit. The ink side needs node and npm; without them it is left out, and
said to be. Exits 1 when a limit is missed.

python -m benchmarks.rehearsal
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.twins import BRIEF, SHIPPED, Measure, ink, ours

FLAGS_ONLY, WITH_CLOCK = 300_000, 30_000
"""Situations a second of processor time, at least."""
BYTES = 200
"""For each situation, at most."""
STEEPEST = 1.5
"""Time a situation with 10,000 states, over that with 1,000, at most."""
PLAYS = 10.0
"""Random plays a second, over those of inkjs, at least."""
CHECK = 0.30
"""A whole `ccdrill check` of 100 states over inkjs' compiler on the same story, at most."""
_ROUNDS = 5
_TURNS = 9
_LEAST = 20_000
"""Situations of a story, or the figures mean little."""
INKJS = "inkjs@2.4.0"
_PLAYED_STATES = 20
_PLAYS = 3_000
ROOT = Path(__file__).parents[1]

_EXPLORE = """
import json, sys, time, tracemalloc
from pathlib import Path
from ccdrill.authoring.decoding.load import load_file
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.walk.explore import explore
from ccdrill.rehearsal.walk.tabulate import build_table
table = build_table(compile_scenario(load_file(Path(sys.argv[1]), Scenario).loaded.model))
weighs = sys.argv[3] == "weigh"
if weighs:
    tracemalloc.start()
start = time.process_time()
found = explore(table, waits=False, budget=int(sys.argv[2]))
took = time.process_time() - start
peak = tracemalloc.get_traced_memory()[1] if weighs else 0
print(json.dumps([found.expanded, took, peak, found.is_exhausted]))
"""
_PLAY = """
import sys, time
from pathlib import Path
from random import Random
from ccdrill.authoring.decoding.load import load_file
from ccdrill.engine.compile import compile_scenario
from ccdrill.model.scenario import Scenario
from ccdrill.rehearsal.hands.plays import Hands, Tally
from ccdrill.rehearsal.walk.tabulate import build_table
table = build_table(compile_scenario(load_file(Path(sys.argv[1]), Scenario).loaded.model))
hands, tally = Hands(table, None, Random(1).random), Tally(table)
start = time.process_time()
for _ in range(int(sys.argv[2])):
    hands.play("uniform", tally)
print(int(sys.argv[2]) / (time.process_time() - start))
"""
_INK_PLAY = """
const inkjs = require("inkjs");
const story = new inkjs.Story(require("fs").readFileSync(process.argv[2], "utf8").replace(/^\\uFEFF/, ""));
const plays = Number(process.argv[3]);
const start = process.cpuUsage();
for (let one = 0; one < plays; one += 1) {
  story.ResetState();
  while (true) {
    while (story.canContinue) story.Continue();
    if (story.currentChoices.length === 0) break;
    story.ChooseChoiceIndex(Math.floor(Math.random() * story.currentChoices.length));
  }
}
const used = process.cpuUsage(start);
console.log(plays / ((used.user + used.system) / 1e6));
"""


def flags_only() -> str:
    """Sixty situations in a ring, each with three ways on; twelve things that can be so or not."""
    count, ring = 12, 60
    states = []
    for one in range(ring):
        flag, other, then = f"f{one % count}", f"f{(one + 3) % count}", f"s{(one + 1) % ring}"
        states += [
            f"  s{one}:",
            f"    {{phase: detect, title: S{one}, question: What now?, narrative: Here., choices: {{",
            f"      set: {{text: Note it, set: {{{flag}: true}}, goto: {then}}},",
            f"      clear: {{text: Forget it, when: {other}, set: {{{flag}: false}}, goto: {then}}},",
            f"      past: {{text: Go past it, goto: {then}}}}}}}",
        ]
    states += [
        "  last: {phase: detect, title: Last, question: What now?, narrative: Here., choices: {end: {text: End, goto: end}}}"
    ]
    head = f"flags: {{{', '.join(f'f{one}: false' for one in range(count))}}}"
    return _SCENARIO.format(head=head, start="s0", states="\n".join(states), more="")


def with_clock() -> str:
    """Four choices that take different times, messages by time and by condition."""
    choices = "\n".join(
        f"      c{one}: {{text: Do {one}, when: elapsed < 40h and not f{one}, takes: {3 + 4 * one}m, set: {{f{one % 3}: true}}}}"
        for one in range(4)
    )
    more = "\n".join(
        (
            "injects:",
            *(f"  i{one}: {{text: News {one}, at: {20 + 35 * one}m, set: {{f{one % 4}: false}}}}" for one in range(60)),
            *(
                f"  w{one}: {{text: More {one}, when: f{one}, after: {7 + one}m, set: {{f{one}: false}}}}"
                for one in range(3)
            ),
        )
    )
    hub = f"  hub:\n    phase: detect\n    title: Hub\n    question: What now?\n    narrative: Here.\n    choices:\n{choices}"
    states = f"{hub}\n      end: {{text: End, goto: end}}"
    return _SCENARIO.format(
        head="flags: {f0: false, f1: false, f2: false, f3: false}", start="hub", states=states, more=more
    )


_SCENARIO = """schema: ccdrill/scenario/v1
id: bench
title: Bench
version: "1"
summary: A generated story.
begins: 2026-03-02T10:00+00:00
{head}
start: {start}
states:
{states}
{more}
endings:
  end: {{kind: mixed, title: End, narrative: It ends.}}
"""


def run(program: str, *arguments: object) -> str:
    """What a program prints in a process of its own."""
    line = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, check=True).stdout


def explored(path: Path, budget: int) -> tuple[float, float]:
    """Situations a second, the best of several runs; and bytes for each at the peak, weighed in a run of its own."""
    rates = []
    for _ in range(_ROUNDS):
        count, took, _, is_exhausted = json.loads(run(_EXPLORE, path, budget, "time"))
        assert count >= _LEAST or not is_exhausted, f"{path.name} has only {count} situations"
        rates.append(count / took)
    count, _, weight, _ = json.loads(run(_EXPLORE, path, budget, "weigh"))
    return max(rates), weight / count


def duration(line: list[str], folder: Path) -> float:
    """Seconds that a command takes by the clock on the wall: node works with several threads, we with one."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(line, capture_output=True, check=True, cwd=folder, env=environment)
    return time.perf_counter() - start


def in_turns(one: Callable[[], float], other: Callable[[], float]) -> list[tuple[float, float]]:
    """Both sides in turns, so that a busy machine slows both alike; once before, uncounted: that leaves bytecode behind."""
    one(), other()
    return [(one(), other()) for _ in range(_TURNS)]


class Report:
    """Figures with their limits."""

    def __init__(self) -> None:
        """Nothing is missed yet."""
        self.is_good = True

    def line(self, what: str, value: float, limit: float, *, at_least: bool, form: str = ",.0f") -> None:
        """Prints a figure."""
        holds = value >= limit if at_least else value <= limit
        self.is_good = self.is_good and holds
        print(
            f"{what:<44}{value:>12{form}}   {'at least' if at_least else 'at most'} {limit:{form}}{'' if holds else '   MISSED'}"
        )


def against_ink(report: Report, folder: Path) -> None:
    """Plays and checks on the story that both can read."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        print("inkjs: left out, for there is no node or no npm here")
        return
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", INKJS]
    if subprocess.run(install, cwd=folder, check=False, capture_output=True).returncode:
        print(f"{INKJS}: left out, for npm can't install it here")
        return
    version = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True).stdout.strip()
    print(f"beside {INKJS} on node {version}:")
    compiler = ["node", str(folder / "node_modules/inkjs/bin/inkjs-compiler.js")]
    (folder / "play.js").write_text(_INK_PLAY, encoding="utf-8")
    small, brief, full = (
        written(folder, states, measure) for states, measure in ((_PLAYED_STATES, BRIEF), (100, BRIEF), (100, SHIPPED))
    )
    subprocess.run([*compiler, "-o", "twin.json", "twin.ink"], cwd=small, check=True, capture_output=True)
    node = ["node", "play.js", str(small / "twin.json"), str(_PLAYS)]

    def their_plays() -> float:
        return float(subprocess.run(node, cwd=folder, check=True, capture_output=True, text=True).stdout)

    played = in_turns(lambda: float(run(_PLAY, small / "twin.yaml", _PLAYS)), their_plays)
    own, theirs = max(one for one, _ in played), max(other for _, other in played)
    print(f"plays of {_PLAYED_STATES} decisions a second: {own:,.0f}; inkjs: {theirs:,.0f}")
    report.line("plays over those of inkjs", own / theirs, PLAYS, at_least=True, form=".2f")
    report.line("check over inkjs' compiler", checked(brief, compiler, ""), CHECK, at_least=False, form=".2f")
    as_shipped = checked(full, compiler, ", with as much to read and to choose as in shipped scenarios")
    print(f"{'the same with as much as in shipped ones':<44}{as_shipped:>12.2f}   no limit")


def written(folder: Path, states: int, measure: Measure) -> Path:
    """A folder of its own with a story in both languages."""
    place = folder / f"{measure}-{states}"
    place.mkdir()
    (place / "twin.ink").write_text(ink(states, measure), encoding="utf-8")
    (place / "twin.yaml").write_text(ours(states, measure), encoding="utf-8")
    return place


def checked(place: Path, compiler: list[str], told: str) -> float:
    """How long a whole check of a story takes, over inkjs' compiler on it; prints both."""
    check = [str(Path(sys.executable).with_name("ccdrill")), "check", str(place / "twin.yaml")]
    compile_ink = [*compiler, "-o", "out.json", "twin.ink"]
    taken = in_turns(lambda: duration(check, ROOT), lambda: duration(compile_ink, place))
    own, theirs = min(one for one, _ in taken), min(other for _, other in taken)
    print(f"a check of 100 states{told}: {own * 1000:.0f} ms; inkjs' compiler: {theirs * 1000:.0f} ms")
    return own / theirs


def main() -> int:
    """Prints every figure with its limit."""
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = {}
        stories = {"flags": flags_only(), "clock": with_clock(), "1000": ours(1_000), "10000": ours(10_000)}
        for one, text in stories.items():
            paths[one] = folder / f"{one}.yaml"
            paths[one].write_text(text, encoding="utf-8")
        rate, weight = explored(paths["flags"], 2_000_000)
        report.line("situations a second, flags only", rate, FLAGS_ONLY, at_least=True)
        report.line("bytes a situation, flags only", weight, BYTES, at_least=False)
        rate, weight = explored(paths["clock"], 100_000)
        report.line("situations a second, clock and injects", rate, WITH_CLOCK, at_least=True)
        report.line("bytes a situation, clock and injects", weight, BYTES, at_least=False)
        small, _ = explored(paths["1000"], 200_000)
        large, _ = explored(paths["10000"], 200_000)
        report.line("time a situation, 10,000 states over 1,000", small / large, STEEPEST, at_least=False, form=".2f")
        against_ink(report, folder)
    return 0 if report.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
