"""The cells of the workbook's form: texts that stay texts, levels to read, progress to see."""

from collections.abc import Iterator

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from assessment.exchange.workbook_form import COLUMN, WIDTHS, Form, progress
from assessment.exchange.workbook_heights import height
from assessment.exchange.workbook_styles import Styles
from assessment.exchange.workbook_words import state_words
from assessment.i18n import _
from assessment.matrix import Choice
from assessment.standard import Item, Section

# What a spreadsheet would run, were it typed.
FORMULA_STARTS = ("=", "+", "-", "@")


def write_text(
    sheet: Worksheet, place: tuple[int, int], text: str, styles: Styles, name: str
) -> None:
    """Write what a person typed as a text, whatever it looks like."""
    # Half of a surrogate pair is no letter, and no file of Excel could hold it.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    style = styles["quoted" if name == "input" and text.startswith(FORMULA_STARTS) else name]
    if not text:
        sheet.write_blank(*place, None, style)
    elif text.startswith("<r>"):
        # XlsxWriter would take such a text for the XML of a formatted one.
        plain = styles["plain"]
        sheet.write_rich_string(*place, plain, text[0], plain, text[1:], style)
    else:
        sheet.write_string(*place, text, style)


def write_section(sheet: Worksheet, styles: Styles, form: Form, row: int, section: Section) -> None:
    """Write the title of a section and how far its items are."""
    sheet.set_row(row, 24)
    for place in COLUMN.values():
        sheet.write_blank(row, place, None, styles["section"])
    sheet.write_string(row, COLUMN["item"], section.id, styles["section"])
    sheet.write_string(row, COLUMN["text"], str(section.title), styles["section title"])
    rows = (row + 1, row + len(section.items))
    where = (row, COLUMN["criteria"])
    write_progress(sheet, styles["section progress"], where, rows, form, section.items)


def write_progress(
    sheet: Worksheet,
    style: Format,
    place: tuple[int, int],
    rows: tuple[int, int],
    form: Form,
    items: tuple[Item, ...],
) -> None:
    """Write at ``place`` how many items between two rows are answered, counted by the program.

    As in the book, neither "do not know" counts, nor "not applicable" without a reason.
    """
    choices, reasons = (
        xl_range(rows[0], COLUMN[name], rows[1], COLUMN[name]) for name in ("choice", "reason")
    )
    unknown, lacking = state_words()["unknown"], state_words()["not_applicable"]
    count = (
        f'COUNTA({choices})-COUNTIF({choices},"{unknown}")'
        f'-SUMPRODUCT(({choices}="{lacking}")*(TRIM({reasons})=""))'
    )
    before, _mark, after = progress("\0", items).partition("\0")
    value = progress(form.answered(items), items)
    sheet.write_formula(*place, f'="{before}"&{count}&"{after}"', style, value)


def write_item(sheet: Worksheet, styles: Styles, form: Form, row: int, item: Item) -> None:
    """Write an item: what there is to read on the left, what is filled in on the right."""
    sheet.set_row(row, height(_texts(form, item)))
    sheet.write_string(row, COLUMN["item"], item.id, styles["item"])
    _write_words(sheet, styles, row, item)
    _write_levels(sheet, styles, form, row, item)
    sheet.write_string(row, COLUMN["criteria"], _criteria(item), styles["words"])
    _write_choice(sheet, styles, row, form.answer(item).choice)
    for name in ("evidence", "note", "reason"):
        text = getattr(form.answer(item), name)
        never = name == "reason" and item.not_applicable == "never" and not text
        write_text(sheet, (row, COLUMN[name]), text, styles, "never" if never else "input")


def _write_words(sheet: Worksheet, styles: Styles, row: int, item: Item) -> None:
    """Write the item's text, and that it is a gate where it is one."""
    place = COLUMN["text"]
    if item.gate is None:
        sheet.write_string(row, place, str(item.text), styles["text"])
        return
    parts = styles["bold"], str(item.text), styles["gate"], "\n" + _("gate")
    sheet.write_rich_string(row, place, *parts, styles["text"])


def _write_levels(sheet: Worksheet, styles: Styles, form: Form, row: int, item: Item) -> None:
    """Write each level on a line of its own: number and name in bold, then what is seen there."""
    levels = list(_levels(form, item))
    parts: list[object] = []
    for place, (name, seen) in enumerate(levels, start=1):
        end = "\n" if place < len(levels) else ""
        parts += [styles["bold"], f"{name} ", styles["plain"], f"{seen}{end}"]
    sheet.write_rich_string(row, COLUMN["levels"], *parts, styles["words"])


def _levels(form: Form, item: Item) -> Iterator[tuple[str, str]]:
    """Yield each level's name and what is seen there, by the item or else by its scale."""
    for level in form.standard.scales[item.scale]:
        seen = (item.levels or {}).get(level.level, level.description)
        yield f"{level.level} {level.label}.", str(seen)


def _criteria(item: Item) -> str:
    return "\n".join(f"• {criterion}" for criterion in item.criteria)


def _texts(form: Form, item: Item) -> dict[str, float]:
    """Map the texts of an item's row to the widths of their columns."""
    answer = form.answer(item)
    texts = {
        "text": "\n".join([str(item.text), _("gate")]),
        "levels": "\n".join(f"{name} {seen}" for name, seen in _levels(form, item)),
        "criteria": _criteria(item),
        "evidence": answer.evidence,
        "note": answer.note,
        "reason": answer.reason,
    }
    return {text: WIDTHS[name] for name, text in texts.items()}


def _write_choice(sheet: Worksheet, styles: Styles, row: int, choice: Choice) -> None:
    place = (row, COLUMN["choice"])
    if isinstance(choice, int):
        sheet.write_number(*place, choice, styles["choice"])
    elif choice is None:
        sheet.write_blank(*place, None, styles["choice"])
    else:
        sheet.write_string(*place, state_words()[choice], styles["choice"])
