from __future__ import annotations

import sys
import tomllib
from pathlib import Path

_HERE = Path(__file__).parent
_PROJECT = tomllib.loads((_HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
sys.path.insert(0, str(_HERE / "_ext"))

project = _PROJECT["name"]
author = "quoteattr contributors"
project_copyright = f"2026, {author}"
release = version = _PROJECT["version"]

# ---- what is read

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "languages",
    "accessible",
    "live",
]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "_ext", "_live", "spelling"]

# ---- references

nitpicky = True
nitpick_ignore_regex = [
    # other projects: no inventory is fetched, so that the site builds offline
    (r"py:.*", r"(collections|dask|os|pa|pandas|pathlib|polars|pyarrow|pyspark|spacy|typing)\..*"),
    (r"py:.*", r"(Any|Iterable|Iterator|Language|Mapping|Path|Sequence|StrPath|TextIO|optional)"),
    (r"py:.*", r"quoteattr\.frames\.Frame"),
    (r"py:.*", r"(Fields|DataFrame|p[dl]\.DataFrame|to_batches)"),
    # what a public class holds of its module's own
    (r"py:.*", r"quoteattr\.lexicon\.(conjugate|model|tables|verbs)\..*"),
]

# ---- the API

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_class_signature = "mixed"
autodoc_mock_imports = ["dask", "pandas", "polars", "pyarrow", "pyspark"]  # extras, which the site does without
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# ---- links: `nox -s docs-links`

linkcheck_timeout = 15
linkcheck_retries = 1
linkcheck_anchors = False
# example.org is for examples; the others turn programs away
linkcheck_ignore = [r"https?://example\.org.*"]

# ---- how it looks

html_theme = "furo"
html_title = f"{project} {release}"
html_static_path = ["_static"]
html_css_files = ["quoteattr.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_last_updated_fmt = None
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True
