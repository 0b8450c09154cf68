"""The container: one line per adapter; the only module that names adapters."""

from functools import partial

from dependency_injector import containers, providers

from aurora.bus import Bus, messages_of
from aurora.catalogue import (
    COMMAND_HANDLERS,
    EVENTS,
    MEANING,
    POLICIES,
    QUERY_HANDLERS,
    of,
)
from aurora.commands.perception.guests import Guests
from aurora.commands.perception.under_way import CrawlsUnderWay
from aurora.container.groups import merged, positions, singletons, view_ports
from aurora.container.identity import IdentityContainer
from aurora.domains.blobs import Blobs
from aurora.domains.clock import Clock, Ids
from aurora.domains.knowledge import ports as knowledge
from aurora.domains.perception import ports as perception
from aurora.domains.perception.filling import Filler
from aurora.domains.perception.frontier import Frontier
from aurora.domains.perception.guests import Reservations
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.notice import WebhookClient
from aurora.domains.perception.patterns import Patterns
from aurora.domains.perception.sitemaps import Sitemaps
from aurora.domains.perception.url import Urls
from aurora.domains.routing import ports as routing
from aurora.infrastructure.blobs.local import LocalBlobs
from aurora.infrastructure.chroma.guarded import GuardedMeaningIndex
from aurora.infrastructure.chroma.meaning import ChromaMeaningIndex
from aurora.infrastructure.extraction.extractor import LexborExtractor
from aurora.infrastructure.extraction.reader import DOCUMENTS_AT_ONCE, DocumentReader
from aurora.infrastructure.extraction.reader import LIMITS as DOCUMENT_LIMITS
from aurora.infrastructure.extraction.workers import PUBLISHED_LIMITS, ExtractionWorkers
from aurora.infrastructure.lexical.reader import TantivyWordIndex
from aurora.infrastructure.lexical.writer import TantivyWordWriter
from aurora.infrastructure.memory.rate_limits import MemoryRateLimits
from aurora.infrastructure.models.chat_filler import ChatFiller
from aurora.infrastructure.models.e5_embedder import E5Embedder
from aurora.infrastructure.models.e5_tokenizer import E5Tokenizer
from aurora.infrastructure.models.languages import LangidLanguages
from aurora.infrastructure.models.sketcher import ShingleSketcher
from aurora.infrastructure.models.splitter import MarkdownSplitter
from aurora.infrastructure.observability import checks
from aurora.infrastructure.observability.losses import LostTexts
from aurora.infrastructure.observability.metrics import PrometheusMetrics
from aurora.infrastructure.observability.readiness import Readiness
from aurora.infrastructure.postgres.cursors import PostgresCursors
from aurora.infrastructure.postgres.embeddings import PostgresEmbeddings
from aurora.infrastructure.postgres.engine import connect as connect_postgres
from aurora.infrastructure.postgres.first_perception import FirstPerception
from aurora.infrastructure.postgres.frontier import PostgresFrontier
from aurora.infrastructure.postgres.frontier_state import PostgresFrontierState
from aurora.infrastructure.postgres.http_cache import PostgresHttpCache
from aurora.infrastructure.postgres.jobs import PostgresJobs
from aurora.infrastructure.postgres.knowledge import PostgresKnowledge
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.postgres.parking import PostgresParking
from aurora.infrastructure.postgres.perception import PostgresPerception
from aurora.infrastructure.postgres.reservations import PostgresReservations
from aurora.infrastructure.postgres.routing import PostgresRouting
from aurora.infrastructure.postgres.work import Wiring
from aurora.infrastructure.progress import Positions
from aurora.infrastructure.redis.board import Board
from aurora.infrastructure.redis.client import connect as connect_redis
from aurora.infrastructure.redis.rate_limits import RedisRateLimits
from aurora.infrastructure.relay.meaning import MeaningSubscriber
from aurora.infrastructure.relay.policies import PolicySubscriber
from aurora.infrastructure.relay.relay import Relay
from aurora.infrastructure.relay.tail import Tail
from aurora.infrastructure.relay.views import ViewSubscriber
from aurora.infrastructure.relay.words import WordSubscriber
from aurora.infrastructure.rendering.configured import ConfiguredRenderer
from aurora.infrastructure.standby import Standby, StandbyRateLimits
from aurora.infrastructure.system import SystemClock, SystemIds, SystemPause
from aurora.infrastructure.tasks import JobEngine, Worker
from aurora.infrastructure.web.addresses import address_rule
from aurora.infrastructure.web.fetcher import AiohttpFetcher
from aurora.infrastructure.web.own_manual import OwnManualFetcher
from aurora.infrastructure.web.patterns import Re2Patterns
from aurora.infrastructure.web.robots import ProtegoRobots
from aurora.infrastructure.web.sitemap_memory import SitemapMemory
from aurora.infrastructure.web.sitemaps import LxmlSitemaps
from aurora.infrastructure.web.urls import AdaUrls
from aurora.infrastructure.web.webhooks import AiohttpWebhooks
from aurora.queries.knowledge.ports import (
    MeaningIndex,
    MeaningIndexWriter,
    WordIndex,
    WordIndexWriter,
)
from aurora.queries.perception.ports import FrontierState
from aurora.queries.projection import Store
from aurora.router.router import AuroraRouter
from aurora.settings import Settings


class Container(containers.DeclarativeContainer):
    """Every adapter, made when it is first asked for."""

    settings = providers.Dependency(instance_of=Settings)

    clock = providers.Singleton(SystemClock)
    ids = providers.Singleton(SystemIds)
    metrics = providers.Singleton(PrometheusMetrics)

    engine = providers.Singleton(connect_postgres, settings.provided.database_url)
    redis = providers.Singleton(connect_redis, settings.provided.redis_url)
    blobs = providers.Singleton(LocalBlobs, settings.provided.blobs)

    codec = providers.Singleton(EventCodec, EVENTS)
    log = providers.Singleton(EventLog, engine, codec)
    tail = providers.Singleton(Tail, log)
    ledger = providers.Singleton(PostgresLedger, engine)
    cursors = providers.Singleton(PostgresCursors, engine)
    parking = providers.Singleton(PostgresParking, engine)
    jobs = providers.Singleton(PostgresJobs, engine, messages_of(COMMAND_HANDLERS))
    job_engine = providers.Singleton(JobEngine, settings.provided.redis_url, jobs)
    wiring = providers.Singleton(
        Wiring, engine=engine, codec=codec, clock=clock, ids=ids, wake=job_engine.provided.wake
    )

    board = providers.Singleton(Board, redis)
    meaning = providers.Singleton(ChromaMeaningIndex, settings.provided.chroma_url)
    guarded_meaning = providers.Singleton(GuardedMeaningIndex, meaning, board, MEANING)
    words = providers.Singleton(TantivyWordIndex, settings.provided.words)
    lost_texts = providers.Singleton(LostTexts, words)
    word_writer = providers.Singleton(TantivyWordWriter, settings.provided.words)

    tokenizer = providers.Singleton(E5Tokenizer)
    embedder = providers.Singleton(
        E5Embedder, settings.provided.models, tokenizer, settings.provided.embed_threads
    )
    splitter = providers.Singleton(MarkdownSplitter, tokenizer)
    sketcher = providers.Singleton(ShingleSketcher)
    languages = providers.Singleton(LangidLanguages, settings.provided.models)
    published_workers = providers.Singleton(ExtractionWorkers, limits=PUBLISHED_LIMITS)
    extraction = providers.Singleton(ExtractionWorkers, documents=published_workers)
    document_workers = providers.Singleton(ExtractionWorkers, DOCUMENTS_AT_ONCE, DOCUMENT_LIMITS)
    embeddings = providers.Singleton(PostgresEmbeddings, engine)

    urls = providers.Singleton(AdaUrls)
    own_url, agent = settings.provided.url, settings.provided.agent
    rule = partial(providers.Singleton, address_rule)
    public, own = rule(settings.provided.fetch_exceptions), rule(settings.provided.own_target)
    guarded = providers.Singleton(AiohttpFetcher, urls, public, agent=agent)
    unguarded = providers.Singleton(AiohttpFetcher, urls, own, agent=agent)
    starts_at = providers.Singleton(FirstPerception, engine).provided.starts_at
    fetcher = providers.Singleton(OwnManualFetcher, guarded, unguarded, own_url, starts_at)
    robots = providers.Singleton(ProtegoRobots, fetcher, agent=agent)
    extractor = providers.Singleton(LexborExtractor, extraction, languages, agent=agent)
    renderer = providers.Singleton(
        ConfiguredRenderer,
        urls,
        public,
        agent=agent,
        render=settings.provided.render,
        chromium=settings.provided.render_browser,
        sandbox=settings.provided.render_sandbox,
        at_once=settings.provided.render_pages,
        seconds=settings.provided.render_seconds,
    )
    filler = providers.Singleton(
        ChatFiller,
        settings.provided.extraction_model_url,
        settings.provided.extraction_model,
        settings.provided.extraction_model_key,
    )
    webhooks = providers.Singleton(AiohttpWebhooks, urls, public, agent=agent)
    http_cache = providers.Singleton(PostgresHttpCache, engine)
    sitemap_memory = providers.Singleton(SitemapMemory, http_cache, blobs, clock, agent=agent)
    pause = providers.Singleton(SystemPause)
    manners = providers.Singleton(
        CrawlManners,
        own_host=settings.provided.own_host,
        delay=settings.provided.crawl_delay,
        agent=agent,
    )
    perceptions = providers.Singleton(PostgresPerception, wiring)
    frontier = providers.Singleton(PostgresFrontier, wiring)
    reservations = providers.Singleton(PostgresReservations, wiring)
    guests = providers.Singleton(
        Guests,
        reservations=reservations,
        frontier=frontier,
        perception=perceptions,
        fetcher=fetcher,
        robots=robots,
        urls=urls,
        ids=ids,
        clock=clock,
        pause=pause,
        manners=manners,
        most=settings.provided.scrapes_at_once,
    )

    standby = providers.Singleton(Standby)
    rate_limits = providers.Singleton(
        StandbyRateLimits,
        providers.Singleton(RedisRateLimits, redis),
        providers.Singleton(MemoryRateLimits, clock),
        standby,
    )
    identity = providers.Container(
        IdentityContainer,
        settings=settings,
        engine=engine,
        wiring=wiring,
        clock=clock,
        redis=redis,
        standby=standby,
    )

    views = providers.Dict(view_ports(redis))
    ports = providers.Dict(
        {
            Clock: clock,
            Ids: ids,
            Blobs: blobs,
            knowledge.Knowledge: providers.Singleton(PostgresKnowledge, wiring),
            knowledge.Embeddings: embeddings,
            knowledge.Embedder: embedder,
            knowledge.Splitter: splitter,
            knowledge.Sketcher: sketcher,
            knowledge.Languages: languages,
            knowledge.Reader: providers.Singleton(
                DocumentReader, extraction, document_workers, languages, settings.provided.ocr
            ),
            WordIndex: words,
            WordIndexWriter: word_writer,
            MeaningIndex: guarded_meaning,
            perception.Perception: perceptions,
            Frontier: frontier,
            Reservations: reservations,
            Guests: guests,
            FrontierState: providers.Singleton(PostgresFrontierState, engine, clock),
            perception.Pause: pause,
            perception.Fetcher: fetcher,
            perception.Robots: robots,
            Sitemaps: providers.Singleton(LxmlSitemaps, fetcher, robots, urls, sitemap_memory),
            perception.Extractor: extractor,
            perception.Renderer: renderer,
            Filler: filler,
            WebhookClient: webhooks,
            CrawlManners: manners,
            perception.HttpCache: http_cache,
            CrawlsUnderWay: providers.Singleton(CrawlsUnderWay),
            Patterns: providers.Singleton(Re2Patterns),
            Urls: urls,
            routing.Routing: providers.Singleton(PostgresRouting, wiring),
        }
    )
    filling_ports = providers.Dict(
        {knowledge.Embeddings: embeddings, MeaningIndexWriter: meaning, Blobs: blobs}
    )
    progress = providers.Singleton(Positions, providers.Dict(positions(redis, words)))
    bus = providers.Singleton(
        Bus,
        (*COMMAND_HANDLERS, *QUERY_HANDLERS),
        providers.Callable(merged, ports, identity.ports, views),
        ledger=ledger,
        progress=progress,
        meter=metrics,
        witness=identity.refusals,
    )
    router = providers.Singleton(AuroraRouter, bus, embedder, languages)
    worker = providers.Singleton(Worker, job_engine, jobs, bus)

    word_subscribers = providers.List(
        *singletons(WordSubscriber, of(Store.WORDS), tail, word_writer, ports)
    )
    subscribers = providers.List(
        *singletons(ViewSubscriber, of(Store.VIEWS), tail, redis, ports),
        *singletons(
            MeaningSubscriber, of(Store.MEANING), tail, meaning, cursors, board, filling_ports
        ),
        *singletons(PolicySubscriber, POLICIES, tail, cursors, bus, job_engine),
    )
    relay = providers.Singleton(Relay, engine, tail, parking, subscribers, word_subscribers)
    shared_relay = providers.Singleton(Relay, engine, tail, parking, subscribers)
    local_relay = providers.Singleton(
        Relay, engine, tail, parking, providers.List(), word_subscribers
    )

    readiness = providers.Singleton(
        Readiness,
        providers.Dict(
            database=providers.Singleton(checks.database, engine),
            views=providers.Singleton(checks.views, redis, [one.name for one in of(Store.VIEWS)]),
            words=providers.Singleton(checks.words, words.provided.position),
            meaning=providers.Singleton(checks.meaning, meaning, board, MEANING),
            subscribers=providers.Singleton(checks.subscribers, parking),
        ),
    )
