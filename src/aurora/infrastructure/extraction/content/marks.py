"""What the name, role and class of an element say about the text in it, as bits of a number."""

import re
from collections.abc import Mapping
from functools import lru_cache

# words that people who make sites give to elements, by what they stand for
CLASSES = """
    navigation: nav navbar navigation menu menus submenu dropdown megamenu topnav sidenav navlist
        toolbar tabs hamburger offcanvas drawer menubar subnav mainnav globalnav navi tablist
        navegacao navegacion navigazione navigatie navigacja hauptmenu menue
    bottom: footer foot colophon bottombar footers contentinfo siteinfo bottom copyright legal
        disclaimer impressum rodape fuss fusszeile piepagina piedepage stopka voettekst
    top: header masthead topbar banner siteheader hdr cabecalho kopf kopfzeile cabecera entete
        testata naglowek
    side: sidebar aside side rail widget widgets secondary complementary sidebars rightcol leftcol
        gutter sidepanel lateral seitenleiste seitenspalte zijbalk barralateral
    related: related recommended recommendations recommendation suggested suggestions similar more
        upsell crosssell trending popular latest recent readmore morelike alsolike also discover
        relacionados relacionadas verwandt verwandte aehnlich aehnliche weitere similaires correlati
        gerelateerd powiazane leia veja
    comment: comment comments disqus respond commentlist replies commentary comentarios comentario
        kommentar kommentare commentaire commentaires commento commenti reactie reacties komentarz
        komentarze
    social: share sharing social socials facebook twitter pinterest linkedin whatsapp addthis follow
        teilen compartir compartilhar compartilhe partilhar partage partager condividi delen
        udostepnij
    consent: cookie cookies consent gdpr onetrust ccpa privacy lgpd rgpd dsgvo tarteaucitron klaro
        cookiebot cookieconsent cookienotice didomi usercentrics borlabs iubenda axeptio trustarc
    modal: modal popup overlay lightbox dialog toast tooltip popover flyout snackbar
    trail: breadcrumb breadcrumbs crumb crumbs bread
    advert: ad ads advert adsbygoogle advertisement sponsor sponsored sponsors promo promotion
        promoted promos dfp affiliate adslot publicidade werbung anzeige anzeigen publicidad
        publicite pubblicita reklama anuncio anuncios
    form: form login signin signup register subscribe subscription newsletter search searchform
        optin captcha input suche suchfeld anmeldung anmelden buscar busca buscador pesquisa
        recherche ricerca zoeken szukaj formulario formulaire formular
    paging: pagination pager paging pages paginate loadmore paginacao paginacion paginazione
    byline: meta byline author authors date published timestamp posted postmeta entrymeta info
        dateline bio autor autora autores auteur auteurs autore datum fecha veroeffentlicht
        publicado
    tag: tag tags category categories topics labels tagcloud chips keywords schlagwort schlagworte
        schlagwoerter etiqueta etiquetas etiquette etiquettes kategorie kategorien categoria
        categorias categorie
    content: content contents article post entry story text body copy richtext prose wysiwyg
        markdown rte articlebody postbody entrycontent maincontent bodytext paragraph conteudo texto
        contenido inhalt contenu artikel beitrag articulo artigo articolo artykul corpo cuerpo corps
        materia noticia texte testo tresc
    main: main primary maincol maincontent principal
    title: title headline heading subtitle subheading lede lead dek intro deck summary excerpt
        tagline eyebrow titulo titel ueberschrift titre titolo tytul chamada
    hero: hero jumbotron splash slide slider carousel swiper slick
    product: product products pdp sku item items buybox addtocart atc goods produto produtos produkt
        produkte articulos produit produits prodotto prodotti
    price: price prices pricing amount sale msrp currency cost preco discount preis preise precio
        precios prix prezzo prijs cena
    description: description desc details detail overview features feature specs spec specifications
        specification about highlights attributes ingredients descricao beschreibung descripcion
        descrizione omschrijving opis
    review: review reviews rating ratings stars star testimonial testimonials customer feedback
        ugc avaliacoes
    forum: message messages thread threads topic reply forum postcontent messagebody bbwrapper
        cooked question answer answers postbody postcell userpost discussion
    user: user username profile member membership signature avatar account reputation badge badges
        poster benutzer usuario utilisateur utente gebruiker
    list: list grid listing listings results result cards card tile tiles collection row feed
        archive gallery teaser lista liste listado listagem elenco lijst
    filter: filter filters facet facets sort sorting refine refinement swatch swatches variant
        variants option options quantity qty selector
    panel: faq faqs accordion collapse collapsible toggle tab panel tabpanel pane
    hidden: hidden hide invisible sr screenreader visuallyhidden offscreen assistive skip skiplink
        noprint
    button: btn button cta buttons
    tools: edit editsection action actions controls tools utility util toolbox print permalink
    cart: cart checkout basket wishlist shipping delivery payment bag minicart stock carrinho
        warenkorb carrito panier carrello winkelwagen koszyk
    code: code pre highlight snippet prism hljs codeblock
"""
TAGS = """
    aside: aside
    main: main
    article: article
    section: section
    navigation: nav menu
    bottom: footer
    top: header
    form: form fieldset
    table: table
    cell: td th
    list: ul ol menu
    item: li
    terms: dl dt dd
    heading: h1 h2 h3 h4 h5 h6
    paragraph: p
    link: a
    button: button
    figure: figure figcaption
    quote: blockquote
    code: pre code kbd samp tt
    details: details
    summary: summary
    label: label
    bold: b strong
    time: time
    dialog: dialog
    noscript: noscript
    unseen:
    property:
"""
ROLES = {
    "navigation": "navigation", "banner": "top", "contentinfo": "bottom", "complementary": "aside",
    "main": "main", "article": "article", "dialog": "dialog", "alertdialog": "dialog",
    "search": "form", "form": "form", "button": "button", "heading": "heading", "list": "list",
    "listitem": "item", "menu": "navigation", "menubar": "navigation", "tablist": "navigation",
}  # fmt: skip
BODY_NAME = re.compile(
    r"(?:^|[^a-z])(?:article|blog|content|entry|main|mw|news|node|page|post|rich|single|story|text|"
    r"artigo|articulo|articolo|artikel|beitrag|corpo|cuerpo|materia|noticia|nota|"
    r"notizia|nieuws|texto)"
    r"[-_]{0,2}(?:body|content|copy|text|contenido|conteudo|contenu|corpo|corps|cuerpo|inhalt|"
    r"noticia|testo|texte|texto)(?![a-z])|(?:^|[^a-z])e-content|field--name-body"
)
BODIES = re.compile(r"body|conte|copy|te[sx]t|corp|cuerpo|inhalt|noticia")  # one is in each
BODY_PROPERTIES = ("articlebody", "text", "description")
TELLING = frozenset({"class", "id", "itemprop", "role", "style", "hidden", "aria-hidden"})
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}")
LINKING, PLACE = "a", frozenset({"id", "name"})
LONGEST, SHORT, REMEMBERED = 2_000, 120, 4_096


def _groups(text: str) -> dict[str, list[str]]:
    parts = re.split(r"(\w+):", text)
    return {name: words.split() for name, words in zip(parts[1::2], parts[2::2], strict=True)}


CLASS_GROUPS, TAG_GROUPS = _groups(CLASSES), _groups(TAGS)
NAMES = (*CLASS_GROUPS, *(f"<{name}>" for name in TAG_GROUPS))
BITS = {name: 1 << number for number, name in enumerate(NAMES)}
BODY = 1 << len(NAMES)
LINK, HEADING = BITS["<link>"], BITS["<heading>"]
UNSEEN, PROPERTY = BITS["<unseen>"], BITS["<property>"]


def _by_word(groups: Mapping[str, list[str]], form: str) -> dict[str, int]:
    bits: dict[str, int] = {}
    for name, words in groups.items():
        for word in words:
            bits[word] = bits.get(word, 0) | BITS[form.format(name)]
    return bits


BY_CLASS, BY_TAG = _by_word(CLASS_GROUPS, "{}"), _by_word(TAG_GROUPS, "<{}>")
IN_ANY_CASE = {
    form: bits
    for word, bits in BY_CLASS.items()
    for form in (word, word.capitalize(), word.upper())
}
BY_ROLE = {role: BITS[f"<{name}>"] for role, name in ROLES.items()}


def marks(tag: str, attributes: Mapping[str, str | None]) -> int:
    """Give what an element says of the text in it. A link with a name that leads nowhere is a place
    to lead to, whose id says nothing of the text; it may be open up to the end of the page.
    """
    place = tag == LINKING and "href" not in attributes and not PLACE.isdisjoint(attributes)
    bits = 0 if place else BY_TAG.get(tag, 0)
    for name, value in attributes.items():
        if name in TELLING and not (place and name == "id"):
            value = value or ""
            bits |= _known(name, value) if len(value) < SHORT else _told(name, value[:LONGEST])
    return bits


@lru_cache(REMEMBERED)
def _known(name: str, value: str) -> int:
    return _told(name, value)


def _told(name: str, value: str) -> int:
    match name:
        case "role":
            return BY_ROLE.get(value, 0)
        case "hidden":
            return UNSEEN
        case "aria-hidden":
            return UNSEEN if value == "true" else 0
        case "style":
            return UNSEEN if "display" in value and "none" in value else 0
        case "itemprop":
            body = BODY if value.lower() in BODY_PROPERTIES else 0
            return PROPERTY | body | _named(value)
        case _:
            small = value.lower()
            body = BODY if BODIES.search(small) and BODY_NAME.search(small) else 0
            return body | _named(value)


def _named(value: str) -> int:
    bits = 0
    for word in WORD.findall(value):
        bits |= IN_ANY_CASE.get(word, 0)
    return bits
