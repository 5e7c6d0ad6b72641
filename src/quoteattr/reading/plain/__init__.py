"""What is no French in a text.

HTML, Markdown, note calls, marks made of other signs, line ends inside sentences, the times of subtitles.

Each module says which stretches of a text stand for what; `quoteattr.reading.characters.Source` reads the text so, and
keeps the way back. No model, no lexicon.
"""

from quoteattr.reading.plain.edits import Edit, Mapped
from quoteattr.reading.plain.html import markup
from quoteattr.reading.plain.lines import line_ends
from quoteattr.reading.plain.signs import signs
from quoteattr.reading.plain.subtitles import Subtitles, subtitles
from quoteattr.reading.plain.turned import turned

__all__ = ["Edit", "Mapped", "Subtitles", "line_ends", "markup", "signs", "subtitles", "turned"]
