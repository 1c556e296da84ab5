"""Search on PostgreSQL: ``action_search`` holds a ``tsvector`` of each action, and triggers keep it right.

The words are cut and stemmed as FTS5 does it on SQLite: accents fall away, whatever is no letter or digit parts words,
no word is too common to be found, and Porter's rules (snowball's ``porter``) take endings off.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Any

from sqlalchemy import Connection, Integer, column, func, literal_column, table
from sqlalchemy.dialects.postgresql import TSVECTOR

from cjaplans.load.search.words import FIELDS, Term, terms

_CONFIGURATION = "action_search_english"
_DICTIONARY = "action_search_porter"
#: Stands between the fields, so that no words of two fields stand together.
_BETWEEN = " xxnextfieldxx "
#: What parts words: ASCII that is no letter or digit, signs of Latin-1, punctuation, arrows and shapes.
_SEPARATORS = (
    r"\u0001-/:-@\[-`{-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u00D7\u00F7"
    r"\u2000-\u206F\u20A0-\u20CF\u2190-\u2BFF\u3000-\u303F\uE000-\uF8FF\uFFFD"
)
_MARKS = r"\u0300-\u036F"
_FUNCTION = "action_search_follow"
_TABLE = """
    CREATE TABLE action_search (
        action_id integer PRIMARY KEY REFERENCES action (id) ON DELETE CASCADE,
        words tsvector NOT NULL
    )
"""
_EVENTS = ("insert", "update")

_PARTS = re.compile(f"[{_SEPARATORS}]+")
_FOLDED = re.compile(f"[{_MARKS}]+")


def search(text: str) -> tuple[Any, ...] | None:
    """The index, its id, the condition and the rank of a search."""
    query = query_of(text)
    if query is None:
        return None
    index = table("action_search", column("action_id", Integer), column("words", TSVECTOR))
    asked = func.to_tsquery(literal_column(f"'{_CONFIGURATION}'::regconfig"), query)
    return index, index.c.action_id, index.c.words.op("@@")(asked), -func.ts_rank_cd(index.c.words, asked)


def query_of(text: str) -> str | None:
    """A ``tsquery`` for all words of ``text``; None if it holds no word."""
    asked = [query for query in map(_term, terms(text)) if query]
    return " & ".join(asked) or None


def _term(term: Term) -> str:
    words = _PARTS.sub(" ", _FOLDED.sub("", unicodedata.normalize("NFD", term.text))).split()
    quoted = [f"'{word}'" for word in words]
    if quoted and term.beginning:
        quoted[-1] += ":*"
    return f"({' <-> '.join(quoted)})" if quoted else ""


def make(connection: Connection) -> None:
    """Make the table, its index and triggers, and fill it."""
    for statement in _statements():
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
    connection.exec_driver_sql(f"COMMENT ON TABLE action_search IS '{_remark()}'")


def drop(connection: Connection) -> None:
    """Take all of it away."""
    for event in _EVENTS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {_FUNCTION}_{event} ON action")
    for what in (
        f"FUNCTION IF EXISTS {_FUNCTION}()",
        "TABLE IF EXISTS action_search",
        f"TEXT SEARCH CONFIGURATION IF EXISTS {_CONFIGURATION}",
        f"TEXT SEARCH DICTIONARY IF EXISTS {_DICTIONARY}",
    ):
        connection.exec_driver_sql(f"DROP {what}")


def is_defined(connection: Connection) -> bool:
    """Whether the table says of itself that this program made it, and its triggers are there and at work."""
    remark = connection.exec_driver_sql("SELECT obj_description(to_regclass('action_search'), 'pg_class')").scalar()
    triggers = connection.exec_driver_sql(
        f"SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass('action') AND tgenabled = 'O' "
        f"AND tgfoid = to_regproc('{_FUNCTION}')"
    ).scalar()
    return remark == _remark() and triggers == len(_EVENTS)


def is_in_step(connection: Connection) -> bool:
    """Whether the index says what ``action`` says."""
    query = f"""
        SELECT count(*)
        FROM action AS a
        FULL JOIN action_search AS s ON s.action_id = a.id
        WHERE s.words IS DISTINCT FROM {_vector("a")}
    """
    return connection.exec_driver_sql(query, execution_options={"no_parameters": True}).scalar() == 0


def _vector(row: str) -> str:
    """The words of a row of ``action``; a normal form, as an accent may be a sign of its own."""
    text = f" || '{_BETWEEN}' || ".join(f"coalesce({row}.{field}, '')" for field in FIELDS)
    plain = f"regexp_replace(normalize({text}, NFD), '[{_MARKS}]+', '', 'g')"
    return f"to_tsvector('{_CONFIGURATION}'::regconfig, regexp_replace({plain}, '[{_SEPARATORS}]+', ' ', 'g'))"


def _statements() -> tuple[str, ...]:
    kinds = "asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart"
    return (
        f"CREATE TEXT SEARCH DICTIONARY {_DICTIONARY} (TEMPLATE = snowball, LANGUAGE = porter)",
        f"CREATE TEXT SEARCH CONFIGURATION {_CONFIGURATION} (COPY = simple)",
        f"ALTER TEXT SEARCH CONFIGURATION {_CONFIGURATION} ALTER MAPPING FOR {kinds} WITH {_DICTIONARY}",
        _TABLE,
        f"INSERT INTO action_search (action_id, words) SELECT a.id, {_vector('a')} FROM action AS a",
        "CREATE INDEX ix_action_search_words ON action_search USING gin (words)",
        _function(),
        *(
            f"CREATE TRIGGER {_FUNCTION}_{event} AFTER {event.upper()} ON action REFERENCING NEW TABLE AS fresh "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()"
            for event in _EVENTS
        ),
    )


def _function() -> str:
    return f"""
        CREATE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $follow$
        BEGIN
            INSERT INTO action_search (action_id, words) SELECT f.id, {_vector("f")} FROM fresh AS f
            ON CONFLICT (action_id) DO UPDATE SET words = excluded.words;
            RETURN NULL;
        END
        $follow$
    """


def _remark() -> str:
    digest = hashlib.sha256("\n".join(_statements()).encode()).hexdigest()[:12]
    return f"The words of every action, for searches ({digest})"
