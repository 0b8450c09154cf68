# Two stages: one builds the environment and the manual, the other runs them as an ordinary user.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 UV_LINK_MODE=copy NO_MKDOCS_2_WARNING=1
WORKDIR /app
RUN python -m venv /opt/uv \
    && /opt/uv/bin/pip install --quiet --no-cache-dir uv \
    && python -m venv --without-pip .venv
COPY requirements.txt ./
RUN /opt/uv/bin/uv pip install --quiet --no-cache --python .venv/bin/python \
    --compile-bytecode --require-hashes --requirements requirements.txt
# with RENDERING=1 the image can show pages in a browser
ARG RENDERING=
COPY requirements-dev.txt ./
RUN if [ -n "$RENDERING" ]; then /opt/uv/bin/uv pip install --quiet --no-cache --python .venv/bin/python \
    --constraint requirements-dev.txt playwright; fi
COPY pyproject.toml README.md LICENSE ./
COPY migrations migrations
COPY src src
RUN /opt/uv/bin/uv pip install --quiet --no-cache --python .venv/bin/python --no-deps --editable . \
    && .venv/bin/python -m compileall -q src
COPY mkdocs.yml ./
COPY docs docs
RUN .venv/bin/mkdocs build --quiet --strict

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Aurora" \
      org.opencontainers.image.description="The knowledge operating system that a team runs itself" \
      org.opencontainers.image.licenses="Apache-2.0"
ARG RENDERING=
RUN if [ -n "$RENDERING" ]; then apt-get update --quiet \
    && apt-get install --yes --quiet --no-install-recommends chromium-headless-shell \
    && rm -rf /var/lib/apt/lists/*; fi
ARG OCR=
RUN if [ -n "$OCR" ]; then apt-get update --quiet \
    && apt-get install --yes --quiet --no-install-recommends tesseract-ocr tesseract-ocr-por \
    && rm -rf /var/lib/apt/lists/*; fi
RUN useradd --system --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin aurora \
    && install --directory --owner=aurora --group=aurora --mode=0700 /data /blobs
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    AURORA_DATA_DIR=/data AURORA_MANUAL_DIR=/app/site AURORA_HOST=0.0.0.0 AURORA_PORT=8080
WORKDIR /app
USER aurora
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"AURORA_PORT\"]}/health/live', timeout=2)"]
ENTRYPOINT ["aurora"]
CMD ["serve"]
