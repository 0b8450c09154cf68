"""What is remembered of sitemaps, in memory."""

from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.http_cache import MemoryHttpCache
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.web.sitemap_memory import SitemapMemory


def no_memory() -> SitemapMemory:
    """Give a memory that nothing is in yet."""
    return SitemapMemory(MemoryHttpCache(), MemoryBlobs(), MemoryClock(), agent="Aurora")
