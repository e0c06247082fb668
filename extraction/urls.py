"""What extraction adds to the admin, behind the admin's own door."""

from django.contrib import admin
from django.urls import path

from extraction.dry_run_view import dry_run
from extraction.views import explained

app_name = "extraction"
urlpatterns = [
    path("pledges/article/<int:pk>/explained/", admin.site.admin_view(explained), name="explained"),
    path("pledges/polledsource/<int:pk>/dry-run/", admin.site.admin_view(dry_run), name="dry_run"),
]
