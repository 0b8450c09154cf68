"""What the manual's build needs so that the site works below any path."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.utils.templates import TemplateContext

NEEDS_AN_ADDRESS = {"404.html", "sitemap.xml"}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Leave out the files that would need to know where the site is served."""
    config.theme.static_templates -= NEEDS_AN_ADDRESS
    return config


def on_files(files: Files, **_rest: object) -> Files:
    """Copy no template of theirs as it is written, as the theme's other files are."""
    for found in filter(None, map(files.get_file_from_path, NEEDS_AN_ADDRESS)):
        files.remove(found)
    return files


@event_priority(-100)
def on_page_context(
    context: TemplateContext, config: MkDocsConfig, **_rest: object
) -> TemplateContext:
    """Make the language switcher's links relative on the home pages too."""
    for alternate in getattr(config.extra, "alternate", []):
        alternate["link"] = alternate["link"].lstrip("/") or "./"
    return context
