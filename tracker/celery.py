"""The Celery application; its messages wake workers, the job rows say what there is to do."""

from __future__ import annotations

import logging
import logging.config
import os
import warnings
from typing import Any

from celery import Celery
from celery.exceptions import SecurityWarning
from celery.signals import setup_logging, worker_init, worker_process_init

# Its reason is pickle, which is not accepted here; as root a worker is no more than the web beside it.
warnings.filterwarnings("ignore", category=SecurityWarning)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def use_django_logging(**_: Any) -> None:
    """Workers and beat log as the web does; Celery's own set-up stays off."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)


@worker_process_init.connect
def take_back_what_the_dead_held(**_: Any) -> None:
    """Each process of a pool begins with what the one held whose place it takes: a killed one's jobs wait again.

    An error is logged by Celery and ends nothing: the sweep does the same.
    """
    from pledges.services.jobs import release_gone

    release_gone()


@worker_init.connect
def load_before_the_fork(sender: Any, **_: Any) -> None:
    """Load the model and the catalogue once, so that the processes of a worker that reads share their memory.

    A failure (no catalogue yet) is only noted: each process loads them when it first needs them.
    """
    from django.db import connections

    from extraction.work import warm_up
    from pledges.models import Lane
    from tracker.memory import leave_what_stands

    if Lane.READ not in sender.app.amqp.queues.consume_from:
        return
    try:
        warm_up()
        leave_what_stands()
    except Exception:  # whatever it is, the first job will meet it again and keep it on its row
        logging.getLogger(__name__).warning("nothing was loaded before the fork", exc_info=True)
    finally:
        connections.close_all()
