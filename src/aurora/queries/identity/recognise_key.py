"""Who is behind an API key?"""

import hmac
from dataclasses import replace
from datetime import datetime

from aurora.domains.identity.plain_key import PlainKey
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.principal import Principal, PrincipalKind
from aurora.queries.identity.ports import Freshness
from aurora.queries.identity.register import Register, over
from aurora.queries.identity.views import KeyView


async def recognise_key(
    credential: str, register: Register, freshness: Freshness, now: datetime
) -> Principal:
    """Give the principal behind a key; raises NotRecognised."""
    plain = PlainKey.parse(credential)
    if plain is None:
        raise NotRecognised
    register = replace(register, believed=await freshness.known())
    key = await register.key(plain.id)
    if not (key.revoked or _opens(key, plain.sha256, now)):  # its text may be newer than the view
        key = await replace(register, believed=False).key(plain.id)
    if not _opens(key, plain.sha256, now):
        raise NotRecognised
    return Principal(
        id=key.id,
        kind=PrincipalKind.KEY,
        name=key.prefix,
        permissions=await register.rights_of_key(key, now),
        person=key.issued_by if key.personal else None,
    )


def _opens(key: KeyView, sha256: str, now: datetime) -> bool:
    present = hmac.compare_digest(key.sha256, sha256)
    previous = hmac.compare_digest(key.previous_sha256 or "", sha256)
    return present or (previous and not over(key.previous_until, now))
