"""What caches may keep of identity's answers."""

from litestar.datastructures import CacheControlHeader

SECRET = CacheControlHeader(no_store=True)
PUBLIC = CacheControlHeader(public=True, max_age=300)
