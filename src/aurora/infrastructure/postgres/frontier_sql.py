"""What the frontier asks of PostgreSQL in its own words."""

from sqlalchemy import text

TAKE = text("""
    WITH taken AS (
        UPDATE hosts
        SET fence = fence + 1, leased_until = :until, leased_by = :crawl, guests = 0
        WHERE host = :host AND next_allowed_at <= :now
          AND coalesce(greatest(leased_until, wanted_until), :now) <= :now
        RETURNING fence, troubles, delay, crawl_delay, response_time
    ), served AS (
        UPDATE frontier_hosts SET served_at = :now
        WHERE crawl_id = :crawl AND host = :host AND EXISTS (SELECT FROM taken)
        RETURNING survey, nullif(itinerary, 'null')::text AS itinerary
    )
    SELECT taken.*, itinerary, survey AND coalesce(NOT c.paused AND NOT c.closed, true) AS survey
    FROM taken
    LEFT JOIN served ON true
    LEFT JOIN frontier_crawls c ON c.crawl_id = :crawl
""")

RENEW = text("""
    UPDATE hosts h
    SET leased_until = :until, next_allowed_at = greatest(next_allowed_at, :allowed),
        delay = coalesce(CAST(:delay AS float8), delay),
        crawl_delay = coalesce(CAST(:crawl_delay AS float8), crawl_delay),
        response_time = coalesce(CAST(:response_time AS float8), response_time)
    WHERE host = :host AND fence = :fence
    RETURNING coalesce(wanted_until > :now, false) AS wanted, (
        SELECT survey AND coalesce(NOT c.paused AND NOT c.closed, true)
        FROM frontier_hosts f LEFT JOIN frontier_crawls c USING (crawl_id)
        WHERE f.crawl_id = :crawl AND f.host = h.host
    ) AS survey
""")

DUE = text("""
    SELECT url, host, depth, attempts, named_by, way, -rank AS priority
    FROM frontier_urls
    WHERE crawl_id = :crawl AND host = :host AND state = 'waiting' AND due_at <= :now
      AND NOT EXISTS (SELECT FROM frontier_crawls WHERE crawl_id = :crawl AND paused)
    ORDER BY rank, depth, number
    LIMIT :limit
""")

ADD = text("""
    INSERT INTO frontier_urls (crawl_id, url_sha256, url, host, rank, depth, state, reason,
                               attempts, due_at, named_by)
    SELECT :crawl, url_sha256, url, host, rank, depth, :state, CAST(:reason AS text), 0, :now,
           named_by
    FROM unnest(CAST(:hashes AS bytea[]), CAST(:urls AS text[]), CAST(:hosts AS text[]),
                CAST(:ranks AS smallint[]), CAST(:depths AS smallint[]),
                CAST(:named_by AS text[]))
         WITH ORDINALITY AS given (url_sha256, url, host, rank, depth, named_by, number)
    WHERE NOT EXISTS (
        SELECT FROM frontier_urls known
        WHERE known.crawl_id = :crawl AND known.url_sha256 = given.url_sha256
    )
    ORDER BY number LIMIT :room
    RETURNING host
""")

RECALL = text("""
    WITH left_before AS (
        SELECT url_sha256, u.reason, given.depth, given.named_by
        FROM unnest(CAST(:hashes AS bytea[]), CAST(:depths AS smallint[]),
                    CAST(:named_by AS text[])) AS given (url_sha256, depth, named_by)
        JOIN frontier_urls u USING (url_sha256)
        WHERE u.crawl_id = :crawl AND u.reason = ANY(CAST(:reasons AS text[]))
    )
    UPDATE frontier_urls u
    SET state = 'waiting', reason = NULL, depth = b.depth, due_at = :now, named_by = b.named_by
    FROM left_before b
    WHERE u.crawl_id = :crawl AND u.url_sha256 = b.url_sha256
    RETURNING u.host, b.reason
""")

DROP = text("""
    UPDATE frontier_urls SET state = 'dropped', reason = :reason
    WHERE crawl_id = :crawl AND state = 'waiting'
""")

FINISH = text("""
    UPDATE frontier_urls SET state = 'done'
    WHERE crawl_id = :crawl AND url_sha256 = ANY(CAST(:hashes AS bytea[])) AND state = 'waiting'
      AND (CAST(:hosts AS text[]) IS NULL OR host = ANY(CAST(:hosts AS text[])))
    RETURNING url, host, named_by
""")

REOPEN = text("""
    UPDATE frontier_urls u
    SET state = 'waiting', attempts = 0, due_at = :now, way = NULL, named_by = given.named_by
    FROM unnest(CAST(:hashes AS bytea[]), CAST(:named_by AS text[])) AS given (url_sha256, named_by)
    WHERE u.crawl_id = :crawl AND u.url_sha256 = given.url_sha256 AND u.state = 'done'
    RETURNING u.url, u.host
""")

# a known host is not even tried: the insertion would wait for whoever changes it
MEET = text("""
    INSERT INTO hosts (host, next_allowed_at)
    SELECT host, :now FROM unnest(CAST(:hosts AS text[])) AS given (host)
    WHERE NOT EXISTS (SELECT FROM hosts known WHERE known.host = given.host)
    ORDER BY host
    ON CONFLICT DO NOTHING
""")

COUNT = text("""
    INSERT INTO frontier_hosts (crawl_id, host, waiting, served_at)
    SELECT :crawl, host, more, :now
    FROM unnest(CAST(:hosts AS text[]), CAST(:more AS integer[])) AS given (host, more)
    ON CONFLICT (crawl_id, host) DO UPDATE SET waiting = frontier_hosts.waiting + excluded.waiting
""")

HELD = text("""
    SELECT host FROM hosts
    JOIN unnest(CAST(:hosts AS text[]), CAST(:fences AS bigint[])) AS given (host, fence)
         USING (host, fence)
    ORDER BY host
    FOR SHARE OF hosts
""")

RELEASE = text("""
    UPDATE hosts
    SET leased_until = NULL, next_allowed_at = greatest(next_allowed_at, :allowed),
        fence = fence + 1, troubles = :troubles,
        delay = coalesce(CAST(:delay AS float8), delay),
        crawl_delay = coalesce(CAST(:crawl_delay AS float8), crawl_delay),
        response_time = coalesce(CAST(:response_time AS float8), response_time)
    WHERE host = :host AND fence = :fence
""")

SURVEY = text("""
    UPDATE frontier_hosts SET survey = :due, itinerary = CAST(:itinerary AS jsonb)
    WHERE crawl_id = :crawl AND host = ANY(CAST(:hosts AS text[]))
""")

TURNS = text("""
    SELECT crawl_id, host, at FROM (
    SELECT DISTINCT ON (f.host) f.crawl_id, f.host, c.priority,
           greatest(:now, h.next_allowed_at, h.wanted_until, u.due_at) AS at
    FROM frontier_hosts f
    JOIN hosts h USING (host)
    JOIN frontier_crawls c ON c.crawl_id = f.crawl_id AND NOT c.paused
    CROSS JOIN LATERAL (
        SELECT min(due_at) AS due_at FROM frontier_urls
        WHERE crawl_id = f.crawl_id AND host = f.host AND state = 'waiting'
    ) u
    WHERE f.waiting > 0 AND f.host = ANY(CAST(:hosts AS text[]))
    ORDER BY f.host, greatest(:now, u.due_at), f.served_at - c.priority * CAST(:start AS interval),
             f.crawl_id
    ) AS next ORDER BY priority DESC, host
""")

IDLE = text("""
    SELECT h.host FROM hosts h
    WHERE (CAST(:hosts AS text[]) IS NULL OR h.host = ANY(CAST(:hosts AS text[])))
      AND (h.leased_until IS NULL OR h.leased_until <= :now)
      AND EXISTS (
          SELECT FROM frontier_hosts f
          JOIN frontier_crawls c ON c.crawl_id = f.crawl_id AND NOT c.paused
          WHERE f.host = h.host AND f.waiting > 0
      )
      AND NOT EXISTS (
          SELECT FROM jobs j
          WHERE j.message = 'CrawlHost' AND j.payload ->> 'host' = h.host AND j.dead IS NULL
            AND (j.leased_until IS NULL OR j.leased_until < :now)
      )
    ORDER BY h.host
    LIMIT 1000
    FOR UPDATE OF h SKIP LOCKED
""")

EXHAUSTED = text("""
    SELECT c.crawl_id FROM frontier_crawls c
    WHERE NOT c.closed
      AND (
          (c.ends_at <= :now AND NOT c.paused)
          OR NOT EXISTS (
              SELECT FROM frontier_hosts f WHERE f.crawl_id = c.crawl_id AND f.waiting > 0
          )
      )
      AND NOT EXISTS (
          SELECT FROM jobs j
          WHERE j.message = 'FinishCrawl' AND j.payload ->> 'crawl_id' = c.crawl_id::text
            AND j.dead IS NULL AND (j.leased_until IS NULL OR j.leased_until < :now)
      )
""")
