"""What may not be in the repository: machine paths, registry hosts, Python among data, loose ends."""

from __future__ import annotations

import re

from house.syntax import DATA, REPOSITORY, report, tracked

BINARY = {".png", ".ico", ".woff2", ".gz", ".parquet", ".jpg"}
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "index-url" + " = http")
LOOSE_ENDS = re.compile(
    r"# *(TODO|FIXME|XXX)|assert " + r"True|mark\.xfail|pytest\.xfail|NotImplemented" + "Error"
)
SKIPS = re.compile(r"pytest\.skip|mark\.skip|importor" + "skip")
IGNORES = re.compile(r"# *type: *ignore(?!\[)|# *noqa(?!:)")
SKIPPING_ALLOWED = {"tests/conftest.py"}


def lines_with(pattern: re.Pattern[str], suffixes: tuple[str, ...] = ()) -> list[str]:
    """Place and line of every match in tracked text files (of these suffixes, if given)."""
    found = []
    for path in tracked():
        if path.suffix in BINARY or (suffixes and path.suffix not in suffixes):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if pattern.search(text):
            place = path.relative_to(REPOSITORY).as_posix()
            found += [
                f"{place}:{number}: {line.strip()[:100]}"
                for number, line in enumerate(text.splitlines(), 1)
                if pattern.search(line)
            ]
    return found


def test_no_file_names_a_folder_of_one_machine() -> None:
    folders = ["/home" + "/", "/root" + "/", "/Users" + "/"]
    above = f"{REPOSITORY.parent}/"
    if len(above) > 3:
        folders.append(above)
    found = lines_with(re.compile("|".join(rf"(?<![\w.]){re.escape(folder)}" for folder in folders)))
    assert not found, report(
        "name files relative to the repository or take them from the environment:", found
    )


def test_no_file_names_a_package_registry() -> None:
    found = lines_with(re.compile("|".join(map(re.escape, REGISTRIES))))
    assert not found, report(
        "leave out registry hosts; a lock file is written without index addresses:", found
    )


def test_the_data_folder_holds_no_python() -> None:
    found = [str(path.relative_to(REPOSITORY)) for path in DATA.rglob("*.py*") if path.is_file()]
    assert not found, report("move this code out of the data folder:", found)


def test_there_are_no_loose_ends_in_code() -> None:
    found = lines_with(LOOSE_ENDS, (".py",))
    assert not found, report("finish this or write it into dev/LOG.md:", found)


def test_tests_are_not_skipped_by_themselves() -> None:
    found = [line for line in lines_with(SKIPS, (".py",)) if line.partition(":")[0] not in SKIPPING_ALLOWED]
    assert not found, report(
        "use a fixture of tests/conftest.py, which fails in CI instead of skipping:", found
    )


def test_a_silenced_checker_is_named() -> None:
    found = lines_with(IGNORES, (".py",))
    assert not found, report("name the rule that is silenced, as in `# noqa: E501`:", found)
