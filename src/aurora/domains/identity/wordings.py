"""What Aurora's letters say, in English and Portuguese."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Occasion(StrEnum):
    """Why Aurora writes."""

    INVITED = "invited"
    KNOWN_ALREADY = "known already"
    RESET_ASKED = "reset asked"
    PASSWORD_CHANGED = "password changed"  # noqa: S105  an occasion
    KEY_ISSUED = "key issued"
    ADDRESS_TO_CONFIRM = "address to confirm"
    ADDRESS_CHANGING = "address changing"
    SECOND_FACTOR_ON = "second factor on"
    SECOND_FACTOR_OFF = "second factor off"
    RECOVERY_CODES_REPLACED = "recovery codes replaced"


class Wording(NamedTuple):
    """What a letter says; names in braces are filled in."""

    subject: str
    text: str


ENGLISH = MappingProxyType(
    {
        Occasion.INVITED: Wording(
            "You are invited to Aurora",
            """Hello,

you are invited to use Aurora at {home}.

To open your account, follow this link and choose a password:

{link}

The link works once, and for seven days. If you did not expect this letter,
you can ignore it: without the link nothing happens.
""",
        ),
        Occasion.KNOWN_ALREADY: Wording(
            "You have an account at Aurora already",
            """Hello,

somebody wanted to open an account for this address at {home}, but you have
one already. Nothing has changed.

Sign in as always. If you do not remember your password, ask there for a new
one.
""",
        ),
        Occasion.RESET_ASKED: Wording(
            "A new password for Aurora",
            """Hello {name},

somebody, probably you, asked for a new password for your account at {home}.

To choose one, follow this link:

{link}

The link works once, and for one hour. If it was not you who asked, you can
ignore this letter: your password stays as it is.
""",
        ),
        Occasion.PASSWORD_CHANGED: Wording(
            "Your password for Aurora was changed",
            """Hello {name},

the password of your account at {home} was changed just now, and whoever
else was signed in has been signed out.

If it was not you, ask for a new password there at once, and tell your
administrator.
""",
        ),
        Occasion.KEY_ISSUED: Wording(
            "A key was made with your account at Aurora",
            """Hello {name},

an API key was made with your account at {home} just now. It may do what you
may, or less, until it ends or is revoked.

If it was not you, revoke it, change your password at once, and tell your
administrator.
""",
        ),
        Occasion.ADDRESS_TO_CONFIRM: Wording(
            "Confirm your e-mail address for Aurora",
            """Hello,

this address is to become the one of an account at {home}. To confirm that
it is yours, follow this link:

{link}

The link works once, and for one hour. If you do not know of this, you can
ignore this letter: the address is not used then.
""",
        ),
        Occasion.ADDRESS_CHANGING: Wording(
            "Your e-mail address for Aurora is about to change",
            """Hello {name},

your account at {home} is to get another e-mail address. The change takes
effect when it is confirmed at the new address; from then on letters go
there.

If it was not you who asked for this, change your password at once, and tell
your administrator.
""",
        ),
        Occasion.SECOND_FACTOR_ON: Wording(
            "Signing in to Aurora takes a code now",
            """Hello {name},

a second factor was turned on for your account at {home}: signing in takes a
code of an app from now on. Whoever else was signed in has been signed out.

If it was not you, tell your administrator at once, who can take it off.
""",
        ),
        Occasion.SECOND_FACTOR_OFF: Wording(
            "Signing in to Aurora takes no code any more",
            """Hello {name},

the second factor of your account at {home} was removed: your password is
enough to sign in from now on. Whoever else was signed in has been signed
out.

If neither you nor an administrator you asked did this, change your password
at once, and tell your administrator.
""",
        ),
        Occasion.RECOVERY_CODES_REPLACED: Wording(
            "You have new recovery codes for Aurora",
            """Hello {name},

new recovery codes were made for your account at {home}, and the old ones
open nothing any more.

If it was not you, change your password at once, and tell your
administrator.
""",
        ),
    }
)

PORTUGUESE = MappingProxyType(
    {
        Occasion.INVITED: Wording(
            "Você foi convidado para o Aurora",
            """Olá,

você foi convidado a usar o Aurora em {home}.

Para abrir a sua conta, siga este link e escolha uma senha:

{link}

O link funciona uma única vez e vale por sete dias. Se você não esperava
esta mensagem, pode ignorá-la: sem o link, nada acontece.
""",
        ),
        Occasion.KNOWN_ALREADY: Wording(
            "Você já tem uma conta no Aurora",
            """Olá,

alguém quis abrir uma conta para este endereço em {home}, mas você já tem
uma. Nada mudou.

Entre como sempre. Se não se lembrar da senha, peça uma nova por lá.
""",
        ),
        Occasion.RESET_ASKED: Wording(
            "Uma nova senha para o Aurora",
            """Olá, {name},

alguém, provavelmente você, pediu uma nova senha para a sua conta em {home}.

Para escolhê-la, siga este link:

{link}

O link funciona uma única vez e vale por uma hora. Se não foi você que
pediu, ignore esta mensagem: a sua senha continua a mesma.
""",
        ),
        Occasion.PASSWORD_CHANGED: Wording(
            "A sua senha do Aurora foi alterada",
            """Olá, {name},

a senha da sua conta em {home} acaba de ser alterada, e quem mais estava
conectado foi desconectado.

Se não foi você, peça uma nova senha agora mesmo e avise o seu
administrador.
""",
        ),
        Occasion.KEY_ISSUED: Wording(
            "Uma chave foi criada com a sua conta no Aurora",
            """Olá, {name},

uma chave de API acaba de ser criada com a sua conta em {home}. Ela pode o
mesmo que você, ou menos, até acabar ou ser revogada.

Se não foi você, revogue-a, troque a sua senha agora mesmo e avise o seu
administrador.
""",
        ),
        Occasion.ADDRESS_TO_CONFIRM: Wording(
            "Confirme o seu e-mail no Aurora",
            """Olá,

este endereço deve passar a ser o de uma conta em {home}. Para confirmar que
ele é seu, siga este link:

{link}

O link funciona uma única vez e vale por uma hora. Se você não sabe do que
se trata, ignore esta mensagem: o endereço não será usado.
""",
        ),
        Occasion.ADDRESS_CHANGING: Wording(
            "O seu e-mail no Aurora está para mudar",
            """Olá, {name},

a sua conta em {home} deve receber outro endereço de e-mail. A mudança vale
assim que for confirmada no endereço novo; a partir daí, as mensagens vão
para lá.

Se não foi você que pediu, troque a sua senha agora mesmo e avise o seu
administrador.
""",
        ),
        Occasion.SECOND_FACTOR_ON: Wording(
            "Entrar no Aurora agora exige um código",
            """Olá, {name},

um segundo fator foi ativado para a sua conta em {home}: a partir de agora,
para entrar é preciso um código de um aplicativo. Quem mais estava conectado
foi desconectado.

Se não foi você, avise agora mesmo o seu administrador, que pode removê-lo.
""",
        ),
        Occasion.SECOND_FACTOR_OFF: Wording(
            "Entrar no Aurora já não exige um código",
            """Olá, {name},

o segundo fator da sua conta em {home} foi removido: a partir de agora,
basta a senha para entrar. Quem mais estava conectado foi desconectado.

Se não foi você, nem um administrador a seu pedido, troque a sua senha agora
mesmo e avise o seu administrador.
""",
        ),
        Occasion.RECOVERY_CODES_REPLACED: Wording(
            "Você tem novos códigos de recuperação do Aurora",
            """Olá, {name},

novos códigos de recuperação foram criados para a sua conta em {home}, e os
antigos já não servem.

Se não foi você, troque a sua senha agora mesmo e avise o seu
administrador.
""",
        ),
    }
)

WORDINGS: Mapping[str, Mapping[Occasion, Wording]] = MappingProxyType(
    {"en": ENGLISH, "pt": PORTUGUESE}
)
