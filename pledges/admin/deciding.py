"""The page of one claim, and what an editor does there: judge, correct, take back the last act, put it back."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from pledges.admin.conflicts import Conflict, as_typed, conflict_of, standing_values, started_from
from pledges.admin.correction import CorrectionForm
from pledges.admin.in_place import Typed, shown_fields
from pledges.admin.links import LINKED
from pledges.admin.permissions import CORRECT, JUDGE, LINK, may, person
from pledges.admin.posting import View, taking_forms
from pledges.admin.queue import QueueAdmin, kept_filters
from pledges.admin.telling import happened, overriding, title_of
from pledges.admin.unsent import drop, keep, kept_for
from pledges.models import Claim, Decision
from pledges.queries.joining import pairs_of
from pledges.queries.review import ReviewedClaim, claim_for_review, held_waiting, next_to_review, waiting
from pledges.queries.seeing import Stale, refuse_stale
from pledges.queries.verdicts import standing_verdict
from pledges.services.judging import Unchanged, WasRejected, correct, judge, undo
from pledges.services.undoing import Act, ActKind, last_act, last_undone, put_back, take_back

DECISIONS = {"accept": Decision.ACCEPTED, "reject": Decision.REJECTED, "unsure": Decision.UNSURE}
NEEDED = {ActKind.VERDICT: JUDGE, ActKind.CORRECTION: CORRECT, ActKind.LINK: LINK, ActKind.BULK: JUDGE}


class DecidingAdmin(QueueAdmin):
    """One claim's page and its acts."""

    def act_urls(self) -> list[URLPattern]:
        """`next/` leads to what waits; a claim's page takes decisions and corrections."""
        return [
            path("next/", self.admin_site.admin_view(self.next_view), name="pledges_claim_next"),
            path("<str:key>/decide/", self._act("decide", self.decide_view), name="pledges_claim_decide"),
            path("<str:key>/correct/", self._act("correct", self.correct_view), name="pledges_claim_correct"),
        ]

    def _act(self, name: str, view: View) -> View:
        return taking_forms(view, page=self._page_of, keep=partial(keep, act=name))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The words, the fields and their rules, and what can be decided; and what was typed as a session ended."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = found_claim(object_id)
        kept = kept_for(request, found.row.pk)
        if kept is None or kept.act == LINKED:
            return self._page(request, found)
        return self._kept_page(request, found, kept.act, kept.data)

    def _kept_page(self, request: HttpRequest, found: ReviewedClaim, act: str, data: Mapping[str, str]) -> HttpResponse:
        pressed = f" (you had pressed “{data['decision']}”)" if data.get("decision") in DECISIONS else ""
        messages.warning(
            request, f"Your session had ended as you sent this: nothing was decided{pressed}. What you typed is here."
        )
        form, typed = None, None
        if act == "field":
            why = "It is not stored yet: look, then save it."
            typed = Typed(field=data.get("field", ""), text=data.get("text", ""), error=why)
        if act == "correct":
            blank = dict.fromkeys(CorrectionForm.base_fields, "")
            form = CorrectionForm(initial=blank | dict(data), length=found.row.state.version.characters)
        try:
            refuse_stale(found.row, data.get("seen", ""))
        except Stale as stale:
            conflict = self._conflict(found, stale, data if form else None)
            return self._page(request, found, form=form, typed=typed, why=data.get("why", ""), conflict=conflict)
        return self._page(request, found, form=form, typed=typed, why=data.get("why", ""))

    def decide_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Accept, reject or leave unsure, then on to the next claim that waits; take back what stands on this claim
        ("withdraw"), or, whatever it was, one's own last act ("undo"), or put that back ("put_back")."""
        if not may(request, JUDGE):
            raise PermissionDenied
        found = found_claim(key)
        word = request.POST.get("decision", "")
        if word in ("undo", "put_back"):
            return self._last(request, found.row, put=word == "put_back")
        if word not in DECISIONS and word != "withdraw":
            messages.error(request, f"There is no decision {word!r}: nothing was changed.")
            return self._page(request, found, why=request.POST.get("why", ""), status=422)
        try:
            return self._decide(request, found.row, word)
        except Stale as stale:
            found = found_claim(key)  # as it stands now, which may be later than this request began
            why = request.POST.get("why", "")
            return self._page(request, found, why=why, conflict=self._conflict(found, stale), status=409)

    def _decide(self, request: HttpRequest, row: Claim, word: str) -> HttpResponse:
        seen, why, by = request.POST.get("seen", ""), request.POST.get("why", "")[:2000], person(request)
        if word == "withdraw":
            taken_back = undo(claim=row, by=by, seen=seen)
            messages.info(request, "Taken back." if taken_back else "There was nothing to take back.")
            return self._to(request, row.pk)
        judge(claim=row, decision=DECISIONS[word], by=by, why=why, seen=seen)
        drop(request, row.pk)
        self._tell(request, row, happened(row, DECISIONS[word]))
        return self._on(request, row)

    def _last(self, request: HttpRequest, row: Claim, *, put: bool) -> HttpResponse:
        """Take back the last act of the one who asks, or put back the one they took back last; then to its claim."""
        by = person(request)
        act = last_undone(by=by) if put else last_act(by=by)
        if act is None:
            messages.info(request, f"You have nothing to {'put' if put else 'take'} back.")
            return self._to(request, row.pk)
        if not may(request, NEEDED[act.kind]):
            raise PermissionDenied
        try:
            (put_back if put else take_back)(act=act, by=by)
        except Stale as stale:
            messages.warning(request, f"{stale}. Nothing was taken back.")
            return self._to(request, row.pk)
        self._tell_act(request, act, "Put back" if put else "Taken back")
        if act.claim is None:
            return HttpResponseRedirect(reverse("admin:pledges_claim_bulk", args=[int(act.key)]))
        return self._to(request, act.claim)

    def _tell_act(self, request: HttpRequest, act: Act, word: str) -> None:
        told = f"{word}: you {act.what}"
        if act.claim is None:
            messages.success(request, f"{told}.")
            return
        claim = Claim.objects.select_related("state").get(pk=act.claim)
        where = self._page_of(request, claim.pk)
        messages.success(
            request, format_html('{} <a href="{}">{}</a>, now {}.', told, where, str(claim), claim.state.review)
        )

    def correct_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Put a person's reading in the place of the claim; what is refused is shown with what was typed."""
        if not may(request, CORRECT):
            raise PermissionDenied
        found = found_claim(key)
        form = CorrectionForm(request.POST, length=found.row.state.version.characters)
        before = standing_verdict(claim=found.row)
        try:
            if form.is_valid():
                self._correct(request, found.row, form)
                drop(request, found.row.pk)
                self._tell(request, found.row, f"corrected{overriding(before)}")
                return self._on(request, found.row)
        except Stale as stale:
            found = found_claim(key)
            conflict = self._conflict(found, stale, request.POST)
            return self._page(request, found, form=form, conflict=conflict, status=409)
        except WasRejected as refused:
            found = found_claim(key)
            messages.warning(
                request, f"{refused}: the correction was not stored. Send it again to correct it all the same."
            )
            return self._page(request, found, form=form, over=refused.verdict.pk, status=409)
        except Unchanged:
            form.add_error(None, "The claim says this already.")
        except (ValueError, KeyError) as error:
            form.add_error(None, f"This can't be stored: {error}")
        messages.error(request, _what_is_wrong(form))
        return self._page(request, found, form=form, status=422)

    def _correct(self, request: HttpRequest, row: Claim, form: CorrectionForm) -> None:
        correct(
            claim=row,
            values=form.values(),
            by=person(request),
            why=form.cleaned_data["why"],
            seen=request.POST.get("seen", ""),
            over=shown_rejection(request),
        )

    def _conflict(self, found: ReviewedClaim, stale: Stale, mine: Mapping[str, Any] | None = None) -> Conflict:
        own = as_typed(CorrectionForm.initial_of(found.claim))
        started = started_from((mine or {}).get("started", ""), own)
        return conflict_of(stale, started=started, theirs=standing_values(found.claim), mine=mine)

    def _page(
        self,
        request: HttpRequest,
        found: ReviewedClaim,
        *,
        form: CorrectionForm | None = None,
        why: str = "",
        conflict: Conflict | None = None,
        over: int | None = None,
        typed: Typed | None = None,
        status: int = 200,
    ) -> HttpResponse:
        initial, correcting = CorrectionForm.initial_of(found.claim), form is not None
        if form is None:
            form = CorrectionForm(initial=initial, length=found.row.state.version.characters)
        started = standing_values(found.claim) if conflict else as_typed(initial)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "is_nav_sidebar_enabled": False,
            "title": title_of(found),
            "found": found,
            "claim": found.claim,
            "fields": shown_fields(found.claim, typed),
            "form": form,
            "correcting": correcting,
            "why": why,
            "conflict": conflict,
            "over": over,
            "started": json.dumps(started, ensure_ascii=False),
            "undone": self._undone(request),
            "may_judge": may(request, JUDGE),
            "may_correct": may(request, CORRECT),
            "may_link": may(request, LINK),
            "pairs": pairs_of(found.row),
            "seen": found.seen,
            "waiting": waiting(),
            "held": held_waiting(),
            "next": next_to_review(after=found.row, among=self._among(request)),
            "kept": kept_filters(request),
        }
        return TemplateResponse(request, "admin/pledges/claim/review.html", context, status=status)

    def _undone(self, request: HttpRequest) -> Act | None:
        """What the one who asks took back last, while they did nothing since."""
        undone = last_undone(by=person(request))
        done = last_act(by=person(request)) if undone else None
        return undone if undone and (done is None or done.at < undone.at) else None

    def _tell(self, request: HttpRequest, row: Claim, words: str) -> None:
        back = reverse("admin:pledges_claim_change", args=[row.pk])
        messages.success(request, format_html('<a href="{}">{}</a>: {}.', back, str(row), words))


def found_claim(key: str) -> ReviewedClaim:
    found = claim_for_review(key)
    if found is None:
        raise Http404(f"There is no claim {key!r}.")
    return found


def shown_rejection(request: HttpRequest) -> int | None:
    """The verdict of another that the page told of, and that a correction may override; None without one."""
    over = request.POST.get("over", "")
    return int(over) if over.isdecimal() and len(over) < 19 else None


def _what_is_wrong(form: CorrectionForm) -> str:
    """How many fields are wrong, and which."""
    wrong = [
        str(form.fields[name].label or name.replace("_", " ")).lower() for name in form.errors if name in form.fields
    ]
    if not wrong:
        return f"The correction was not stored. {' '.join(map(str, form.non_field_errors()))}"
    fields = "1 field is wrong" if len(wrong) == 1 else f"{len(wrong)} fields are wrong"
    return f"The correction was not stored: {fields}: {', '.join(wrong)}."
