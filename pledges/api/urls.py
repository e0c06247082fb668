"""Where each door of the API is; included at `/api/`."""

from django.urls import path, re_path

from pledges.api.doors import Index, UnknownPath
from pledges.api.schema import DocsView, SchemaView
from pledges.api.views import articles, catalogue, claims, coverage, figures

LISTS = (
    *("articles", "claims", "pledges", "deliveries", "reconciliation", "totals", "problems", "coverage", "notes"),
    *("donors", "systems", "categories", "sources"),
)

app_name = "api"
urlpatterns = [
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    path("v1/", Index.as_view(lists=LISTS), name="index"),
    path("v1/articles/", articles.Articles.as_view(), name="articles"),
    path("v1/articles/<int:article>/", articles.OneArticle.as_view(), name="article"),
    path("v1/claims/", claims.Claims.as_view(), name="claims"),
    path("v1/claims/<str:claim>/", claims.OneClaim.as_view(), name="claim"),
    path("v1/pledges/", figures.Pledges.as_view(), name="pledges"),
    path("v1/pledges/<str:entry>/", figures.OnePledge.as_view(), name="pledge"),
    path("v1/deliveries/", figures.Deliveries.as_view(), name="deliveries"),
    path("v1/deliveries/<str:entry>/", figures.OneDelivery.as_view(), name="delivery"),
    path("v1/reconciliation/", figures.Reconciliation.as_view(), name="reconciliation"),
    path("v1/totals/", figures.Totals.as_view(), name="totals"),
    path("v1/problems/", figures.Problems.as_view(), name="problems"),
    path("v1/coverage/", coverage.Coverage.as_view(), name="coverage"),
    path("v1/notes/", articles.Notes.as_view(), name="notes"),
    path("v1/donors/", catalogue.Donors.as_view(), name="donors"),
    path("v1/donors/<str:ident>/", catalogue.OneDonor.as_view(), name="donor"),
    path("v1/systems/", catalogue.Systems.as_view(), name="systems"),
    path("v1/systems/<str:ident>/", catalogue.OneSystem.as_view(), name="system"),
    path("v1/categories/", catalogue.Categories.as_view(), name="categories"),
    path("v1/categories/<str:ident>/", catalogue.OneCategory.as_view(), name="category"),
    path("v1/sources/", catalogue.Sources.as_view(), name="sources"),
    path("v1/sources/<str:ident>/", catalogue.OneSource.as_view(), name="source"),
    re_path(r"^(.*/)?$", UnknownPath.as_view()),
]
