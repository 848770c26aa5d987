"""Outputs of notebooks on a page, put right for readers who hear the page."""

from docutils import nodes
from sphinx.application import Sphinx

DATA_FRAME = 'class="dataframe"'


def empty_no_header(_app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Make the blank corner of a pandas table a plain cell: as a header it would be read out."""
    for node in doctree.findall(nodes.raw):
        text = node.astext()
        if DATA_FRAME in text:
            node.children = [nodes.Text(text.replace("<th></th>", "<td></td>"))]
