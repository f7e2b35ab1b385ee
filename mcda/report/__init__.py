"""Reports: results turned into sentences, tables and figures, and written as HTML or Markdown.

`ranked_report` writes the report of a study. A report is a frozen value made of sections of blocks; HTML and Markdown
are its ways out. They need Jinja2 and matplotlib (`pip install "policy-mcda[report]"`), loaded when first used.
"""

from mcda.report.blocks import (
    Aside,
    Bullets,
    Code,
    Column,
    Document,
    Facts,
    Foreign,
    Group,
    Link,
    Notice,
    Paragraph,
    Picture,
    Reference,
    Row,
    Section,
    Strong,
    Table,
)
from mcda.report.ranked import ranked_report
from mcda.report.report import Report
from mcda.report.words.particles import with_particle
from mcda.writing import make_folder, write_safely

__all__ = [
    "Aside",
    "Bullets",
    "Code",
    "Column",
    "Document",
    "Facts",
    "Foreign",
    "Group",
    "Link",
    "Notice",
    "Paragraph",
    "Picture",
    "Reference",
    "Report",
    "Row",
    "Section",
    "Strong",
    "Table",
    "make_folder",
    "ranked_report",
    "with_particle",
    "write_safely",
]
