"""What identity runs on: accounts, passwords, tokens."""

from dependency_injector import containers, providers
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.clock import Clock
from aurora.domains.identity import ports
from aurora.domains.identity.access_token import Issuer
from aurora.domains.identity.api_key import KeyLimit
from aurora.domains.identity.client_addresses import ClientAddresses, Retention
from aurora.domains.identity.code_app import CodeApp
from aurora.domains.identity.keyring import Schedule
from aurora.domains.identity.links import Links
from aurora.domains.identity.plain_key import Environment
from aurora.domains.identity.throttling import Pace
from aurora.domains.knowledge.ports import Principals
from aurora.infrastructure.freshness import LogFreshness
from aurora.infrastructure.mail.configured import ConfiguredMailer
from aurora.infrastructure.memory.throttle import MemoryThrottle
from aurora.infrastructure.postgres.audit_backlog import AuditBacklog
from aurora.infrastructure.postgres.audit_trail import PostgresAudit
from aurora.infrastructure.postgres.closings import PostgresClosings
from aurora.infrastructure.postgres.directory import PostgresDirectory
from aurora.infrastructure.postgres.doorkeeper import PostgresDoorkeeper
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.infrastructure.postgres.key_uses import PostgresKeyUses
from aurora.infrastructure.postgres.principals import PostgresPrincipals
from aurora.infrastructure.postgres.sealing import Sealer
from aurora.infrastructure.postgres.session_list import PostgresSessionList
from aurora.infrastructure.postgres.work import Wiring
from aurora.infrastructure.redis.reach import RedisReach
from aurora.infrastructure.redis.throttle import RedisThrottle
from aurora.infrastructure.refusals import Refusals
from aurora.infrastructure.security.code_app import TotpCodeApp
from aurora.infrastructure.security.meter import ZxcvbnMeter
from aurora.infrastructure.security.passwords import Argon2PasswordHasher
from aurora.infrastructure.security.randomness import SystemSecrets
from aurora.infrastructure.security.sealer import AesGcmSealer
from aurora.infrastructure.security.signer import EdDsaSigner
from aurora.infrastructure.security.signing_keys import Ed25519Mint, PostgresSigningKeys
from aurora.infrastructure.standby import Standby, StandbyThrottle
from aurora.queries.identity import PROJECTIONS
from aurora.queries.identity.audit_trail import AuditTrail
from aurora.queries.identity.authenticate import Authenticate
from aurora.queries.identity.ports import Directory, Doorkeeper, Freshness, KeyUses, SessionList
from aurora.settings import Settings

AT_THE_DOOR = [one for one in PROJECTIONS if one.name in Authenticate.waits_for]


class IdentityContainer(containers.DeclarativeContainer):
    """Identity's adapters; `ports` is what its handlers may ask for."""

    settings = providers.Dependency(instance_of=Settings)
    engine = providers.Dependency(instance_of=AsyncEngine)
    wiring = providers.Dependency(instance_of=Wiring)
    clock: providers.Dependency[Clock] = providers.Dependency()
    redis: providers.Dependency[Redis] = providers.Dependency()
    standby = providers.Dependency(instance_of=Standby)

    hasher = providers.Singleton(
        Argon2PasswordHasher,
        settings.provided.cost_of_hashing,
        slots=settings.provided.hash_slots,
    )
    pace = providers.Singleton(
        Pace, tries=settings.provided.sign_in_tries, rate=settings.provided.sign_in_rate
    )
    throttle = providers.Singleton(
        StandbyThrottle,
        providers.Singleton(RedisThrottle, redis, pace),
        providers.Singleton(MemoryThrottle, clock, pace.provided.stricter.call()),
        standby,
    )
    signing_keys = providers.Singleton(PostgresSigningKeys, engine)
    signer = providers.Singleton(
        EdDsaSigner,
        signing_keys,
        clock,
        issuer=settings.provided.url,
        audience=settings.provided.url,
    )
    mailer = providers.Singleton(
        ConfiguredMailer, settings.provided.smtp_url, settings.provided.mail_from
    )
    key_uses = providers.Singleton(PostgresKeyUses, engine, clock)
    audit = providers.Singleton(PostgresAudit, engine)
    backlog = providers.Singleton(AuditBacklog, engine)
    sealer = providers.Singleton(Sealer, engine, clock, signing_keys)
    refusals = providers.Singleton(Refusals, clock, wiring.provided.ids, audit.provided.keep)
    ports = providers.Dict(
        {
            ports.Mailer: mailer,
            Links: providers.Singleton(Links, settings.provided.url),
            AuditTrail: audit,
            ClientAddresses: audit,
            Retention: providers.Singleton(Retention, settings.provided.audit_address_age),
            ports.Identity: providers.Singleton(PostgresIdentity, wiring),
            ports.PasswordHasher: hasher,
            ports.PasswordMeter: providers.Singleton(ZxcvbnMeter),
            ports.Secrets: providers.Singleton(SystemSecrets),
            ports.Signer: signer,
            ports.Throttle: throttle,
            ports.TokenSealer: providers.Singleton(AesGcmSealer),
            CodeApp: providers.Singleton(TotpCodeApp, settings.provided.issuer),
            ports.SigningKeyMint: providers.Singleton(Ed25519Mint),
            Schedule: providers.Singleton(Schedule, settings.provided.signing_key_days),
            KeyLimit: providers.Singleton(KeyLimit, settings.provided.keys_each),
            Environment: providers.Singleton(Environment, settings.provided.environment),
            Doorkeeper: providers.Singleton(PostgresDoorkeeper, engine),
            Freshness: providers.Singleton(
                LogFreshness,
                providers.Singleton(PostgresClosings, engine),
                providers.Singleton(RedisReach, redis, AT_THE_DOOR),
            ),
            KeyUses: key_uses,
            Issuer: providers.Singleton(Issuer, settings.provided.url),
            SessionList: providers.Singleton(PostgresSessionList, engine),
            Directory: providers.Singleton(PostgresDirectory, engine),
            Principals: providers.Singleton(PostgresPrincipals, engine),
        }
    )
