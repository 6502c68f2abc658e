"""Prints both verdicts on the published claims beside the documented ones.

    python dev/report_claims.py ../shared
    python dev/report_claims.py ../shared --reasons de

Statements and the mapping of the documented verdicts are those of tests/claims; the wording comes from the
shared table.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path.insert(0, str(TESTS))

from claims.stage import published, verdicts  # noqa: E402
from wattwright.claims import Verdict  # noqa: E402
from wattwright.report.wording import reason  # noqa: E402

WIDTH = 62


def main() -> None:
    """Reads the shared table, judges its statements and prints one line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("shared", type=Path, help="folder with the shared research tables")
    parser.add_argument("--reasons", choices=["de", "en"], help="print the reasons too, in this language")
    given = parser.parse_args()
    with (given.shared / "data" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    reading, expected = published()
    found = {verdict.statement.id: verdict for verdict in verdicts(reading, about="Meta")}
    print(f"{'':4} {'claim':{WIDTH}} {'rule':13} {'then (documented)':34} today (documented)")
    for claim, verdict in found.items():
        _line(claim, rows[claim]["german_text_short"], verdict, expected[claim])
        if given.reasons:
            print(f"{'':5}then:  {reason(verdict.then, given.reasons)}")
            print(f"{'':5}today: {reason(verdict.today, given.reasons)}")
            print(f"{'':5}{verdict.command}")
    _summary(found, expected)


def _line(claim: str, text: str, verdict: Verdict, wanted: dict[str, str]) -> None:
    words = text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
    cells = [
        f"{ours} ({documented}){'' if ours == documented else ' !'}"
        for ours, documented in (
            (verdict.then.rating, wanted["then"]),
            (verdict.today.rating, wanted["today"]),
        )
    ]
    print(f"{claim:4} {words:{WIDTH}} {verdict.rule:13} {cells[0]:34} {cells[1]}")


def _summary(found: dict[str, Verdict], expected: dict[str, dict[str, dict[str, str]]]) -> None:
    """How many are decidable, how many agree, and why the others do not."""
    decidable = sum(1 for wanted in expected.values() if wanted["decidable"])
    then = sum(1 for claim, one in found.items() if one.then.rating == expected[claim]["then"])
    today = sum(1 for claim, one in found.items() if one.today.rating == expected[claim]["today"])
    print(f"\n{len(found)} claims, {decidable} decidable; as documented: {then} then, {today} today")
    for claim, wanted in expected.items():
        if "deviates" in wanted:
            print(f"{claim}: {wanted['deviates']['because']}")


if __name__ == "__main__":
    main()
