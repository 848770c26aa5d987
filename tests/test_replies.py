"""The server's answers: files of the book, nothing else, and no more bytes than needed."""

import gzip
import os
from http import HTTPStatus
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.replies import Reply, reply
from tests.projects import PAGE

GZIP = {"Accept-Encoding": "gzip, deflate, br"}
OUTSIDE = "bukan bagian buku"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a book with a folder in it, and a file beside it that is not part of it."""
    root = tmp_path_factory.mktemp("project").resolve()
    (root / "rahasia.txt").write_text(OUTSIDE, encoding="utf-8")
    html = root / "html"
    (html / "bagian").mkdir(parents=True)
    (html / "kosong").mkdir()
    for name in ("index.html", "bagian/index.html", "halaman utama.html"):
        (html / name).write_text(PAGE, encoding="utf-8")
    (html / "gambar.png").write_bytes(b"\x89PNG" * 500)
    return html


def get(book: Path, target: str, **asked: str) -> Reply:
    return reply(book, target, {name.replace("_", "-"): value for name, value in asked.items()})


@pytest.mark.parametrize("target", ["/", "/index.html", "/bagian/", "/halaman%20utama.html",
                                    "/index.html?q=1#a", "/bagian/../index.html"])  # fmt: skip
def test_pages_are_found(book: Path, target: str) -> None:
    answer = get(book, target)
    assert answer.status == HTTPStatus.OK
    assert answer.content == PAGE.encode()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_folder_without_its_slash_is_sent_on_so_that_its_links_work(book: Path) -> None:
    answer = get(book, "/bagian")
    assert (answer.status, answer.headers["Location"]) == (301, "/bagian/")


def test_a_folder_never_lists_its_files(book: Path) -> None:
    for target in ("/kosong/", "/kosong"):
        assert get(book, target).status == HTTPStatus.NOT_FOUND


ESCAPES = ["/../rahasia.txt", "/..%2f..%2frahasia.txt", "/%2e%2e/rahasia.txt", "//../rahasia.txt",
           "/bagian/../../rahasia.txt", "/..%5crahasia.txt", "/%00", "/rahasia.txt%00.html",
           "/" + "a" * 5000, "/%ff%fe", "/bagian/../../html/../rahasia.txt"]  # fmt: skip


@pytest.mark.parametrize("target", ESCAPES)
def test_no_path_leaves_the_book(book: Path, target: str) -> None:
    answer = get(book, target)
    assert answer.status == HTTPStatus.NOT_FOUND
    assert OUTSIDE.encode() not in answer.content


def test_an_absolute_path_is_not_followed(book: Path) -> None:
    secret = book.parent / "rahasia.txt"
    assert get(book, f"//{secret}").status == HTTPStatus.NOT_FOUND


@given(st.text(st.sampled_from("./\\%2fFeE0:~a \x00é?#rhs"), max_size=40))
def test_no_target_at_all_leaves_the_book_or_breaks_the_server(book: Path, target: str) -> None:
    answer = get(book, "/" + target)
    assert OUTSIDE.encode() not in answer.content


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_link_out_of_the_book_is_not_followed(book: Path) -> None:
    link = book / "keluar.txt"
    link.symlink_to(book.parent / "rahasia.txt")
    assert get(book, "/keluar.txt").status == HTTPStatus.NOT_FOUND


def test_a_missing_page_is_one_sentence_with_a_way_back(book: Path) -> None:
    answer = get(book, "/tidak-ada.html")
    text = answer.content.decode()
    assert answer.status == HTTPStatus.NOT_FOUND
    assert '<html lang="id">' in text
    assert '<a href="/">' in text
    assert text.count("<p>") == 1
    assert text.partition("<p>")[2][0].isupper()


def test_text_is_compressed_for_browsers_that_take_it(book: Path) -> None:
    answer = get(book, "/", **GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.content) == PAGE.encode()


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip; q=0.0", "xgzip"])
def test_others_get_text_as_it_is(book: Path, accepted: str) -> None:
    answer = get(book, "/", Accept_Encoding=accepted)
    assert "Content-Encoding" not in answer.headers
    assert answer.content == PAGE.encode()


def test_pictures_are_not_compressed_twice(book: Path) -> None:
    answer = get(book, "/gambar.png", **GZIP)
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Content-Type"] == "image/png"


def test_a_changed_file_is_never_answered_from_memory(book: Path) -> None:
    path = book / "berubah.html"
    for number in range(3):
        path.write_text(f"versi {number}", encoding="utf-8")
        os.utime(path, (number + 1, number + 1))
        assert (
            gzip.decompress(get(book, "/berubah.html", **GZIP).content)
            == f"versi {number}".encode()
        )


def test_a_copy_that_is_still_right_is_not_sent_again(book: Path) -> None:
    changed = get(book, "/").headers["Last-Modified"]
    answer = get(book, "/", If_Modified_Since=changed)
    assert (answer.status, answer.content) == (HTTPStatus.NOT_MODIFIED, b"")


@pytest.mark.parametrize("since", ["Thu, 01 Jan 1970 00:00:00 GMT", "kemarin", ""])
def test_an_older_copy_or_a_date_that_is_none_gets_the_file(book: Path, since: str) -> None:
    assert get(book, "/", If_Modified_Since=since).status == HTTPStatus.OK


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.JS", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.json", "application/json"),
        ("a.woff2", "font/woff2"),
        ("a.webmanifest", "application/manifest+json"),
        ("a.lain", "application/octet-stream"),
        ("tanpa-akhiran", "application/octet-stream"),
    ],
)
def test_every_kind_of_file_has_its_type_on_every_system(book: Path, name: str, kind: str) -> None:
    (book / name).write_text("isi", encoding="utf-8")
    assert get(book, f"/{name}").headers["Content-Type"] == kind
