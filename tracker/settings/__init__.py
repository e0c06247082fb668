"""Django's settings: secure unless the environment says otherwise, and no secret has a default.

Every name that the environment may set is read through `env`, in this module. Commands that serve nothing
(`extract`, `explain`, `evaluate`) run without any of them: a missing `SECRET_KEY` or `DATABASE_URL` is an
error at its first use, not before.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from tracker.settings import env
from tracker.settings.logs import logging_config

BASE_DIR = Path(__file__).resolve().parents[2]
SEEDS_DIR = BASE_DIR / "seeds"

# --- who may ask, and how the answers are guarded -----------------------------------------------------------

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.listing("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.listing("CSRF_TRUSTED_ORIGINS")

# One switch for a site behind TLS. The embedded run serves http on this machine only and turns it off.
HTTPS = env.flag("HTTPS", default=True)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# The proxy that ends TLS must set this header itself, never pass on a client's.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
# Two copies on two ports of one host share its cookies: each embedded copy has names of its own.
SESSION_COOKIE_NAME = "sessionid" + env.text("COOKIE_SUFFIX")
CSRF_COOKIE_NAME = "csrftoken" + env.text("COOKIE_SUFFIX")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = env.integer("LOGIN_FAILURE_LIMIT", 10, least=1)
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
LOGIN_URL = "admin:login"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- the project --------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "pledges",
    "extraction",
    "tracker",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_celery_beat",
    "pgtrigger",
    "pghistory",
    "axes",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tracker.refusing.RefusesNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.text("STATIC_ROOT", str(BASE_DIR / "staticfiles"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG or env.flag("PLAIN_STATIC_FILES")
            else "tracker.static_files.StaticFiles"
        )
    },
}

# --- the database and the broker ----------------------------------------------------------------------------

DATABASES = env.database("DATABASE_URL", pool_size=env.integer("DATABASE_POOL_SIZE", 0))
PGHISTORY_APPEND_ONLY = True

REDIS_URL = env.text("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL or "redis://the-setting-REDIS_URL-is-empty.invalid:6379/0"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
# A message only wakes a worker, the job row is the record: losing one costs a sweep, a doubled one finds the
# row leased. So a lost worker's message is not run again by the broker.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# One queue for each lane of the jobs; what beat sends is short and goes with those that mostly wait for others.
CELERY_TASK_DEFAULT_QUEUE = "fetch"
CELERY_TASK_ROUTES = {"extraction.tasks.read": {"queue": "read"}}
CELERY_WORKER_CONCURRENCY = env.integer("WORKER_CONCURRENCY", 2, least=1)
CELERY_WORKER_MAX_MEMORY_PER_CHILD = env.integer("WORKER_MAX_MEMORY_KIB", 2_500_000, least=1)
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = env.integer("WORKER_SOFT_SHUTDOWN_SECONDS", 3)
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 30,
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 25,
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
# One message is worked on for a shift, then the next gets its turn. A job is stopped where it stands after
# JOB_SECONDS; where that does not help, because it blocks in C, its process is killed a margin later.
SHIFT_SECONDS = env.integer("SHIFT_SECONDS", 30, least=1)
JOB_SECONDS = env.integer("JOB_SECONDS", 240, least=1)
CELERY_TASK_TIME_LIMIT = SHIFT_SECONDS + JOB_SECONDS + env.integer("JOB_MARGIN_SECONDS", 30, least=1)
# How long a worker on another host holds a job before it is taken for dead (on one host that is seen at once).
JOB_LEASE_SECONDS = env.integer("JOB_LEASE_SECONDS", CELERY_TASK_TIME_LIMIT + 60, least=CELERY_TASK_TIME_LIMIT + 1)
# Accounts that a bulk load changed are folded after its readings, but before them once they waited this long.
CLAIMS_KEPT = env.integer("CLAIMS_KEPT", 120_000, least=0)
FOLD_AT_LATEST_SECONDS = env.integer("FOLD_AT_LATEST_SECONDS", 300, least=1)
SWEEP_SECONDS = env.integer("SWEEP_SECONDS", 10, least=1)
# From when on `/readyz` calls a due job, and the schedule's tick, too old.
READY_OLDEST_JOB_SECONDS = env.integer("READY_OLDEST_JOB_SECONDS", 900, least=1)
READY_TICK_SECONDS = env.integer("READY_TICK_SECONDS", 120, least=1)
CELERY_BEAT_SCHEDULE = {
    name: {"task": task, "schedule": float(seconds), "options": {"expires": 2 * seconds}}
    for name, task, seconds in (
        ("sweep", "extraction.tasks.sweep", SWEEP_SECONDS),
        ("scan watched folder", "extraction.tasks.scan_watched_folder", SWEEP_SECONDS),
        ("tick", "extraction.tasks.tick", SWEEP_SECONDS),
    )
}

# --- reading articles ---------------------------------------------------------------------------------------

# Dropping a file into this folder is enough to have it read; empty means that no folder is watched.
WATCHED_FOLDER = env.text("WATCHED_FOLDER")
# Networks (CIDR, with or without a port: 127.0.0.1/32:8123) that may be fetched from although they are private; empty
# refuses all of them.
FETCH_PRIVATE_NETWORKS = env.listing("FETCH_PRIVATE_NETWORKS")
# Whom a site's owner may write to about our requests (an address or a page); it is part of the User-Agent.
FETCH_CONTACT = env.text("FETCH_CONTACT")
# Empty takes the pinned model of the lock; else a spaCy package's name or a folder.
SPACY_MODEL = env.text("SPACY_MODEL")
# Empty takes the weights of this version; else a file that `manage.py train` wrote.
JUDGE_WEIGHTS = env.text("JUDGE_WEIGHTS")
# What reads the words that an editor types or selects; the desk knows the extraction by these names alone.
TIME_PHRASES = "extraction.said_times.window_of"
WORDS_READER = "extraction.said_words.mentioned"
# A pending claim counts in `live` figures from this confidence on.
LIVE_CONFIDENCE = env.fraction("LIVE_CONFIDENCE", 0.5)
# Kinds of source whose claims count only once an editor accepts them. A register (SIPRI, Kiel) sums up the news that
# the ledger is made of: to add it would tell every gift again, and leave nothing to compare with.
KEPT_APART = frozenset() if env.flag("REGISTERS_COUNT", False) else frozenset({"register"})

# What `manage.py evaluate --report` wrote last; the quality page shows it.
QUALITY_REPORT = env.text("QUALITY_REPORT", str(SEEDS_DIR / "articles" / "report.json"))

# --- the API ------------------------------------------------------------------------------------------------

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.DjangoModelPermissionsOrAnonReadOnly"],
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.text("THROTTLE_ANONYMOUS", "600/min"),
        "user": env.text("THROTTLE_USERS", "6000/min"),
    },
    "NUM_PROXIES": env.integer("NUM_PROXIES", 0),
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_VERSIONING_CLASS": None,
    "UNICODE_JSON": True,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Pledge tracker",
    "DESCRIPTION": "Who promised which weapons, how much of it came, and which sentence says so.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "Kind": "pledges.api.shapes.KINDS",
        "DonorKind": "pledges.models.DonorKind",
        "SourceKind": "pledges.models.SourceKind",
        "EntryType": "pledges.models.EntryType",
        "ProblemType": "pledges.api.shapes.PROBLEM_TYPES",
        "Standing": "pledges.models.StandingName",
        "NoteKind": "pledges.api.shapes.NOTE_KINDS",
        "DayFrom": "pledges.api.shapes.STATED",
    },
}

LOGGING = logging_config(
    shape=env.choice("LOG_FORMAT", "plain", ("plain", "json")),
    level=env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
)
