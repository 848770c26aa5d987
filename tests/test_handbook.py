"""The built handbook: its pages, what they load, and how they fit the standards."""

import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from gzip import compress
from html import unescape
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po
from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.builders.html._assets import _JavaScript
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace

from assessment.fields import LawReference
from assessment.handbook import HandbookError, lean, words
from assessment.handbook.citations import CHECK_THE_TEXT, cite_article, cited_laws
from assessment.handbook.pages import check_book, check_pages
from assessment.handbook.stemming import SearchIndonesian
from assessment.loading import load_laws, load_standard, standard_ids
from assessment.results import SheetScore, score
from assessment.standard import Section
from assessment.wording import print_index, print_percent

ROOT = Path(__file__).parent.parent

# What a first visit to a page of a section may cost: requests, and KiB of gzip on the wire.
REQUESTS = 10
WEIGHT = 60

SECTIONS = [part for name in standard_ids() for part in load_standard(name).sections]
each_section = pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)


class Tags(HTMLParser):
    """The tags of a page with their attributes, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep a piece of text."""
        self.text.append(data)

    def loaded(self) -> Iterator[str]:
        """Yield the addresses that a browser fetches by itself."""
        loading = {"stylesheet", "preload", "modulepreload", "prefetch", "icon", "preconnect"}
        for tag, attributes in self.found:
            if tag != "a" and "src" in attributes:
                yield attributes["src"]
            if tag == "link" and loading & set(attributes.get("rel", "").split()):
                yield attributes["href"]
            if tag in ("object", "embed"):
                yield attributes.get("data", "")
            yield from (part.split()[0] for part in attributes.get("srcset", "").split(",") if part)


@cache
def tags(path: Path) -> Tags:
    return Tags(path.read_text(encoding="utf-8"))


def pages_of_toc() -> list[str]:
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [chapter["file"] for part in toc["parts"] for chapter in part["chapters"]]
    return [toc["root"], *chapters]


def html_pages(book: Path) -> list[Path]:
    return sorted(book.rglob("*.html"))


def style_addresses(css: str) -> list[str]:
    """Return what a stylesheet fetches: imports, images and fonts."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found = re.findall(
        r'url\(\s*("[^"]*"|\'[^\']*\'|[^)]*)\)|@import\s+("[^"]*"|\'[^\']*\')', without_comments
    )
    return [(url or imported).strip("\"' ") for url, imported in found]


def fetched(page: Path) -> set[Path]:
    """Return the files of a first visit, the page included; fonts of unused faces count too."""
    waiting, seen = [page], set[Path]()
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        addresses: list[str] = []
        if file.suffix == ".html":
            addresses = list(tags(file).loaded())
        elif file.suffix == ".css":
            addresses = style_addresses(file.read_text(encoding="utf-8"))
        local = [re.split("[?#]", address)[0] for address in addresses]
        waiting += [
            (file.parent / address).resolve()
            for address in local
            if address and not address.startswith("data:")
        ]
    return seen


# Pages and standards


def copy_of_book(folder: Path) -> Path:
    shutil.copytree(ROOT / "book", folder / "book")
    return folder


def edit(folder: Path, page: str, old: str, new: str) -> None:
    path = folder / page
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(folder: Path, page: str, text: str) -> int:
    lines = (folder / page).read_text(encoding="utf-8").splitlines()
    return lines.index(text) + 1


def test_the_book_and_the_standards_fit_together() -> None:
    assert check_book(ROOT) == []


def test_a_missing_page_is_a_problem_of_its_file(tmp_path: Path) -> None:
    root = copy_of_book(tmp_path)
    (root / "book/prinsip/p4.md").unlink()
    (problem,) = check_pages(load_standard("unit"), root)
    assert (problem.file, problem.place) == ("book/prinsip/p4.md", "P4")


def test_a_wrong_title_is_a_problem_with_its_line(tmp_path: Path) -> None:
    root = copy_of_book(tmp_path)
    title = f"# P2 {load_standard('unit').section('P2').title}"
    edit(root, "book/prinsip/p2.md", title, f"Pengantar.\n\n{title}!")
    (problem,) = check_pages(load_standard("unit"), root)
    line = line_of(root, "book/prinsip/p2.md", f"{title}!")
    assert (problem.file, problem.line) == ("book/prinsip/p2.md", line)
    assert title in problem.message


@pytest.mark.parametrize(
    ("new", "shown", "message"),
    [
        ("## Maknanya", "## Maknanya", "## Apa artinya"),
        ("#### Apa artinya", "#### Apa artinya", "## Apa artinya"),
        ("## Apa artinya\n\n## Tambahan", "## Tambahan", "### Di loket"),
    ],
    ids=["renamed", "too deep", "one too many"],
)
def test_a_wrong_heading_is_a_problem_with_its_line(
    tmp_path: Path, new: str, shown: str, message: str
) -> None:
    root = copy_of_book(tmp_path)
    edit(root, "book/praktik/b3.md", "## Apa artinya", new)
    (problem,) = check_pages(load_standard("praktik"), root)
    assert problem.file == "book/praktik/b3.md"
    assert problem.line == line_of(root, "book/praktik/b3.md", shown)
    assert message in problem.message


def test_a_page_that_ends_early_is_a_problem_of_its_last_line(tmp_path: Path) -> None:
    root = copy_of_book(tmp_path)
    edit(root, "book/praktik/b3.md", "## Dasar", "**Dasar**")
    (problem,) = check_pages(load_standard("praktik"), root)
    lines = (root / "book/praktik/b3.md").read_text(encoding="utf-8").splitlines()
    assert problem.line == len(lines)
    assert "## Dasar" in problem.message


def test_a_heading_in_a_code_block_is_no_heading(tmp_path: Path) -> None:
    root = copy_of_book(tmp_path)
    edit(root, "book/praktik/b3.md", "## Dasar", "```\n## Catatan\n# Judul\n```\n\n## Dasar")
    assert check_pages(load_standard("praktik"), root) == []


def test_a_section_asks_three_questions(tmp_path: Path) -> None:
    root = copy_of_book(tmp_path)
    path = root / "book/praktik/b3.md"
    path.write_text(re.sub(r"^3\. .*$", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    (problem,) = check_pages(load_standard("praktik"), root)
    assert problem.line == line_of(root, "book/praktik/b3.md", "### Pertanyaan untuk tim")


def test_a_section_has_a_picture(tmp_path: Path) -> None:
    root = copy_of_book(tmp_path)
    edit(root, "book/praktik/b3.md", "```{picture}", "```{image}")
    (problem,) = check_pages(load_standard("praktik"), root)
    assert "{picture}" in problem.message


def test_a_page_without_its_checklist_is_a_problem(tmp_path: Path) -> None:
    root = copy_of_book(tmp_path)
    edit(root, "book/prinsip/p7.md", "```{checklist} unit P7", "```{note}")
    (problem,) = check_pages(load_standard("unit"), root)
    assert problem.file == "book/prinsip/p7.md"
    assert "{checklist} unit P7" in problem.message


def test_a_checklist_that_stands_twice_is_a_problem_of_the_second(tmp_path: Path) -> None:
    root = copy_of_book(tmp_path)
    edit(root, "book/prinsip/p7.md", "## Dasar", ":::{checklist} unit P7\n:::\n\n## Dasar")
    (problem,) = check_pages(load_standard("unit"), root)
    assert problem.line == line_of(root, "book/prinsip/p7.md", ":::{checklist} unit P7")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [("unit P9", "book/prinsip/p9.md"), ("unit P99", "P1, P2"), ("skm P1", "praktik, unit")],
    ids=["other page", "unknown section", "unknown standard"],
)
def test_a_checklist_on_a_strange_page_is_a_problem_with_its_line(
    tmp_path: Path, arguments: str, message: str
) -> None:
    root = copy_of_book(tmp_path)
    (root / "book/lain.md").write_text(
        f'---\nreviewed: "2026-01-31"\n---\n\n# Lain\n\n```{{checklist}} {arguments}\n```\n',
        encoding="utf-8",
    )
    (problem,) = check_book(root)
    assert (problem.file, problem.line) == ("book/lain.md", 7)
    assert message in problem.message


# Directives


def read_page(root: Path, page: str) -> tuple[str, str]:
    """Read one page of the book at ``root`` with our extension; return its text and the report."""
    reported = StringIO()
    others = [path for path in (root / "book").rglob("*.md") if path != root / f"{page}.md"]
    with docutils_namespace():
        app = Sphinx(
            srcdir=root,
            confdir=None,
            outdir=root / "out",
            doctreedir=root / "doctrees",
            buildername="dummy",
            confoverrides={
                "extensions": ["myst_parser", "assessment.handbook"],
                "exclude_patterns": [str(path.relative_to(root)) for path in others],
                "root_doc": page,
                "suppress_warnings": ["myst.xref_missing"],
            },
            status=None,
            warning=reported,
        )
        app.build()
        return app.env.get_doctree(page).astext(), strip_colors(reported.getvalue())


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        ("{evidence} unit P9", "book/prinsip/p9.md"),
        ("{basis} unit P99", "P1, P2"),
        ("{basis} skm P1", "praktik, unit"),
        ("{evidence} unit", "2 argument(s) required"),
    ],
    ids=["other page", "unknown section", "unknown standard", "no section"],
)
def test_a_wrong_directive_is_reported_with_its_file_and_line(
    tmp_path: Path, directive: str, message: str
) -> None:
    root = copy_of_book(tmp_path)
    page = "book/prinsip/p3.md"
    edit(root, page, "```{basis} unit P3", f"```{directive}")
    line = line_of(root, page, f"```{directive}")
    _text, reported = read_page(root, page.removesuffix(".md"))
    assert f"{page}:{line}:" in reported
    assert message in reported


def test_pages_that_do_not_fit_stop_the_build(tmp_path: Path) -> None:
    root = copy_of_book(tmp_path)
    edit(root, "book/prinsip/p3.md", "## Contoh", "## Misalnya")
    line = line_of(root, "book/prinsip/p3.md", "## Misalnya")
    with pytest.raises(HandbookError, match=f"book/prinsip/p3.md:{line}: P3: "):
        read_page(root, "book/prinsip/p3")


def test_a_checklist_is_a_plain_list_for_builders_without_forms(tmp_path: Path) -> None:
    text, reported = read_page(copy_of_book(tmp_path), "book/prinsip/p5")
    assert reported == ""
    for item in load_standard("unit").section("P5").items:
        assert f"{item.id} {item.text}" in text
        assert all(str(level) in text for level in (item.levels or {}).values())


# Laws


@pytest.mark.parametrize(
    ("article", "letters", "printed"),
    [
        ("34", ["l", "b"], "Pasal 34 huruf b dan l"),
        ("21", ["b", "c", "d"], "Pasal 21 huruf b, c, dan d"),
        ("8(2)", [], "Pasal 8 ayat (2)"),
        ("8(2)", ["f"], "Pasal 8 ayat (2) huruf f"),
        ("12B", [], "Pasal 12B"),
        ("12C(2)", [], "Pasal 12C ayat (2)"),
        ("5-13", [], "Pasal 5 sampai dengan Pasal 13"),
    ],
)
def test_an_article_is_cited_as_indonesian_law_is(
    article: str, letters: list[str], printed: str
) -> None:
    assert cite_article(article, letters) == printed


@pytest.mark.parametrize("article", ["", "a", "8(2", "Pasal 8", "8-"])
def test_what_is_no_article_is_refused(article: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(article))):
        cite_article(article)


def test_every_article_of_the_list_of_laws_can_be_cited() -> None:
    for law in load_laws().root.values():
        for article in law.articles:
            assert cite_article(article).startswith("Pasal ")


def test_letters_of_one_article_are_cited_together() -> None:
    reference = {"law": "uu-25-2009", "article": "34"}
    item = (
        load_standard("unit")
        .items[0]
        .model_copy(
            update={
                "laws": tuple(
                    LawReference.model_construct(**reference, letters=x) for x in ("b", "ln")
                )
            }
        )
    )
    (law,) = cited_laws([item, item], load_laws())
    assert [article.name for article in law.articles] == ["Pasal 34 huruf b, l, dan n"]


@each_section
def test_a_page_prints_every_law_it_rests_on(book: Path, section: Section) -> None:
    basis = printed_basis(book, section)
    for item in section.items:
        for reference in item.laws:
            law = load_laws().root[reference.law]
            assert f"{law.short} tentang {law.about} ({law.status}" in basis
            if reference.article:
                article = law.articles[reference.article]
                name = re.escape(cite_article(reference.article))
                rest = rf"( huruf [a-z, dan]+)?: {re.escape(article.about)}"
                (line,) = re.findall(rf"^{name}{rest}.*$", basis, re.MULTILINE) or [None]
                assert line is not None
                for letter in reference.letters:
                    assert re.search(rf"\b{letter}\b", line), (item.id, name, letter)


@each_section
def test_a_law_known_from_memory_alone_sends_the_reader_to_the_text(
    book: Path, section: Section
) -> None:
    laws = load_laws().root
    references = {(ref.law, ref.article) for item in section.items for ref in item.laws}
    certainties = [laws[law].certainty for law in {law for law, _article in references}]
    certainties += [laws[law].articles[article].certainty for law, article in references if article]
    unsure = certainties.count("memory")
    assert printed_basis(book, section).count(CHECK_THE_TEXT) == unsure


@each_section
def test_items_added_to_the_source_text_are_named(book: Path, section: Section) -> None:
    basis = printed_basis(book, section)
    assert [i.id for i in section.items if i.id in basis] == [
        i.id for i in section.items if i.added
    ]


def printed_basis(book: Path, section: Section) -> str:
    """Return the text of the chapter on laws, a line for each paragraph."""
    page = (book / f"{section.page}.html").read_text(encoding="utf-8")
    chapter = page[page.index('<section id="dasar">') : page.index("</article>")]
    lines = [re.sub(r"<[^>]+>", "", line) for line in re.split(r"</p>", chapter)]
    return unescape("\n".join(line.strip() for line in lines))


# The built pages


@pytest.mark.parametrize("name", pages_of_toc())
def test_every_page_of_the_contents_is_built(book: Path, name: str) -> None:
    assert (book / f"{name}.html").is_file()


def test_every_page_of_the_book_stands_in_the_contents() -> None:
    pages = [path.relative_to(ROOT) for path in (ROOT / "book").rglob("*.md")]
    assert {path.with_suffix("").as_posix() for path in pages} <= set(pages_of_toc())


def test_the_start_page_leads_to_the_book(book: Path) -> None:
    links = [found["href"] for tag, found in tags(book / "index.html").found if tag == "a"]
    assert links == [f"{pages_of_toc()[0]}.html"]


@each_section
def test_a_page_holds_its_checklist_and_loads_its_script(book: Path, section: Section) -> None:
    found = tags(book / f"{section.page}.html").found
    assert [tag for tag, _attributes in found].count("bermakna-checklist") == 1
    items = [attributes["data-item"] for _tag, attributes in found if "data-item" in attributes]
    assert items == [item.id for item in section.items]
    (script,) = [
        attributes for _tag, attributes in found if "bermakna.js" in attributes.get("src", "")
    ]
    assert "async" in script


@each_section
def test_a_page_shows_the_evidence_of_every_item(book: Path, section: Section) -> None:
    page = (book / f"{section.page}.html").read_text(encoding="utf-8")
    start, end = page.index('id="bukti-yang-dicari"'), page.index('<section id="dasar">')
    chapter = unescape(re.sub(r"<[^>]+>", "", page[start:end]))
    for item in section.items:
        assert item.id in chapter
        assert all(str(example) in chapter for example in item.evidence)


def test_only_pages_with_a_checklist_load_its_script(book: Path) -> None:
    for page in html_pages(book):
        text = page.read_text(encoding="utf-8")
        assert ("_static/bermakna.js" in text) == (lean.CHECKLIST_TAG in text), page
        shows_answers = lean.CHECKLIST_TAG in text or "data-standards=" in text
        assert ("_static/bermakna.css" in text) == shows_answers, page


def test_a_checklist_in_the_output_of_a_notebook_is_noticed() -> None:
    document = new_document("notebook")
    assert not lean.has_checklist(document)
    document += nodes.raw("", f"<div>{lean.CHECKLIST_TAG} data-plan=''></div>", format="html")
    assert lean.has_checklist(document)


def test_the_state_of_widgets_is_left_out() -> None:
    state = _JavaScript(None, type="application/vnd.jupyter.widget-state+json", body="{}")
    plain = _JavaScript(None, body="let a = 1;")
    assert not lean._is_needed(state, ())
    assert lean._is_needed(plain, ())


# What the pages load


@each_section
def test_a_first_visit_is_light(book: Path, section: Section) -> None:
    files = fetched(book / f"{section.page}.html")
    weight = sum(len(compress(file.read_bytes(), 6)) for file in files) / 1024
    assert len(files) <= REQUESTS
    assert weight <= WEIGHT


def test_everything_that_a_page_loads_is_there(book: Path) -> None:
    for page in html_pages(book):
        assert [file for file in fetched(page) if not file.is_file()] == []


def test_no_page_loads_anything_from_another_host(book: Path) -> None:
    outside = re.compile(r"^\s*(?:[a-z]+:)?//", re.IGNORECASE)
    for page in html_pages(book):
        assert [address for address in tags(page).loaded() if outside.match(address)] == []
    for style in book.rglob("*.css"):
        addresses = style_addresses(style.read_text(encoding="utf-8"))
        assert [address for address in addresses if outside.match(address)] == []


def test_no_script_fetches_anything_from_another_host(book: Path) -> None:
    host = r"""["'`](?:https?:)?//"""
    fetching = re.compile(
        rf"(?:fetch|import|importScripts|open|URL|EventSource|WebSocket|sendBeacon)\(\s*{host}"
        rf"|\bfrom\s*{host}|\.(?:src|href)\s*=\s*{host}|setAttribute\([^,()]*,\s*{host}"
    )
    for file in [*book.rglob("*.js"), *html_pages(book)]:
        assert fetching.search(file.read_text(encoding="utf-8")) is None, file


def test_scripts_that_no_page_needs_are_gone(book: Path) -> None:
    names = {path.name for path in book.rglob("*") if path.is_file()}
    assert names.isdisjoint(
        {"fontawesome.js", "bootstrap.js", "clipboard.min.js", "translations.js"}
    )
    assert [name for name in names if "thebe" in name or name.endswith((".map", ".woff2"))] == []
    for page in html_pages(book):
        text = page.read_text(encoding="utf-8").lower()
        assert "thebe" not in text
        assert "widget-state" not in text


def test_no_page_has_formulas(book: Path) -> None:
    for page in html_pages(book):
        text = page.read_text(encoding="utf-8").lower()
        assert "mathjax" not in text
        assert 'class="math' not in text


def test_every_icon_is_drawn_by_our_stylesheet(book: Path) -> None:
    css = (book / "_static" / "handbook.css").read_text(encoding="utf-8")
    drawn = set(re.findall(r"\.(fa-[a-z-]+)", css)) | {"fa-lg"}
    for page in html_pages(book):
        classes = {
            name for _tag, found in tags(page).found for name in found.get("class", "").split()
        }
        assert {name for name in classes if name.startswith("fa-")} <= drawn, page


# Words


def test_no_word_around_the_pages_is_left_in_english(book: Path) -> None:
    path = words.LOCALES / "id" / "LC_MESSAGES" / "sphinx.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="id")
    english = {str(message.id) for message in catalogue if message.id}
    english |= {"Page", "Contents", "Search", "Toggle", "Navigation"}
    for page in html_pages(book):
        shown = {text.strip() for text in tags(page).text}
        for _tag, found in tags(page).found:
            shown |= {found.get(name, "") for name in ("title", "aria-label", "placeholder", "alt")}
        assert shown & english == set(), page


def test_our_words_go_before_those_of_sphinx() -> None:
    assert words.translations("id").gettext("Search") == "Cari"
    assert words.translations("en").gettext("Search") == "Search"
    assert '"Search Results": "Hasil pencarian"' in words.search_page_script("id")


@each_section
def test_search_knows_the_words_of_the_checklist(book: Path, section: Section) -> None:
    prose = (ROOT / f"{section.page}.md").read_text(encoding="utf-8").lower()
    texts = " ".join(str(item.text) for item in section.items)
    language = SearchIndonesian({})
    hidden = [word for word in language.split(texts.lower()) if len(word) > 5 and word not in prose]
    assert hidden
    index = search_index(book)
    place = index["docnames"].index(section.page)
    for word in hidden:
        assert place in pages_with(index, language.stem(word)), word


def pages_with(index: dict[str, Any], key: str) -> list[int]:
    """Return the places of the pages that hold a word; Sphinx keeps those of titles apart."""
    found = [index[kind].get(key, []) for kind in ("terms", "titleterms")]
    return [page for where in found for page in (where if isinstance(where, list) else [where])]


@cache
def search_index(book: Path) -> dict[str, Any]:
    text = (book / "searchindex.js").read_text(encoding="utf-8")
    index: dict[str, Any] = json.loads(text[len("Search.setIndex(") : text.rindex(")")])
    return index


# The worked example


def example(**answers: int | None) -> SheetScore:
    """Score the example of the page: three items, weights 2, 1, 1, on the scale of units."""
    unit = load_standard("unit")
    weights = {"A": 2, "B": 1, "C": 1}
    items = tuple(
        unit.items[0].model_copy(update={"id": name, "weight": weight, "gate": None})
        for name, weight in weights.items()
    )
    section = unit.sections[0].model_copy(update={"items": items})
    return score(unit.model_copy(update={"sections": (section,)}), answers)


def page_of_example(book: Path) -> str:
    page = (book / "book/rujukan/cara-skor.html").read_text(encoding="utf-8")
    article = page[page.index("<article") : page.index("</article>")]
    return re.sub(r"\s+", " ", unescape(re.sub(r"</?(?:span|strong|p)[^>]*>", "", article)))


def test_the_worked_example_stands_on_its_page(book: Path) -> None:
    page = page_of_example(book)
    for number in ("7/3", "77,78", "58,33", "83,33", "75 %", "9/4", "75,00"):
        assert number in page


def test_the_worked_example_says_what_the_package_says(book: Path) -> None:
    page = page_of_example(book)
    open_part, whole = example(A=3, B=None, C=1).sections[0], example(A=3, B=2, C=1).sections[0]
    assert None not in (open_part.score, open_part.low, open_part.high, open_part.completeness)
    for value in (open_part.score, open_part.low, open_part.high, whole.score):
        assert print_index(value or 0) in page
    assert f"{print_percent(open_part.completeness or 0)} %" in page
    assert open_part.text in page
    assert whole.text in page


def test_no_result_of_the_worked_example_is_typed_by_hand() -> None:
    source = (ROOT / "book/rujukan/cara-skor.md").read_text(encoding="utf-8")
    for number in ("7/3", "77", "58", "83", "75", "33", "9/4", "7/4", "10/4"):
        assert number not in source
