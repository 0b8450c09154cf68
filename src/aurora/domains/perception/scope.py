"""How far a crawl may go from its start URLs."""

from collections.abc import Iterator, Sequence

from aurora.domains.perception.types import Scope


class Boundary:
    """Tells which canonical URLs lie in a scope of canonical start URLs.

    A host is the same with and without `www.`, by http and by https. `domains` are the registrable
    domains of the start URLs; the scope `domain` goes by them.
    """

    def __init__(self, starts: Sequence[str], scope: Scope, domains: Sequence[str] = ()) -> None:
        self._scope = scope
        self._domains = frozenset(domains)
        self._folders: dict[str, list[str]] = {}
        for start in starts:
            site, path = _parts(start)
            self._folders.setdefault(site, []).append(path.rpartition("/")[0] + "/")

    def holds(self, url: str) -> bool:
        """Tell whether the URL lies within."""
        site, path = _parts(url)
        match self._scope:
            case Scope.PREFIX:
                return path.startswith(tuple(self._folders.get(site, ())))
            case Scope.HOST:
                return site in self._folders
            case Scope.SUBDOMAINS:
                return any(part in self._folders for part in _with_parents(site))
            case Scope.DOMAIN:
                return any(part in self._domains for part in _with_parents(_without_port(site)))
            case Scope.EXTERNAL:
                return True


def _parts(url: str) -> tuple[str, str]:
    bare = url.partition("#")[0].partition("?")[0].partition("://")[2]
    host, slash, path = bare.partition("/")
    return host.removeprefix("www."), slash + path


def _with_parents(site: str) -> Iterator[str]:
    while site:
        yield site
        site = site.partition(".")[2]


def _without_port(site: str) -> str:
    host, colon, port = site.rpartition(":")
    return host if colon and port.isdecimal() else site
