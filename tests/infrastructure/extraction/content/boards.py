"""Made-up threads, as programs for forums write them: posts of the same five people each time."""

from typing import NamedTuple


class Post(NamedTuple):
    """Who wrote a post, on which day of March, what, and what it quotes of whom."""

    name: str
    day: int
    text: str
    quoted: tuple[str, str] | None = None
    more: str = ""
    last: str = ""


CODE = "def following(times, now):\n    return min(time for time in times if time > now)"
ITEMS = ("the file is sorted by time", "the clock is set to the right zone")
ASKED = (
    "I have a ferry timetable written in Python that reads a list of crossings from a file and "
    "prints the next one. Since the update last week it prints the wrong crossing after midnight."
)
POSTS = (
    Post("Adaline", 4, ASKED, None, "list", "Thanks!"),
    Post("BoRower", 5, "+1, same here"),
    Post(
        "Cyprian",
        6,
        "The smallest time that is later than now does not exist after the last crossing of the "
        "day, so you have to begin again with the first crossing of the next day.",
        ("Adaline", "it prints the wrong crossing after midnight"),
        "code",
        "Hope that helps.",
    ),
    Post(
        "Dorothea",
        7,
        "We had the same problem on the northern line, and it went away when the times were kept "
        "with their dates instead of without.",
        ("Evander", "A time without a date is a promise to be wrong every night"),
    ),
    Post("Adaline", 8, "That was it, thank you all!"),
)
SIGNATURES = {"Adaline": "Life is a crossing, bring a coat.", "Cyprian": "Boats: Eider, Merganser"}
RANKS = {"Adaline": "Deckhand", "BoRower": "Newcomer", "Cyprian": "Captain", "Dorothea": "Mate"}
TITLE = "Wrong crossing after midnight"
MENU = "<a href=/>Board index</a> <a href=/faq>FAQ</a> <a href=/search>Search</a>"
FOOT = "<p>All times are in the zone of the harbour. Nobody may copy the timetable.</p>"
LISTED = "".join(f"<li>{item}</li>" for item in ITEMS)


def _body(post: Post, quote: str, code: str) -> str:
    """Give the text of a post with what it quotes before and a list or code in it."""
    quoted = quote.format(*post.quoted) if post.quoted else ""
    more = {"list": f"<ul>{LISTED}</ul>", "code": code.format(CODE.replace(">", "&gt;")), "": ""}
    return f"{quoted}{post.text}{more[post.more]}{post.last}"


def _page(posts: str, attributes: str = "") -> str:
    return (
        f"<html><head><title>{TITLE}</title></head><body {attributes}><div class=header>{MENU}"
        f"</div><div id=main><h1>{TITLE}</h1>{posts}</div><div class=footer>{FOOT}</div></body>"
    )


def sections() -> str:
    """Posts as sections with a column about who wrote them, likes and signatures."""
    quote = (
        "<blockquote class='block block--quote'><div class=block-title><a href=#>{} said:</a></div>"
        "<div class=block-content>{}<div class=expand><a role=button>Click to expand</a></div>"
        "</div></blockquote>"
    )
    posts = "".join(
        f"<article class='message message--post js-post'><div class='cell cell--user'>"
        f"<div class=message-avatar>{post.name[0]}</div><h4 class=message-name>"
        f"<a class=username href=/m/{post.name}>{post.name}</a></h4>"
        f"<h5 class=userTitle>{RANKS[post.name]}</h5><dl><dt>Joined</dt><dd>Dec 17, 2017</dd></dl>"
        f"<dl><dt>Messages</dt><dd>1,{post.day}34</dd></dl></div><div class='cell cell--main'>"
        f"<ul class=attribution><li><time datetime=2024-03-0{post.day}>Mar {post.day}, 2024</time>"
        f"</li><li><a href=#>#{number}</a></li></ul><div class=message-body>"
        f"{_body(post, quote, '<pre><code>{}</code></pre>')}</div>"
        f"<aside class=message-signature>{SIGNATURES.get(post.name, '')}</aside>"
        f"<div class=reactions>Likes: BoRower and Cyprian</div><a href=/r>Reply</a></div></article>"
        for number, post in enumerate(POSTS, 1)
    )
    return _page(posts, "id=XF class=template-thread_view")


def tables() -> str:
    """Each post as a table, as old boards lay them out; signatures below a rule."""
    quote = (
        "<div style='margin:20px'><div class=smallfont>Quote:</div><table><tr><td class=alt2>"
        "<div>Originally Posted by <strong>{}</strong></div><div>{}</div></td></tr></table></div>"
    )
    code = "<div style='margin:20px'><div class=smallfont>Code:</div><pre class=alt2>{}</pre></div>"
    posts = "".join(
        f"<div align=center><div class=page><div id=edit{number}><table class=tborder id=p{number}>"
        f"<tr><td class=thead>03-0{post.day}-2024, 09:15 AM</td><td class=thead>#{number}</td></tr>"
        f"<tr><td class=alt2><div id=menu{number}><a class=bigusername href=/m>{post.name}</a>"
        f"</div><div class=smallfont>{RANKS[post.name]}</div><div class=smallfont><div>Join Date: "
        f"Dec 2003</div><div>Posts: 1,{post.day}34</div></div></td><td class=alt1>"
        f"<div class=smallfont><strong>{TITLE}</strong></div><hr><div id=text{number}>"
        f"{_body(post, quote, code)}</div>{_below_rule(post.name, '<div>{}</div>')}</td></tr><tr>"
        f"<td class=alt2><img src=off.gif alt='{post.name} is offline'></td><td class=alt1>"
        f"<a href=/q><img src=q.gif alt='Reply With Quote'></a></td></tr></table></div></div></div>"
        for number, post in enumerate(POSTS, 1)
    )
    return _page(f"<div id=posts>{posts}</div>", "id=vbulletin_html")


def rows() -> str:
    """Posts as rows of one table, two or three for each, with names above what is told of them."""
    box = "</span><table><tr><td><b>{}</b></td></tr><tr><td class={}>{}</td></tr></table><span>"
    code, quote = (
        box.format("Code:", "code", "<pre>{}</pre>"),
        box.format("{} wrote:", "quote", "{}"),
    )
    posts = "".join(
        f"<tr><td class=row{number % 2 + 1}><span class=name><b>{post.name}</b></span><br><span>"
        f"{RANKS[post.name]}<br>Joined: 17 Dec 2003<br>Posts: 1{post.day}4</span></td>"
        f"<td class=row{number % 2 + 1}><table><tr><td><a href=/p><img src=p.gif alt=Post></a>"
        f"<span>Posted: Mon Mar 0{post.day}, 2024 9:15 am &nbsp; Post subject: {TITLE}</span></td>"
        f"<td><a href=/q><img src=q.gif alt='Reply with quote'></a></td></tr><tr><td colspan=2><hr>"
        f"</td></tr><tr><td colspan=2><span>{_body(post, quote, code)}"
        f"{_below_rule(post.name, '<br>{}')}</span></td></tr></table></td></tr>"
        f"<tr><td class=row{number % 2 + 1}><a href=#top>Back to top</a></td><td>"
        f"<img src=u.gif alt='View profile'></td></tr><tr><td class=spaceRow colspan=2></td></tr>"
        for number, post in enumerate(POSTS, 1)
    )
    return _page(f"<table class=forumline>{posts}</table>", "id=phpbb")


def asides() -> str:
    """Posts with who and when on one line, and quotations as asides."""
    quote = (
        "<aside class='quote no-group'><div class=title><img class=avatar src=a.png> {}:</div>"
        "<blockquote><p>{}</p></blockquote></aside>"
    )
    posts = "".join(
        f"<div class='topic-body crawler-post' id=post_{number}><div class=crawler-post-meta>"
        f"<span class=creator><a href=/u/{post.name}>{post.name}</a></span> <time>"
        f"March {post.day}, 2024, 9:15am</time> <span>{number}</span></div><div class=post>"
        f"{_body(post, quote, '<pre><code>{}</code></pre>')}</div><div><span class=post-likes>"
        f"{number} Likes</span></div></div>"
        for number, post in enumerate(POSTS, 1)
    )
    return _page(posts).replace("</title>", "</title><meta name=generator content='Discourse 3'>")


def _below_rule(name: str, element: str) -> str:
    said = SIGNATURES.get(name)
    return element.format(f"__________________<br>{said}") if said else ""


BOARDS = {board.__name__: board for board in (sections, tables, rows, asides)}
