# One image for web, worker and beat; docker-compose.yml says which of them a container is.
FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 STATIC_ROOT=/srv/static HOST=0.0.0.0
WORKDIR /srv/tracker
COPY requirements.lock .
RUN pip install --require-hashes --no-deps -r requirements.lock
COPY manage.py ./
COPY tracker tracker
COPY pledges pledges
COPY extraction extraction
COPY seeds seeds
RUN useradd --system tracker && mkdir -p /srv/static /srv/inbox && chown tracker /srv/static /srv/inbox
USER tracker
EXPOSE 8000
