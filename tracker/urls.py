"""Which address leads where."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from tracker.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", include("extraction.urls")),  # before the admin's own, which answers whatever is left
    path("admin/", admin.site.urls),
    path("api/", include("pledges.api.urls")),
    path("", include("pledges.pages.urls")),
]
