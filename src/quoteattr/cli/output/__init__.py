"""Where results go: files, parts of a run that may be resumed, a progress bar."""

from quoteattr.cli.output.beside import Beside
from quoteattr.cli.output.files import (
    about_of,
    choose,
    columns_of,
    fail_output,
    is_special,
    publish,
    same_file,
    standard_output,
    write,
    write_all,
    write_folder,
)
from quoteattr.cli.output.parts import Done, Parts, temporary_parts
from quoteattr.cli.output.progress import Bar
from quoteattr.cli.output.spreadsheet import as_spreadsheet

__all__ = [
    "Bar",
    "Beside",
    "Done",
    "Parts",
    "about_of",
    "as_spreadsheet",
    "choose",
    "columns_of",
    "fail_output",
    "is_special",
    "publish",
    "same_file",
    "standard_output",
    "temporary_parts",
    "write",
    "write_all",
    "write_folder",
]
