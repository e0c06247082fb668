"""Where the public pages are; included at `/`."""

from django.urls import path

from pledges.pages import comparison, quality, views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("line/", views.line, name="line"),
    path("favicon.ico", views.icon),
    path("claims/<str:claim>/", views.claim, name="claim"),
    path("quality/", quality.quality, name="quality"),
    path("compare/<str:register>/", comparison.compare, name="compare"),
]
