"""Pages of the admin that belong to no model, behind the admin's own door."""

from django.contrib import admin
from django.urls import path

from pledges.admin.status import retry_all, retry_one, status_page

app_name = "desk"
view = admin.site.admin_view
urlpatterns = [
    path("status/", view(status_page), name="status"),
    path("status/jobs/<int:number>/retry/", view(retry_one), name="retry_one"),
    path("status/retry/", view(retry_all), name="retry_all"),
]
