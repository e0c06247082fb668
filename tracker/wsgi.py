"""The web's entry; it refuses to serve without a secret key."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402  (only a set-up Django has settings)

if not settings.SECRET_KEY:  # Django itself raises here, with one line that names the setting
    raise SystemExit("SECRET_KEY is empty.")
