"""How far it is from a start URL to another one."""

from aurora.domains.perception.types import Scope


def within(url: str, start: str, scope: Scope) -> bool:
    """Tell whether a canonical URL lies in the scope of a canonical start URL."""
    site, path = _parts(url)
    start_site, start_path = _parts(start)
    if scope is Scope.PREFIX and not path.startswith(start_path.rpartition("/")[0] + "/"):
        return False
    return site == start_site


def _parts(url: str) -> tuple[str, str]:
    bare = url.partition("?")[0].partition("://")[2]
    host, slash, path = bare.partition("/")
    return host.removeprefix("www."), slash + path
