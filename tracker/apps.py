"""The project's own app: its commands, and the Celery application for whoever sends a message."""

from __future__ import annotations

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    """Wiring only; it has no models."""

    name = "tracker"
    verbose_name = "Tracker"

    def ready(self) -> None:
        """Make the Celery application the current one in every process that has set Django up, and set its memory."""
        import tracker.celery  # noqa: F401
        from tracker.memory import leave_what_stands

        leave_what_stands()
