"""The mazes: pages that lead to ever more pages, and pages that are not what they seem."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urljoin

from tests.infrastructure.web.wire import response

LAST_YEAR = datetime.now(UTC).year + 3  # of those in which a calendar is believed
FIRST_YEAR = 1300
WORDS = "The lighthouse stands on the rocks above the harbour and shows its light all night."
TITLES = {
    "/charset/lies": ("Maçã de São João", "latin-1", "text/html; charset=utf-8"),
    "/charset/nonsense": ("Avó e avô", "utf-8", "text/html; charset=klingon"),
    "/charset/wide": ("Conceição", "utf-16", "text/html; charset=us-ascii"),
    "/charset/koi8": ("Маяк на берегу моря", "koi8-r", "text/html; charset=koi8-r"),
}

Maze = Callable[[str], bytes]


def page(title: str, *links: str) -> bytes:
    """Give a page that leads to the links."""
    return response(
        _html(title, *links).encode(), "Content-Type: text/html; charset=utf-8", "Connection: close"
    )


def _html(title: str, *links: str) -> str:
    anchors = "".join(f'<li><a href="{link}">{link}</a></li>' for link in links)
    said = f"<h1>{title}</h1><p>{WORDS} This is {title}.</p><ul>{anchors}</ul>"
    return f"<html><head><title>{title}</title></head><body><main>{said}</main></body></html>"


def _later(path: str) -> bytes:
    year, month = map(int, path.split("/")[-2:])
    after = f"{year + month // 12}/{month % 12 + 1:02}"
    return page(f"Events of {year}/{month:02}", f"/calendar/{after}")


def _earlier(path: str) -> bytes:
    year, month = (int(part.partition("=")[2]) for part in path.partition("?")[2].split("&"))
    before = f"year={year - (month == 1)}&month={month - 1 or 12}"
    return page(f"Diary of {year}/{month:02}", f"/diary?{before}")


def _repeating(path: str) -> bytes:
    return page(f"Again {len(path)}", urljoin(path, "more/"))


def _deeper(path: str) -> bytes:
    here = path.rstrip("/").count("/")
    below = "/".join(str(here + number) for number in range(10))
    return page(f"Down {here}", f"{path.rstrip('/')}/{below}")


def _longer(path: str) -> bytes:
    return page(f"Filters {len(path)}", f"{path}&f{len(path)}={'x' * 200}")


def _sessions(path: str) -> bytes:
    id = sha256(path.encode()).hexdigest()[:32]
    ways = (f"/shop;jsessionid={id}", f"/shop?PHPSESSID={id}", f"/shop/(sid({id}))/all")
    return page(f"Shop {id[:4]}", *ways)


def _endless(path: str) -> bytes:
    number = int(path.rpartition("/")[2])
    return page(f"Page {number} of many", f"/endless/{number + 1}")


def _branching(path: str) -> bytes:
    return page(f"Hall {path}", "/", *(f"{path}{turn}" for turn in "abc"))


def _walled(path: str) -> bytes:
    onward = "/members" if path == "/login" else "/login" if path == "/members" else path
    cookie = "Set-Cookie: allowed=yes; Path=/"
    return response(b"", f"Location: {onward}", cookie, "Connection: close", status="302 Found")


def _disguised(path: str) -> bytes:
    title, charset, told = TITLES[path]
    body = _html(title).encode(charset)
    return response(body, f"Content-Type: {told}", "Connection: close")


def _refusing(status: str) -> Maze:
    return lambda _: response(b"not now", "Retry-After: 1", "Connection: close", status=status)


def _gone(_: str) -> bytes:
    return response(b"nothing here", "Connection: close", status="404 Not Found")


STARTS: Mapping[str, Maze] = {
    f"/calendar/{LAST_YEAR}/11": _later,
    f"/diary?year={FIRST_YEAR}&month=2": _earlier,
    "/again/more/": _repeating,
    "/down": _deeper,
    "/filter?all=1": _longer,
    "/shop": _sessions,
    "/endless/1": _endless,
    "/wall": _walled,
    "/members": _walled,
    "/login": _walled,
    "/busy/never": _refusing("503 Service Unavailable"),
    **dict.fromkeys(TITLES, _disguised),
}
BUSY_ONCE = "/busy/once"
HALL = "/hall/"
MAZES: Mapping[str, Maze] = {
    "/calendar/": _later,
    "/diary": _earlier,
    "/again/": _repeating,
    "/down": _deeper,
    "/filter": _longer,
    "/shop": _sessions,
    "/endless/": _endless,
    HALL: _branching,
    **STARTS,
}


def answer(path: str, times: int) -> bytes:
    """Answer what is asked for the so-manieth time."""
    if path == BUSY_ONCE:
        return _refusing("429 Too Many Requests")(path) if times == 1 else page("Busy at first")
    maze = next((play for start, play in MAZES.items() if path.startswith(start)), _gone)
    return maze(path)
