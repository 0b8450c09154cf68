"""Metrics in the format of Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class PrometheusMetrics:
    """What this process counts and times."""

    media_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._messages = Histogram(
            "aurora_message_seconds",
            "Time that commands and queries took",
            ["message", "outcome"],
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._requests = Counter(
            "aurora_http_requests",
            "Answers to HTTP requests",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._ready = Gauge(
            "aurora_component_ready",
            "Whether a component is ready (1) or not (0)",
            ["component"],
            registry=self._registry,
        )
        self._unsealed = Gauge(
            "aurora_audit_unsealed_entries",
            "Entries of the audit log that wait to be sealed",
            registry=self._registry,
        )

        self._lost = Gauge(
            "aurora_lost_texts",
            "Documents that are not found by word here because their texts are lost",
            registry=self._registry,
        )

    def observe(self, message: str, outcome: str, seconds: float) -> None:
        """Take note of one message."""
        self._messages.labels(message, outcome).observe(seconds)

    def answered(self, method: str, route: str, status: int) -> None:
        """Take note of one HTTP answer."""
        self._requests.labels(method, route, str(status)).inc()

    def ready(self, component: str, ready: bool) -> None:
        """Take note of a component's readiness."""
        self._ready.labels(component).set(ready)

    def unsealed(self, entries: float) -> None:
        """Take note of how much of the audit log waits to be sealed; NaN where nobody knows."""
        self._unsealed.set(entries)

    def lost(self, texts: float) -> None:
        """Take note of how many documents are not found for the loss of their texts; NaN where
        nobody knows.
        """
        self._lost.set(texts)

    def render(self) -> bytes:
        """Give everything in the text format."""
        return generate_latest(self._registry)
