"""How gunicorn serves the web: a few processes of a few threads, each with its own pool of connections."""

from __future__ import annotations

from tracker.settings import env

bind = f"{env.text('HOST', '127.0.0.1')}:{env.integer('PORT', 8000)}"
workers = env.integer("WEB_PROCESSES", 2, least=1)
threads = env.integer("WEB_THREADS", 4, least=1)
worker_class = "gthread"
preload_app = True  # one import, shared memory; connections are made after the fork
timeout = 60
graceful_timeout = 3
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = env.text("ACCESS_LOG") or None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
