"""Which address leads where."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from tracker.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", include("extraction.urls")),  # before the admin's own, which answers whatever is left
    path("admin/", include("pledges.admin.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("pledges.api.urls")),
    path("", include("pledges.pages.urls")),
]
