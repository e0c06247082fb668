"""Pages of the admin that belong to no model, behind the admin's own door."""

from django.contrib import admin
from django.urls import path

from pledges.admin.posting import taking_forms
from pledges.admin.status import page, retry_all, retry_one, status_page

app_name = "desk"
view = admin.site.admin_view
urlpatterns = [
    path("status/", view(status_page), name="status"),
    path("status/jobs/<int:number>/retry/", taking_forms(retry_one, page=page), name="retry_one"),
    path("status/retry/", taking_forms(retry_all, page=page), name="retry_all"),
]
