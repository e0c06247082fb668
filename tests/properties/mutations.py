# ruff: noqa: E501 (a table: a mutation a line)
"""Break the fold one step at a time: a law must go red for each. `python -m tests.properties.mutations [NAME ...]`

Works on a copy of the tree, prints a line a mutation with the first law that noticed it, and exits 1 if none did. The
explicit laws run before the comparison with the naive fold, so that a law is named where one knows. It is no test:
all of it takes more than an hour.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = "pledges/domain"
LAWS = (
    *(
        "test_total_laws",
        "test_line_laws",
        "test_ledger_laws",
        "test_joint_gift_laws",
        "test_schedule_laws",
        "test_event_laws",
        "test_correction_laws",
    ),
    *("test_held_laws", "test_growth_laws", "test_booking_laws", "test_posting_laws", "test_ledger_naive"),
)
QUICK = """from hypothesis import Phase, settings
made = settings.__init__
def other(self, parent=None, **given):  # a third of the examples of a law, four times those of the comparison
    if "max_examples" in given:
        given["max_examples"] = {150: 50, 300: 1200}.get(given["max_examples"], given["max_examples"])
    made(self, parent, **given)
settings.__init__ = other
settings.register_profile("quick", phases=[Phase.generate], deadline=None, database=None)
settings.load_profile("quick")
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """In a module of the domain, what stands there once, and what stands there when the law is broken."""

    name: str
    module: str
    old: str
    new: str


def broken(name: str, module: str, old: str, new: str) -> Mutation:
    return Mutation(name=name, module=module, old=old, new=new)


MUTATIONS = (
    broken("who came first leads", "tellings", "same = tuple(sorted(by_id.values(), key=_lead_order))", "same = tuple(by_id.values())"),
    broken("a copy is news", "tellings", "return claim.copy_of or claim.claim.article", "return claim.claim.article"),
    broken("windows need not overlap", "resolution", "if max(start, cluster.start) > min(end, cluster.end):", "if False:"),
    broken("siblings are one system", "resolution", 'return 0.0, "different variants"', 'return 0.9, "different variants"'),
    broken("numbers far apart are one", "resolution", "if max(low, cluster.low) > min(high, cluster.high):", "if False:"),
    broken("increments are one for a year", "policy", "increment_days: int = 21", "increment_days: int = 365"),
    broken("approximate numbers match exactly", "policy", "approximate_within: float = 0.10", "approximate_within: float = 0.0"),
    broken("a type never resolves", "unnamed", "if score > best_score:", "if False:"),
    broken("more by type stands by itself", "unnamed", "if telling.basis is not Basis.INCREMENT:", "if True:"),
    broken("a mention opens an entry", "meaning", "if entry.counted is None or not may_mean", "if True or not may_mean"),
    broken("unknown is infinite", "opening", "entry = replace(entry, group=group, counted=None)", "entry = replace(entry, group=group, counted=entry.number.amount)"),
    broken("an increment restates", "counting", "elif step.basis is Basis.INCREMENT:", "elif False:"),
    broken("plain figures add", "counting", "    if not rivals:\n", "    if True:\n"),
    broken("parts add to their sum", "posting", "mark_parts(list(entries), self._counting.catalogue)", "list(entries)"),
    broken("a running total adds", "asserting", "rest = beyond(asserted.excess_over(known), doubtful)", "rest = asserted"),
    broken("a surplus stays", "asserting", "entries=tuple(without_surplus(covered, surplus)), ", ""),
    broken("an open number takes any total in", "asserting", "return max(counted.stated, entry.number.amount.stated / ratio)", 'return float("inf")'),
    broken("a total that is a guess adds", "asserting", "if telling.vague and known.high is None:", "if False:"),
    broken("a total so far holds what is announced that day", "booking", " or _adds_to(pledge, arrival):", ":"),
    broken("what came was never promised for sure", "booking", "low=amount.low + step, ", ""),
    broken("what a line's pledges hold is raised twice", "booking", "        missing -= step\n", ""),
    broken("members of a fund give its gifts", "catalogue", "return bool(self.members) and self.kind != FUND", "return bool(self.members)"),
    broken("parts named on the next day add", "netting", " + self._named_after(entry, step.told_by)", ""),
    broken("what was withheld long ago is withheld when told", "entries", "min(announced, _withdrawn(founder.group, claims))", "announced"),
    broken("a sum with no day is always another", "packages", "    _mark_retellings(found, policy)\n", ""),
    broken("a milestone is a total", "tellings", "and end > telling.first_published", "and False"),
    broken("milestones add to a pledge", "schedules", "if any(one.basis is not Basis.INCREMENT or", "if any(False and one.basis is not Basis.INCREMENT or"),
    broken("a schedule alone is nothing", "schedules", "return None if rest.zero else implied_entry", "return None if True else implied_entry"),
    broken("a milestone asks for what has come", "reconciliation", "missing = milestone.number.amount.interval.less(filled)", "missing = milestone.number.amount.interval"),
    broken("what is due next ignores what came", "reconciliation", "left = milestone.number.amount.interval.less(filled).within(outstanding)", "left = milestone.number.amount.interval"),
    broken("a past milestone is still to come", "reconciliation", "milestone.window.end >= day:", "True:"),
    broken("a joint gift is its first donor's", "tellings", "return [(donors, False)]", "return [(donors[:1], False)]"),
    broken("a joint gift's row is one donor's", "totals", '"donor": lambda account, line, entry, role: "+".join(givers_by(entry, role)),', '"donor": lambda account, line, entry, role: givers_by(entry, role)[:1][0] if givers_by(entry, role) else "",'),
    broken("each of several gave all", "figures", "return Amount(low=0, high=self.high, stated=0)", "return self"),
    broken("shares are ignored", "totals", "if donor in shares:", "if False:"),
    broken("each gives no more than all", "tellings", "if len(donors) > 1 and (each or listed):", "if False:"),
    broken("a wider figure adds", "containment", "        if _may_hold_others(line, catalogue) and any(", "        if False and any("),
    broken("a wider figure is netted by what comes later", "netting", "for one in self._inside[line].told(day)]", "for one in self._inside[line].told(date.max)]"),
    broken("a total forgets what its line was netted by", "netting", "step.left = ToldInside.of(known).within(asserted)", "pass"),
    broken("what was netted is netted again", "netting", "step.left = step.spent.plus(known.within(entry.counted))", "pass"),
    broken("the shares of a joint gift add to it", "netting", "if (shares := self._shares(entry)) is not None:", "if False and (shares := self._shares(entry)) is not None:"),
    broken("a group has all members ever", "catalogue", "if (m.start is None or m.start <= day) and (m.end is None or day <= m.end)", "if True"),
    broken("who paid is who gave", "totals", "if party.role is role})", "if party.role is Role.FINANCIER})"),
    broken("payer and supplier give twice", "roles", "    if not gifts:\n", "    if True:\n"),
    broken("a refund adds", "roles", "_part(one, home)) for one in gift.full)", "replace(one, donors=home)) for one in gift.full)"),
    broken("a refund is the fund's", "roles", "giver = gave if self.refunds(catalogue) else paid", "giver = paid"),
    broken("the supplier pays for what it brings", "booking", "return replace(arrival, parties=pledges[0].parties) if one_gift else arrival", "return arrival"),
    broken("a sale is aid", "tellings", "sale = claim.claim.terms is Terms.SALE", "sale = False"),
    broken("a disputed claim counts", "ledger", "if claim.claim.certainty is Certainty.DISPUTED:", "if False:"),
    broken("a rejected claim counts", "judgements", "if verdict is VerdictKind.REJECTED or", "if False or"),
    broken("a withdrawn verdict holds", "judgements", "verdict.kind is not VerdictKind.WITHDRAWN and verdict.id not in taken_back", "verdict.kind is not VerdictKind.WITHDRAWN"),
    broken("a refused correction frees what another corrects", "judgements", "    while one.corrects is not None and one.corrects in known:\n        one = known[one.corrects]\n", ""),
    broken("the first correction stands", "judgements", "latest = max(standing,", "latest = min(standing,"),
    broken("a refused correction stands", "judgements", "if judged.get(one.claim_id) is not VerdictKind.REJECTED]", "]"),
    broken("a withdrawn link holds", "judgements", "if _holds(link.at, link.withdrawn_at, recorded_at)]", "]"),
    broken("what is joined by type goes apart", "unnamed", "links.group_of(telling.claim_ids) or id(telling)", "id(telling)"),
    broken("an editor joins in vain", "resolved", "for one in bring_together(found, step.links)}", "for one in found}"),
    broken("an editor parts in vain", "links", "return bool(self.parted) and any(", "return False and any("),
    broken("known_at hides nothing", "ledger", "if known_at is not None and claim.published > known_at:", "if False:"),
    broken("as_of hides nothing", "ledger", "return as_of is None or day_of(claim) <= as_of", "return True"),
    broken("as_of knows how it ends", "folding", "if entry.counted is not None and entry.day > as_of", "if False"),
    broken("recorded_at hides nothing", "judgements", "if recorded_at is None or one.recorded_at <= recorded_at}", "}"),
    broken("verdicts are for ever", "judgements", "if recorded_at is None or verdict.at <= recorded_at]", "]"),
    broken("arrivals fill later pledges", "booking", "if pledge.day <= arrival.day or pledge.implied is Implied.TOTAL:", "if True:"),
    broken("the last due is filled first", "booking", "related.catalogue)), key=_filling_order)", "related.catalogue)), key=_filling_order, reverse=True)"),
    broken("what came was never pledged", "booking", "if left.empty or (pledges and left.low == 0):", "if True:"),
    broken("what comes beyond the pledges was not pledged", "booking", "if left.empty or (pledges and left.low == 0):", "if left.empty or owed or (pledges and left.low == 0):"),
    broken("a group fills its member's pledge", "booking", "may_be = Interval(low=0, high=most)", "may_be = Interval(low=most or 0, high=most)"),
    broken("a group books on its members", "booking", "[*self.own(line), *wider, *named]", "[*self.own(line), *wider, *self.maybe(line, day)]"),
    broken("a member fills what its group promised", "booking", "if set(one.donors).issuperset(line.donors)]", "]"),
    broken("what nobody promised by name is no ones", "booking", "if not one.donors] if line.unit in UNITS else []", "if False]"),
    broken("what an arrival implies is left open", "reconciliation", "pledged.amount.interval.less(filled).within(unmet)", "pledged.amount.interval.less(filled)"),
    broken("an arrival leaves open what it implies", "booking", "    books.open[pledge.id] = Interval()  # it is what arrived, however much that is\n", ""),
    broken("one article tells twice in two units", "tellings", "value.item.name, value.item.category, counted,", "value.item.name, value.item.category, told,"),
    broken("a pledge states less than came of it", "booking", "    if last == NEVER:\n", "    if True:\n"),
    broken("a booking across lines is hidden", "gathering", "        if pledge.line == arrival.line:\n", "        if True:\n"),
    broken("a possible booking is hidden", "gathering", "        if pledge.line == arrival.line:\n", "        if one.possible or pledge.line == arrival.line:\n"),
    broken("what may be a member's fills it", "books", "if not pledge.line.donors:", "if True:"),
    broken("what others brought is forgotten", "reconciliation", "return delivered.amount.interval.less(away) + brought", "return delivered.amount.interval.less(away)"),
    broken("a problem rests on the claims that it names", "problems", "*sorted(self.causes)]", "*sorted(self.claims)]"),
    broken("a problem rests on what its line is called", "watching", 'causes = [f"here {largest[key].id}"', 'causes = [f"here {key.text}"'),
    broken("a problem names all claims", "problems", "islice(_distinct(claims), MOST)", "islice(_distinct(claims), None)"),
    broken("problems come by type", "problems", "return (one.effect is None, -(one.effect or 0), one.type", "return (False, 0, one.type"),
    broken("a launcher is no system", "units", "    if unit in rule.same:\n", "    if False:\n"),
    broken("a unit of no row converts", "units", "    if factor is None:\n        return told\n", "    if factor is None:\n        return Counted(low=low, high=high, unit=rule.main)\n"),
    broken("a dispatch never arrives", "booking", "left = arrive(books, arrival, left)", "pass"),
    broken("a cancellation takes what came later", "cancelling", " or pledge.day > withdrawal.day:", ":"),
    broken("a cancellation takes all", "cancelling", "gone = room if left is None else left.within(room)", "gone = room"),
    broken("a pause is never lifted", "cancelling", "if entry.suspends and _resumed(books, entry):", "if False:"),
    broken("a withdrawal ends at its line", "cancelling", "if entry.number.known and entry.line.donors:", "if False:"),
    broken("a total forgets a withdrawal", "cancelling", "    if not after:\n", "    if True:\n"),
    broken("what remains is news", "counting", "            _withdraw(standing, step)\n", "            pass\n"),
    broken("what is told again stays withdrawn", "cancelling", "return told - withdrawn > TOLD_AGAIN", "return False"),
    broken("a guess at a word is a bound", "resolution", "if not telling.vague and cluster.firm_most:", "if cluster.firm_most:"),
    broken("two figures of one day are two", "announcements", "if apart <= timedelta(days=policy.announced_days):", "if False:"),
    broken("more of two papers is twice as much", "announcements", "(_plain(left, right) or _adds(left, right))", "_plain(left, right)"),
    broken("two figures of a month are one", "policy", "announced_days: int = 2", "announced_days: int = 30"),
    broken("the papers stand beside the ministry", "announcements", "replace(paper, replaced_by=standing) for paper", "paper for paper"),
    broken("what is replaced stands", "counting", "    for one in made.gone:\n        standing.put(one)\n", ""),
    broken("what replaces adds", "counting", "elif step.replaces is not None:", "elif False:"),
    broken("the old number is news", "counting", "(replaced_by := _replaced_by(standing, entry, by.catalogue)) is not None", "(replaced_by := None) is not None"),
    broken("a number is the one before the last", "resolution", "if telling.day < cluster.since or", "if False or"),
    broken("a cut is taken twice", "replacing", "taken = sum(one.number.amount.stated for one in cuts)", "taken = 0"),
    broken("a correction adds", "replacing", "return [max(told, key=lambda one: one.order)] if told else []", "return []"),
    broken("all aid is military", "scopes", "scope.of is Extent.ALL_AID or", "False or"),
    broken("what allies gave is one's own", "scopes", "of_others = scope.whose is Whose.ALL_DONORS", "of_others = False"),
    broken("a year's total is of all years", "spans", "return start <= entry.day <= end", "return True"),
    broken("packages of a week are one", "policy", "package_days: int = 3", "package_days: int = 9"),
    broken("a round sum is another package", "packages", "return off <= min(grain(coarse) / 2, policy.approximate_within * coarse)", "return not off"),
    broken("a part is a package", "packages", "largest_first[:at]", "largest_first[:0]"),
    broken("vests are helmets", "resolution", 'return 0.0, "one sentence tells of both"', 'return 1.0, "one sentence tells of both"'),
    broken("helmets restate vests", "counting", "if are_two_things(entry, other) or not", "if not"),
    broken("the sum by type is in doubt", "netting", "if plain and known.equals(entry.counted):", "if False:"),
    broken("what is held counts", "holding", "if claim.claim_id not in out)", "if True)"),
    broken("a cluster that was kept grows", "unnamed", "= event.copy()", "= event"),
    broken("what was posted is netted where it is kept", "posting", "return replace(self, entries=dict(self.entries), problems=list(self.problems))", "return self"),
    broken("a line is what it was", "shelving", "as_known(self.by_key, come)", "come | self.by_key"),
    broken("a table forgets what went", "changes", "made._before, made._otherwise = self._state, frozenset(otherwise | going)", "made._before, made._otherwise = self._state, frozenset(otherwise)"),
    broken("every table follows every other", "changes", "isinstance(seen, Table) and seen._state is self._before", "isinstance(seen, Table)"),
    broken("a second source is remembered", "figures_beside", "                self._seconds.pop(one.line, None)\n", ""),
    broken("a second source that went is remembered", "figures_beside", "        self._seconds.pop(line, None)\n", ""),
    broken("what is doubtful of a pile is remembered", "figures_beside", "known is None or known[0] is not self._piles[key]", "known is None"),
    broken("a line that has only held claims goes unseen", "shelving", "if not told and key not in shown:", "if not told:"),
    broken("a group's events are remembered", "siblings", "self._given[0] is not self._told or self._given[1] is not pledges", "self._given[1] is not pledges"),
    broken("pledges that changed are not looked at", "siblings", "self._given[0] is not self._told or self._given[1] is not pledges", "self._given[0] is not self._told"),
    broken("what was withdrawn is remembered", "postings", " or (given[1] is not withdrawn and (given[1] or withdrawn))", ""),
    broken("a line that went has figures on another day", "reconciliation", "            gone = self._made  # a line that is no more was not looked at on this day\n", ""),
    broken("figures are those of another day", "reconciliation", "if day != self._day:", "if False:"),
    broken("a step stays as it was though what it looked at does not", "turns", "self._reach.add(change.reader)", "pass"),
    broken("a step stays as it was though its pledges do not", "reaching", "            self._weighed(old, new)\n", "            pass\n"),
    broken("a withdrawal stays as it was though its pledges do not", "reaching", "            return any(self._may_take(one, event) for one in (before, now) if one is not None)", "            return False"),
    broken("what was told in all forgets what came since", "reaching", "bool(self._totals.get(pledge.line)) or may_take", "may_take"),
    broken("what is called off later stays booked", "turns", "                self._reach.counted(change.key, change.before, change.now, since=at)", "                pass"),
    broken("a pledge that was told again is not read again", "reaching", "            self._told_beside(old, new)", "            pass"),
    broken("a problem names the claims of its day", "reaching", "if step is not None and step.noted:", "if False:"),
    broken("a delivery stays as it was though a dispatch came", "turns", "            reach.dispatch(gone.get(key), come.get(key))", "            pass"),
    broken("what left earlier arrives in its old turn", "reaching", "(dispatch.line, dispatch.counted, dispatch.day)", "(dispatch.line, dispatch.counted)"),
    broken("a line that comes beside is not looked at", "turns", "                    self._reach.let_read(self.books.events_on.get(line, ()), wide)\n", ""),
    broken("what a step looks at no more is kept", "histories", "return tuple(noted), [*changes, *self.forget(turn, before, but=noted)]", "return tuple(noted), changes"),
    broken("a line is netted once and for all", "containment", "todo |= {wide for line in touched for wide in self.near.all_wider(line)}", "pass"),
    broken("a mention stays where it was placed", "mentions", "if known is None or self._may_move(telling, known[1], changes):", "if known is None:"),
    broken("a mention stays though a nearer entry came", "mentions", "if nearer and may_mean(", "if False and may_mean("),
    broken("what was posted later is not taken back", "posting", "            touched |= standing.back_to(self._steps[at].before)\n", "            pass\n"),
    broken("a doubt names who told of it then", "standing", "if doubt.rests_on(ids):", "if False:"),
    broken("a correction overlooks who tells again", "posting", "(again and _is_correction(new.what))", "False"),
    broken("who an editor parts tells again", "standing", "if parted and any(", "if False and any("),
    broken("a wider figure stays though what it holds does not", "netting", "step.reach < otherwise and ", ""),
    broken("a total stays though its line told more by then", "netting", "otherwise = min(first, own)", "otherwise = first"),
    broken("what moves past a total stays before it", "netting", "turn not in stay", "turn[2] not in self._told"),
    broken("a wider figure stays though others spent more", "netting", "(step.told_by, step.spent) == (told_by, spent)", "step.told_by == told_by"),
    broken("a wider doubt names who told of it then", "netting", "if one.rests_on(again):", "if False:"),
    broken("claims are known by their number", "memo", "key = (step, beside, tuple(map(id, values)))", "key = (step, beside, len(values))"),
    broken("a gift's sides are folded apart", "blocks", "                sets.join(donors, other)\n", "                pass\n"),
    broken("what an editor links is folded apart", "blocks", "                sets.join(donors, (\"\", end))\n", "                pass\n"),
    broken("who came first is weighed first", "holding", "sorted(suspects, key=lambda one: (number_of(one), one.order))", "suspects"),
    broken("what is held makes a larger one look small", "holding", "            found[lead] = limit\n            continue\n", "            found[lead] = limit\n"),
    broken("a verdict frees nothing", "holding", "return claim.reviewed or", "return"),
    broken("a second source frees nothing", "figures_beside", "is_same(other, number, policy) and any", "False and any"),
    broken("the same publisher frees", "figures_beside", "one.publishers.isdisjoint(publishers) and ", ""),
    broken("a copy frees", "figures_beside", " and one.articles.isdisjoint(articles)", ""),
    broken("any number is a second one", "weighing", "same_within: float = 0.10", "same_within: float = 0.90"),
    broken("all else is never weighed", "holding", "number > max(line.limit, common)", "False"),
    broken("no limit is weighed", "holding", "if number > limit.limit:", "if False:"),
    broken("what is held is not large", "weighing", "return min([*least, common] if common is not None else least, default=float(\"inf\"))", "return max([*least, common] if common is not None else least, default=0)"),
)  # fmt: skip


def first_red(mutation: Mutation, tree: Path) -> str | None:
    """The name of the law that noticed, None where all stay green. The tree is as before afterwards."""
    path = tree / DOMAIN / f"{mutation.module}.py"
    sound = path.read_text()
    if sound.count(mutation.old) != 1:
        raise ValueError(
            f"{mutation.name}: {mutation.module}.py has {sound.count(mutation.old)} times {mutation.old!r}"
        )
    path.write_text(sound.replace(mutation.old, mutation.new))
    try:
        laws = [f"tests/properties/{law}.py" for law in LAWS]
        options = ["-p", "quick", "-p", "no:django", "-c", "/dev/null", "--rootdir=.", "--noconftest"]
        command = [sys.executable, "-m", "pytest", *options, "-q", "-x", "--tb=no", "-k", "not reach_every", *laws]
        ran = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    finally:
        path.write_text(sound)
    red = re.search(r"^(?:FAILED|ERROR) (\S+)", ran.stdout, re.MULTILINE)
    if ran.returncode and red is None:
        raise RuntimeError(f"{mutation.name}: the laws did not run\n{ran.stdout}{ran.stderr}")
    return red[1].removeprefix("tests/properties/") if red else None


def main(names: list[str]) -> int:
    unnoticed = 0
    with tempfile.TemporaryDirectory() as directory:
        tree = Path(directory)
        for part in ("pledges", "tests"):
            shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
        (tree / "quick.py").write_text(QUICK)
        for mutation in MUTATIONS:
            if names and mutation.name not in names:
                continue
            red = first_red(mutation, tree)
            unnoticed += red is None
            print(f"{mutation.name:40} {red or 'NO LAW NOTICED'}", flush=True)
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
