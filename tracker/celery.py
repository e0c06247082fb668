"""The Celery application; its messages wake workers, the job rows say what there is to do."""

from __future__ import annotations

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def use_django_logging(**_: Any) -> None:
    """Workers and beat log as the web does; Celery's own set-up stays off."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
