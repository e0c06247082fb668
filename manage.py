#!/usr/bin/env python
"""The door to every management command; beside a running `make run` it finds that run's own servers."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured


def main() -> None:
    """Run the command named on the command line; a setting that cannot be right gets one line."""
    from django.core.management import execute_from_command_line

    from tracker.embedded.environment import adopt_running_environment

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    adopt_running_environment()
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Settings: {error}")


if __name__ == "__main__":
    main()
