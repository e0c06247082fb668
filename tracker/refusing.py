"""What no page can take is refused before anything looks at it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

_NUL = "\x00"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class RefusesNul:
    """A NUL in the path, the query or a form of a page is answered with 400: PostgreSQL's texts can't hold it.

    The API answers for itself, in its own form of an error.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        where = None if request.path.startswith("/api/") else _where(request)
        if where is not None:
            return HttpResponseBadRequest(f"There is a NUL character in {where}.", content_type="text/plain")
        return self.answer(request)


def _where(request: HttpRequest) -> str | None:
    if _NUL in request.path:
        return "the address"
    for name, values in request.GET.lists():
        nested = name == "_changelist_filters"  # a query within the query
        if _NUL in name or any(_NUL in value or (nested and "%00" in value) for value in values):
            return f"the query's {name!r}"
    if request.content_type in _FORMS:
        for name, values in request.POST.lists():
            if _NUL in name or any(_NUL in value for value in values):
                return f"the form's {name!r}"
    return None
