"""How far the rendering of a page may go."""

import msgspec


class RenderLimits(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds for a page with its steps; bytes over the wire, of its HTML and of a picture; how
    many requests; megabytes that the whole browser may hold, its processes added up. `load` is how
    long to wait for the rest once the document is there, `settle` how long for its scripts to come
    to rest and to draw anything, `quiet` how long nothing is asked for by then.
    """

    seconds: float = 30.0
    wire: int = 50_000_000
    html: int = 10_000_000
    picture: int = 10_000_000
    picture_height: int = 16_384
    requests: int = 500
    memory_mb: int = 3_000
    load: float = 10.0
    settle: float = 5.0
    quiet: float = 0.5
    start: float = 30.0
    close: float = 5.0
