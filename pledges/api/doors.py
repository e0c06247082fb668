"""A door parses, asks one query and answers; what it accepts and what it shows is declared, not coded."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, ClassVar

from django.http import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import Field, Serializer
from rest_framework.views import APIView

from pledges.api.errors import answer_with_problem
from pledges.api.paging import Page
from pledges.api.parameters import (
    CURSOR,
    FORMAT,
    PAGE,
    PAGE_SIZE,
    Parameter,
    ordering,
    read_all,
    several_of,
)
from pledges.api.rendering import JsonRenderer, Negotiation
from pledges.api.schema import DoorSchema, list_of

type Values = dict[str, Any]


@cache
def _fields_of(shape: type[Serializer[Any]]) -> tuple[str, ...]:
    return tuple(shape().fields)


class Door(APIView):
    """What all doors share: public, read only, JSON, and strict about parameters."""

    permission_classes = [AllowAny]
    renderer_classes = [JsonRenderer]
    content_negotiation_class = Negotiation
    http_method_names = ["get", "head", "options"]
    schema = DoorSchema()

    operation: ClassVar[str]
    shape: ClassVar[type[Serializer[Any]]]
    filters: ClassVar[tuple[Parameter, ...]] = ()
    conditional: ClassVar[bool] = False

    def get_exception_handler(self) -> Callable[[Exception, Mapping[str, Any]], Response]:
        return answer_with_problem

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        """All that this door accepts."""
        return (*cls.filters, several_of("fields", cls.fields(), "Only these fields."), FORMAT)

    @classmethod
    def fields(cls) -> tuple[str, ...]:
        """The names of what it shows, in order."""
        return _fields_of(cls.shape)

    @classmethod
    def described(cls) -> Any:
        """What the schema says of an answer."""
        return cls.shape

    def cut(self, row: Values, values: Values) -> Values:
        """A row with the fields asked for, or all of them in the order of the shape."""
        if "fields" in values:
            return {name: row[name] for name in values["fields"] if name in row}
        return {name: row[name] for name in self.fields() if name in row} | row

    def read(self, request: Request) -> Values:
        """The parameters' values. Raises BadParameter."""
        return read_all(request.query_params, self.parameters())

    def not_modified(self, request: Request, *revision: str) -> tuple[str, HttpResponseBase | None]:
        """The ETag of what is asked for at a revision, and the answer 304 if the asker has it."""
        parts = "\n".join([*revision, request.get_full_path()])
        etag = f'"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'
        answer = get_conditional_response(request._request, etag=etag)
        if answer is not None:
            answer["ETag"] = etag
        return etag, answer

    def tagged(self, body: Values, etag: str) -> Response:
        """An answer that may be kept, and must be asked after before it is used again."""
        response = Response(body, headers={"ETag": etag})
        patch_cache_control(response, public=True, no_cache=True)
        return response


class Detail(Door):
    """One thing by its id."""

    def answer(self, found: Values | None, values: Values, *, missing: str) -> Response:
        """The thing, cut to the fields asked for. Raises NotFound with the sentence `missing`."""
        if found is None:
            raise NotFound(missing)
        return Response(self.cut(found, values))


class Listing(Door):
    """A cursor-paged list."""

    orders: ClassVar[tuple[str, ...]]
    order: ClassVar[str]
    beside: ClassVar[Mapping[str, Field[Any, Any, Any, Any]]] = {}

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        return (*super().parameters(), ordering(cls.orders), CURSOR, PAGE_SIZE)

    @classmethod
    def described(cls) -> Any:
        return list_of(cls.shape, cls.beside)

    def page(self, request: Request, values: Values, found: Page, **beside: Any) -> Values:
        """The body of a page: its neighbours' addresses, what is said beside it, and its rows."""
        given = {name: request.query_params[name] for name in request.query_params}
        links = found.links(request.build_absolute_uri(request.path), given)
        rows = [self.cut(row, values) for row in found.rows]
        return {**links, **beside, "results": rows}

    def way(self, values: Values) -> tuple[str, str | None, int]:
        """Order, cursor and size of the page asked for."""
        return values.get("ordering", self.order), values.get("cursor"), values.get("page_size", PAGE)


class Index(APIView):
    """The lists that there are, with their addresses."""

    permission_classes = [AllowAny]
    renderer_classes = [JsonRenderer]
    content_negotiation_class = Negotiation
    http_method_names = ["get", "head", "options"]
    schema = None
    lists: tuple[str, ...] = ()

    def get_exception_handler(self) -> Callable[[Exception, Mapping[str, Any]], Response]:
        return answer_with_problem

    def get(self, request: Request) -> Response:
        read_all(request.query_params, (FORMAT,))
        return Response({name: reverse(f"api:{name}", request=request) for name in self.lists})


class UnknownPath(APIView):
    """Whatever lies below the API and is nothing: a problem document too."""

    permission_classes = [AllowAny]
    renderer_classes = [JsonRenderer]
    schema = None

    def get_exception_handler(self) -> Callable[[Exception, Mapping[str, Any]], Response]:
        return answer_with_problem

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound(f"There is nothing at {request.path}.")
