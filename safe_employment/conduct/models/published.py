"""What is published does not change: the database itself refuses it."""

from __future__ import annotations

import pgtrigger

_SAME_WORDS = "(to_jsonb(NEW) - 'state' - 'changed_at' - 'superseded_on')"
_OLD_WORDS = "(to_jsonb(OLD) - 'state' - 'changed_at' - 'superseded_on')"
_KEEP = f"""
    IF OLD.state = 'draft' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a published text cannot be removed' USING ERRCODE = 'check_violation';
    END IF;
    IF {_SAME_WORDS} IS DISTINCT FROM {_OLD_WORDS} OR NEW.state = 'draft'
            OR (OLD.state = 'superseded' AND NEW.state <> 'superseded') THEN
        RAISE EXCEPTION 'a published text cannot be changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
_KEEP_ARTICLES = """
    IF TG_OP <> 'INSERT' THEN
        PERFORM 1 FROM conduct_codeversion v WHERE v.id = OLD.version_id AND v.state <> 'draft';
        IF FOUND THEN
            RAISE EXCEPTION 'a published article cannot be changed' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM 1 FROM conduct_codeversion v WHERE v.id = NEW.version_id AND v.state <> 'draft';
        IF FOUND THEN
            RAISE EXCEPTION 'a published version takes no other article' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    RETURN OLD;
"""


def keeps_published_text() -> pgtrigger.Trigger:
    """Return the trigger of a versioned text: after publication only its state moves, and only onward."""
    return pgtrigger.Trigger(
        name="published_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=_KEEP,
    )


def keeps_published_articles() -> pgtrigger.Trigger:
    """Return the trigger of articles: none is added to, changed in or taken from a published version."""
    return pgtrigger.Trigger(
        name="published_articles_stay",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=_KEEP_ARTICLES,
    )
