"""Passwords in addresses are never shown."""

from __future__ import annotations

import pytest

from cjaplans.load.secrets import without_passwords


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql+psycopg://me:wool@host/plans is busy", "postgresql+psycopg://me:***@host/plans is busy"),
        ("at postgresql://me:wo@ol@host/plans?a=b@c", "at postgresql://me:***@host/plans?a=b@c"),
        ("postgresql://me:wo/ol@host/plans", "postgresql://me:***@host/plans"),
        ("postgresql://:wool@host/plans", "postgresql://:***@host/plans"),
        ("at postgresql://host/plans?password=wool&user=me", "at postgresql://host/plans?password=***&user=me"),
        ("postgresql://me@host:5432/plans", "postgresql://me@host:5432/plans"),
        ("s3://bucket/plans and https://u:wool@h/x.pdf", "s3://bucket/plans and https://u:***@h/x.pdf"),
        ("plans.db: who@where", "plans.db: who@where"),
        ("postgresql://me:w@@l@host/plans?user=a@b", "postgresql://me:***@host/plans?user=a@b"),
        ("postgresql://me:w/o@l@host:5432/plans", "postgresql://me:***@host:5432/plans"),
    ],
)
def test_a_password_is_hidden(text: str, shown: str) -> None:
    assert without_passwords(text) == shown
    assert without_passwords(shown) == shown
