"""What can be done in perception."""

from aurora.commands.perception.cancel_crawl import cancel_crawl
from aurora.commands.perception.cancel_mapping import cancel_mapping
from aurora.commands.perception.close_webhook import close_webhook
from aurora.commands.perception.crawl_host import crawl_host
from aurora.commands.perception.deliver_notice import deliver_notice
from aurora.commands.perception.expire_mapping import expire_mapping
from aurora.commands.perception.finish_crawl import finish_crawl
from aurora.commands.perception.give_up_mapping import give_up_mapping
from aurora.commands.perception.map_site import map_site
from aurora.commands.perception.pause_crawl import pause_crawl
from aurora.commands.perception.policies import (
    on_crawl_changed,
    on_crawl_resumed,
    on_crawl_started,
)
from aurora.commands.perception.resume_crawl import resume_crawl
from aurora.commands.perception.run_mapping import run_mapping
from aurora.commands.perception.scrape_page import scrape_page
from aurora.commands.perception.start_batch import start_batch
from aurora.commands.perception.start_crawl import start_crawl
from aurora.commands.perception.start_mapping import start_mapping
from aurora.commands.perception.sweep_crawls import sweep_crawls

HANDLERS = (
    start_crawl,
    start_batch,
    cancel_crawl,
    pause_crawl,
    resume_crawl,
    crawl_host,
    finish_crawl,
    sweep_crawls,
    deliver_notice,
    close_webhook,
    map_site,
    start_mapping,
    run_mapping,
    cancel_mapping,
    give_up_mapping,
    expire_mapping,
    scrape_page,
)
POLICIES = (on_crawl_started, on_crawl_resumed, on_crawl_changed)
