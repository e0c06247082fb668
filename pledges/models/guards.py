"""What the database itself sees to: no row of truth is changed or dropped, and no changed claim is left unfolded."""

from typing import Any

import pgtrigger

REFUSE = "RAISE EXCEPTION '% on % is refused: its rows are append-only', TG_OP, TG_TABLE_NAME;"


def append_only() -> list[pgtrigger.Trigger]:
    """Triggers that refuse UPDATE, DELETE and TRUNCATE on a table."""
    return [
        pgtrigger.Trigger(
            name="append_only",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=REFUSE,
        ),
        refuse_truncate(),
    ]


def append_only_but_redaction(*, blanked: tuple[str, ...]) -> list[pgtrigger.Trigger]:
    """As `append_only`, but the columns `blanked` may change while a redaction is carried out.

    The redacting service names its row in the setting `pledges.redaction`, for its transaction only; the row must
    exist, and whatever else the update touches is refused.
    """
    same = " AND ".join(f"NEW.{name} = OLD.{name}" for name in blanked)
    names = f"ARRAY[{', '.join(repr(name) for name in blanked)}]"
    kept = f"(to_jsonb(NEW) - {names}) = (to_jsonb(OLD) - {names})"
    return [
        pgtrigger.Trigger(
            name="append_only_but_redaction",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            declare=[("redaction_id", "TEXT")],
            func=f"""
                redaction_id := COALESCE(current_setting('pledges.redaction', true), '');
                IF TG_OP = 'UPDATE' AND redaction_id <> '' THEN
                    IF {kept} AND EXISTS (SELECT 1 FROM pledges_redaction WHERE id::text = redaction_id) THEN
                        RETURN NEW;
                    END IF;
                END IF;
                IF TG_OP = 'UPDATE' AND {kept} AND {same} THEN
                    RETURN NEW;
                END IF;
                {REFUSE}
            """,
        ),
        refuse_truncate(),
    ]


def refuse_truncate() -> pgtrigger.Trigger:
    """TRUNCATE is refused unless the database itself says that it is a scratch one (`pledges.scratch`)."""
    return pgtrigger.Trigger(
        name="no_truncate",
        when=pgtrigger.Before,
        level=pgtrigger.Statement,
        operation=pgtrigger.Truncate,
        func=f"""
            IF COALESCE(current_setting('pledges.scratch', true), '') <> 'on' THEN
                {REFUSE}
            END IF;
            RETURN NULL;
        """,
    )


def told_unfolded() -> list[pgtrigger.Trigger]:
    """Triggers that note of which articles what counts in an account is otherwise (`UnfoldedArticle`)."""
    ways = (
        ("insert", pgtrigger.Insert, {"new": "after"}, "SELECT * FROM after"),
        ("update", pgtrigger.Update, {"old": "before", "new": "after"},
         "SELECT * FROM before UNION ALL SELECT * FROM after"),
        ("delete", pgtrigger.Delete, {"old": "before"}, "SELECT * FROM before"),
    )  # fmt: skip
    return [
        pgtrigger.Trigger(
            name=f"unfolded_by_{name}",
            when=pgtrigger.After,
            level=pgtrigger.Statement,
            operation=operation,
            referencing=pgtrigger.Referencing(**sides),  # type: ignore[no-untyped-call]  # pgtrigger has no types for it
            func=f"""
                INSERT INTO pledges_unfoldedarticle (account_id, article_id)
                SELECT DISTINCT account_id, article_id FROM ({rows}) touched WHERE live;
                RETURN NULL;
            """,
        )
        for name, operation, sides, rows in ways
    ]


def choices(values: Any) -> list[tuple[str, str]]:
    """An enum of the domain as the choices of a field."""
    return [(member.value, member.value.replace("_", " ")) for member in values]
