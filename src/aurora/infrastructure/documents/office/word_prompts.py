"""What content controls of Word ask for, taken away where nobody has answered."""

import re

from lxml import etree

from aurora.infrastructure.documents.office.hiding_styles import OFF
from aurora.infrastructure.documents.office.packages import Rewriting
from aurora.infrastructure.documents.office.word_markup import told, value

PROMPT = "placeholder text"  # as the style of prompts is called, in whatever language it is shown


def _leave(root: etree._Element, styles: etree._Element) -> None:
    """Take prompts away from controls that show them: what is in another style was filled in."""
    prompting = {
        value(one, "styleId")
        for one in styles.iterfind("{*}style")
        if told(one, "name").lower() == PROMPT
    }
    for control in root.iter("{*}sdt"):
        shows = control.find("{*}sdtPr/{*}showingPlcHdr")
        if shows is not None and value(shows, "val") not in OFF:
            for run in control.iterfind("{*}sdtContent//{*}r"):
                if told(run, "rPr/rStyle") in prompting:
                    run[:] = [one for one in run if not str(one.tag).endswith("}t")]


WORD_PROMPTS = Rewriting(
    parts=re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml"),
    marks=re.compile(rb"showingPlcHdr"),
    change=_leave,
    told_by=("word/styles.xml",),
)
