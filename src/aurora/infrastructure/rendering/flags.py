"""How the browser is started: with one way out, and without what goes on by itself."""

from pathlib import Path

# services of the browser that would go out on their own, or show what a page may not use
FEATURES_OFF = (
    "AutofillServerCommunication",
    "CertificateTransparencyComponentUpdater",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "HttpsUpgrades",
    "InterestFeedContentSuggestions",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "Prerender2",
    "SpeculationRulesPrefetchFuture",
    "Translate",
    "WebBluetooth",
    "WebUSB",
)
QUIET = (
    "--headless",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--no-service-autorun",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--disable-crash-reporter",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-field-trial-config",
    "--disable-file-system",
    "--disable-gpu",
    "--disable-notifications",
    "--disable-prompt-on-repost",
    "--disable-search-engine-choice-screen",
    "--disable-speech-api",
    "--disable-sync",
    "--deny-permission-prompts",
    "--hide-scrollbars",
    "--metrics-recording-only",
    "--mute-audio",
    "--password-store=basic",
    "--use-mock-keychain",
    f"--disable-features={','.join(FEATURES_OFF)}",
)
# no name is looked up and no datagram sent but through the proxy, which sends none
ONE_WAY_OUT = (
    "--proxy-bypass-list=<-loopback>",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # heard by the shell
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",  # heard by whole browsers
)
# windows and workers whose requests nobody would look at before they are sent
UNWATCHED_OFF = ("--block-new-web-contents", "--disable-shared-workers")
HEAP_MB = 512


def flags(*, profile: Path, proxy: str, sandbox: bool) -> list[str]:
    """Give what the browser is started with; it is spoken to through pipes, never on a port."""
    return [
        *QUIET,
        *ONE_WAY_OUT,
        *UNWATCHED_OFF,
        f"--proxy-server={proxy}",
        f"--js-flags=--max-old-space-size={HEAP_MB}",
        f"--user-data-dir={profile}",
        "--remote-debugging-pipe",
        *([] if sandbox else ["--no-sandbox"]),
        "about:blank",
    ]
