"""Identity: who may come in, and what they may do.

Glossary
--------
principal     whoever sends a message: a user, an API key, Aurora itself, or nobody known
user          a person with an account: an e-mail address, a name, a role and a password
person        what only the account knows of a user: e-mail address and name; never in an event
role          viewer, editor, operator or administrator: a named set of permissions
own role      a role that this installation made for itself; users and keys hold it by its name
permission    what a message demands of its caller
API key       a long-lived credential of a service; only its SHA-256 is kept
local key     the API key that the command line of the same machine uses; there is one at a time
access token  a signed statement (JWT) that its bearer signed in; it lives ten minutes
session       a sign-in, until it is ended, expires or is left alone; its id is the token's `sid`
refresh token what keeps a session alive: spent at each use for its child; only hashes are kept
family        the refresh tokens of one session, each the child of the one before it
signing key   the private key behind access tokens; its public half is published
second factor a secret shared with somebody's app, which shows a code by the time (TOTP)
recovery code what opens once instead of such a code; ten of them, only their SHA-256 is kept
keyring       the signing keys, one after the other: coming, signing, retiring, retired
installation  this Aurora as a whole, which is claimed once
invitation    an account that somebody may open: by a letter, once, within seven days
letter        what Aurora writes to people, in English or Portuguese
ticket        what is kept of the one-time token in a letter: its SHA-256, and until when it counts
erasure       forgetting a person for good; an id stays that leads to nobody
attempt       one try to prove something, counted before it is judged
throttle      what makes whoever guesses wait, longer each time
bootstrap     claiming the installation with a one-time token: it makes the first administrator
"""
