"""What the manual's build needs so that the site works below any path."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.utils.templates import TemplateContext

NEEDS_AN_ADDRESS = {"404.html", "sitemap.xml"}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Leave out the files that would need to know where the site is served."""
    config.theme.static_templates -= NEEDS_AN_ADDRESS
    return config


@event_priority(-100)
def on_page_context(
    context: TemplateContext, config: MkDocsConfig, **_rest: object
) -> TemplateContext:
    """Make the language switcher's links relative on the home pages too."""
    for alternate in getattr(config.extra, "alternate", []):
        alternate["link"] = alternate["link"].lstrip("/") or "./"
    return context
