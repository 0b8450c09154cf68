"""`aurora` for tests of slow sites: the worker gives up on an answer after two seconds."""

from aurora.cli import main
from aurora.container import Container
from aurora.infrastructure.web.fetcher import FetchLimits

SECONDS = 2.0

if __name__ == "__main__":
    Container.guarded.add_kwargs(limits=FetchLimits(total=SECONDS))
    main()
