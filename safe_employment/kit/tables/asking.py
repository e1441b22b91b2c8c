"""Asking a page for its list, as its reader would: outside of a web request, with the reader's own rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, resolve

from safe_employment.kit.errors import Hidden

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.tables.listing import Listing


class ListRequest(HttpRequest):
    """What the programme sends to a page to get its list instead of HTML (see `pages.list_page`)."""

    def __init__(self, by: Actor, path: str, query: str) -> None:
        super().__init__()
        self.method, self.path, self.path_info = "GET", path, path
        self.GET = QueryDict(query)
        self.actor, self.user = by, by.person  # type: ignore[assignment]


class ListAnswer(HttpResponse):
    """A page's answer to a `ListRequest`."""

    def __init__(self, listing: Listing) -> None:
        super().__init__()
        self.listing = listing


def listing_at(by: Actor, path: str, query: str) -> Listing:
    """Return the list that the page at `path` shows to the actor; the page's own door decides.

    Raises Hidden where the page is another association's, is none, shows no list, or is not theirs.
    """
    try:
        match = resolve(path)
    except Resolver404 as problem:
        raise Hidden from problem
    arguments = dict(match.kwargs)
    if arguments.pop("association", None) != by.home.slug or by.person is None:
        raise Hidden
    answer = match.func(ListRequest(by, path, query), *match.args, **arguments)
    if not isinstance(answer, ListAnswer):
        raise Hidden
    return answer.listing
