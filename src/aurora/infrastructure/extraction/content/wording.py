"""What stands on pages beside their content, in English, Portuguese, Spanish, French, German,
Italian, Dutch and Polish: offers, dates, what the law asks for.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from aurora.infrastructure.extraction.content.characters import Vocabulary, vocabulary


class Wording(NamedTuple):
    """Phrases in small letters as one pattern, and words of which each of them begins or ends with
    one, which are quicker to look for.
    """

    pattern: re.Pattern[str]
    edges: Vocabulary


def wording(lines: str, *others: str) -> Wording:
    """Make a wording of phrases, between commas or line ends, whose words may stand apart, with a
    hyphen or together; `others` are patterns of what else belongs to it.
    """
    phrases = [one.split() for one in re.split(r"[,\n]", lines) if one.strip()]
    joined = "|".join((*others, *map("[ -]?".join, phrases)))
    return Wording(re.compile(rf"\b(?:{joined})\b"), vocabulary(_edges(phrases)))


def _edges(phrases: list[list[str]]) -> Iterator[str]:
    """Give what each phrase begins or ends with, whichever is longer: fewer texts have that."""
    for words in phrases:
        last = len(words[-1]) > len(words[0])
        for count in range(1, len(words) + 1):
            yield "".join(words[-count:] if last else words[:count])


OFFERS = wording(
    """
    sign up, sign in, log in, subscribe, newsletter, share, tweet, click here, read more, learn more
    view all, see all, show more, load more, add to, buy now, shop now, skip to, menu, search
    follow us, reply, report, quote, permalink, edit, print, advertisement, continue reading
    story continues, article continues
    compartilhe, compartilhar, compartilhamento, partilhe, partilhar, entrar, cadastro, cadastre
    cadastrar, assine, assinar, assinante, assinantes, assinatura, subscreva, subscrever, inscreva
    leia mais, ver mais, saiba mais, ver todos, ver todas, mostrar mais, carregar mais, clique aqui
    comprar, carrinho, adicionar ao, buscar, pesquisar, responder, denunciar, imprimir, siga
    publicidade, continua depois
    comparte, compartir, leer más, ver más, ver todo, saber más, mostrar más, cargar más, haz clic
    iniciar sesión, inicia sesión, registrarse, regístrate, suscríbete, suscríbase, suscribirse
    añadir al, agregar al, síguenos, boletín, publicidad
    partager, partagez, lire la suite, lire plus, lire aussi, voir plus, voir tout, voir tous
    savoir plus, charger plus, cliquez ici, connexion, connectez, inscription, inscrivez, abonnez
    abonnement, rechercher, acheter, ajouter au, répondre, imprimer, signaler, suivez, publicité
    weiterlesen, mehr lesen, mehr erfahren, mehr anzeigen, mehr laden, alle anzeigen, teilen
    hier klicken, klicken sie, zum inhalt, jetzt kaufen, jetzt bestellen, warenkorb, suche, suchen
    anmelden, einloggen, registrieren, abonnieren, folgen sie, folge uns, drucken, antworten
    zitieren, melden, bearbeiten, kommentieren, anzeige, werbung
    condividi, leggi tutto, leggi di più, leggi anche, continua a leggere, scopri di più
    mostra altro, mostra tutto, vedi tutti, vedi tutto, carica altri, accedi, registrati, iscriviti
    abbonati, acquista, aggiungi al, rispondi, stampa, segnala, seguici, pubblicità
    delen, lees meer, lees verder, meer lezen, meer info, bekijk alle, toon meer, laad meer
    inloggen, aanmelden, registreren, abonneer, nieuwsbrief, zoeken, bestellen, winkelwagen
    reageer, reageren, afdrukken, volg ons, advertentie
    udostępnij, czytaj więcej, czytaj dalej, zobacz więcej, zobacz wszystkie, pokaż więcej
    zaloguj, zarejestruj, subskrybuj, szukaj, kup teraz, dodaj do, odpowiedz, drukuj, zgłoś
    obserwuj, reklama
    """
)
BETWEEN = "/.-"  # the numbers of a date
YEARS = vocabulary(map(str, range(1900, 2100)))
BUYING = wording(
    """
    add to cart, add to bag, add to basket, adicionar ao carrinho, comprar agora, añadir al carrito
    agregar al carrito, ajouter au panier, in den warenkorb, aggiungi al carrello, in winkelwagen
    in winkelwagentje, dodaj do koszyka
    """
)
DATES = wording(
    """
    ago, hour, hours, minute, minutes, day, days, jan, feb, mar, apr, may, jun, jul, aug, sep, oct
    nov, dec
    há, atrás, hora, horas, minuto, minutos, dia, dias, fev, abr, mai, ago, set, out, dez
    hace, día, días, ene, dic
    heure, heures, jours, janv, févr, avr, juil, août, déc
    stunde, stunden, minuten, tagen, jän, märz, okt
    ore, minuti, giorni, giu, lug, ott
    geleden, uur, dagen, mrt
    temu, godzin, godziny, minut, dni
    """,
    r"(?:19|20)\d\d",
    rf"\d{{1,2}}[{BETWEEN}]\d{{1,2}}[{BETWEEN}]\d{{2,4}}",
)
LEGAL = wording(
    """
    copyright, cookie, cookies, privacy, rights reserved
    privacidade, todos os direitos, direitos reservados
    privacidad, aviso legal, derechos reservados
    confidentialité, mentions légales, tous droits, droits réservés
    datenschutz, datenschutzerklärung, impressum, alle rechte, rechte vorbehalten
    diritti riservati, informativa sulla
    privacybeleid, rechten voorbehouden
    prywatności, prawa zastrzeżone
    """
)
LEGAL_SIGNS = ("©", "(c)", "(C)")
