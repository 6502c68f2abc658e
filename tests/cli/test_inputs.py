"""What people hand in is read with care, and what cannot be read is said in one message."""

from __future__ import annotations

import codecs
import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wattwright.cli.inputs import TEXT_LIMIT_BYTES, decoded, read_text
from wattwright.errors import DataError

SENTENCE = "Meta plant für 70 Mrd. € einen „Titan“ – größer als Manhattan."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_text_is_the_same_in_every_encoding(encoding: str) -> None:
    assert decoded(SENTENCE.encode(encoding), "text") == SENTENCE


def test_a_text_in_latin_1_keeps_its_umlauts() -> None:
    assert decoded("Für Öl übrig".encode("latin-1"), "text") == "Für Öl übrig"


def test_bytes_that_windows_1252_lacks_are_read_as_latin_1() -> None:
    assert decoded(b"sch\xf6n \x81 und gut " * 20, "text").startswith("schön")


def test_html_is_handed_on_as_it_is() -> None:
    page = "<html><body><p>Meta baut 1 GW.</p></body></html>"
    assert decoded(page.encode(), "page.html") == page


@pytest.mark.parametrize("content", [b"", b"  \n\t\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(DataError, match=r"note\.txt is empty"):
        decoded(content, "note.txt")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 ...", "pdftotext"),
        (b"PK\x03\x04....", "Office document"),
        (b"\x89PNG\r\n\x1a\n", "PNG picture"),
        (b"\xff\xd8\xff\xe0", "JPEG picture"),
        (b"\x1f\x8b\x08", "gzip archive"),
        (bytes(range(32)) * 40, "control characters"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "marked as utf-16"),
    ],
)
def test_a_file_that_is_no_text_is_named_for_what_it_is(content: bytes, what: str) -> None:
    with pytest.raises(DataError, match=r"note\.bin is not text") as caught:
        decoded(content, "note.bin")
    assert what in str(caught.value)


def test_the_size_limit_is_named() -> None:
    assert decoded(b"a" * TEXT_LIMIT_BYTES, "text") == "a" * TEXT_LIMIT_BYTES
    with pytest.raises(DataError, match="the limit is 2 MB"):
        decoded(b"a" * (TEXT_LIMIT_BYTES + 1), "text")


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 50_000_000_000)
    with pytest.raises(DataError, match="too large"):
        read_text(str(path))


@given(some.binary(max_size=400))
def test_any_bytes_give_a_text_or_one_data_error(content: bytes) -> None:
    try:
        assert decoded(content, "fuzz").strip()
    except DataError as error:
        assert error.problems


def test_a_missing_file_offers_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "hyperion.txt").write_text("x")
    with pytest.raises(DataError, match=r"no such file\n.*nearest: hyperion\.txt"):
        read_text(str(tmp_path / "hyperoin.txt"))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nowhere does not exist either"):
        read_text(str(tmp_path / "nowhere" / "a.txt"))


def test_a_folder_is_refused_with_the_texts_in_it(tmp_path: Path) -> None:
    (tmp_path / "announcement.md").write_text("x")
    with pytest.raises(DataError, match=r"is a folder\n.*\n.*announcement\.md"):
        read_text(str(tmp_path))


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(SENTENCE.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert read_text("-") == SENTENCE


def test_an_endless_file_is_cut_off_at_the_limit() -> None:
    with pytest.raises(DataError, match="/dev/zero is too large"):
        read_text("/dev/zero")
