"""What was read: runs, documents, tables and cells."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cjaplans.load.models.base import Base, child_of, flag, one_of, share
from cjaplans.load.vocabulary import TextLayer
from cjaplans.normalise.model import DocumentKind, Role, State


class IngestRun(Base):
    """One run of the program over some files."""

    __tablename__ = "ingest_run"
    __table_args__ = ({"comment": "Each run of the program that wrote to this database."},)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    started_at: Mapped[str] = mapped_column(comment="Start, ISO 8601 in UTC")
    finished_at: Mapped[str | None] = mapped_column(comment="End, ISO 8601 in UTC; empty if the run was cut short")
    command: Mapped[str] = mapped_column(comment="Command line")
    version: Mapped[str] = mapped_column(comment="Version of the program")
    loaded: Mapped[int | None] = mapped_column(comment="Documents loaded without doubt")
    needs_review: Mapped[int | None] = mapped_column(comment="Documents loaded that somebody should look at")
    rejected: Mapped[int | None] = mapped_column(comment="Files that could not be read")
    skipped: Mapped[int | None] = mapped_column(comment="Files already in the database, left as they are")
    actions: Mapped[int | None] = mapped_column(comment="Actions in the documents loaded")
    findings: Mapped[int | None] = mapped_column(comment="Findings in the documents loaded")
    renewed: Mapped[int | None] = mapped_column(comment="Documents normalised anew from what was stored of them")
    duplicates: Mapped[int | None] = mapped_column(comment="Files with the bytes of a document read elsewhere")
    inputs_digest: Mapped[str | None] = mapped_column(
        comment="Fingerprint of the files, rules and options; a run with the same has nothing to do"
    )


class Document(Base):
    """One file, as it was on one day."""

    __tablename__ = "document"
    __table_args__ = (
        one_of("kind", DocumentKind),
        one_of("text_layer", TextLayer),
        one_of("state", State),
        Index(None, "authority_key", "period_start"),
        Index(
            "uq_document_sha256_current",
            "sha256",
            unique=True,
            sqlite_where=text("superseded_by IS NULL"),
            postgresql_where=text("superseded_by IS NULL"),
        ),
        {"comment": "Each file read or refused; a file that replaces another supersedes it."},
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number; kept when the same bytes are read again")
    sha256: Mapped[str] = mapped_column(index=True, comment="SHA-256 of the file's bytes, in hexadecimal")
    file_name: Mapped[str] = mapped_column(index=True, comment="File name without folder")
    source_uri: Mapped[str | None] = mapped_column(index=True, comment="Where the file was read from")
    source_version: Mapped[str | None] = mapped_column(
        comment="What the store that the file was read from calls its version; empty for files of a disk"
    )
    size_bytes: Mapped[int] = mapped_column(comment="Size of the file")
    page_count: Mapped[int | None] = mapped_column(comment="Pages; empty if the file could not be opened")
    pages: Mapped[str | None] = mapped_column(comment="Pages that were read, as in 3-9,12; empty where all were")
    kind: Mapped[str] = mapped_column(index=True, comment="Sort of document")
    authority_key: Mapped[str | None] = mapped_column(ForeignKey("authority.key"), comment="Authority whose plan it is")
    title: Mapped[str | None] = mapped_column(comment="Title as printed")
    period_start: Mapped[date | None] = mapped_column(comment="First day the plan is for")
    period_end: Mapped[date | None] = mapped_column(comment="Last day the plan is for")
    scheme_key: Mapped[str | None] = mapped_column(
        ForeignKey("outcome_scheme.key"), index=True, comment="Framework its outcome codes belong to"
    )
    text_layer: Mapped[str | None] = mapped_column(comment="Where the characters come from; empty if there are none")
    state: Mapped[str] = mapped_column(index=True, comment="Whether the document can be used as it stands")
    reason: Mapped[str | None] = mapped_column(comment="Why it needs review or was rejected")
    run_id: Mapped[int | None] = mapped_column(
        ForeignKey("ingest_run.id", ondelete="SET NULL"), index=True, comment="Run that read it last"
    )
    layouts_digest: Mapped[str | None] = mapped_column(
        comment="Fingerprint of the analysts' layouts in force when it was read; empty if there were none"
    )
    extractor: Mapped[str | None] = mapped_column(
        comment="Fingerprint of the rules and engines that extracted its tables; empty if an older version did"
    )
    normaliser: Mapped[str | None] = mapped_column(
        comment="Fingerprint of the rules and codebooks that normalised it; empty if an older version did"
    )
    corrections_digest: Mapped[str | None] = mapped_column(
        comment="Fingerprint of the corrections to its actions; empty if there were none"
    )
    superseded_by: Mapped[int | None] = mapped_column(
        # Deferred, so that a document can be read again under its old id while others point to it.
        ForeignKey("document.id", deferrable=True, initially="DEFERRED"),
        index=True,
        comment="Newer document; empty while current",
    )
    # No check on the vocabulary: SQLite cannot add one to a table without making it anew.
    superseded_basis: Mapped[str | None] = mapped_column(
        comment="'file': the file that it was read from holds the newer document; 'plan': another file of the same plan"
    )


class Duplicate(Base):
    """One more place where a document's bytes were found."""

    __tablename__ = "duplicate"
    __table_args__ = ({"comment": "Files with the same bytes as a document; they are not loaded twice."},)

    source_uri: Mapped[str] = mapped_column(primary_key=True, comment="Where the file was found")
    source_version: Mapped[str | None] = mapped_column(
        comment="What the store that the file was found in calls its version; empty for files of a disk"
    )
    file_name: Mapped[str] = mapped_column(comment="File name without folder")
    document_id: Mapped[int] = mapped_column(child_of("document.id"), index=True, comment="Document of the same bytes")
    run_id: Mapped[int | None] = mapped_column(
        ForeignKey("ingest_run.id", ondelete="SET NULL"), index=True, comment="Run that found it"
    )


class DocumentPart(Base):
    """One of several plans in a file."""

    __tablename__ = "document_part"
    __table_args__ = (
        Index(None, "authority_key", "period_start"),
        {"comment": "The plans of each file that holds several; a file of one plan has no row here."},
    )

    document_id: Mapped[int] = mapped_column(
        child_of("document.id"), primary_key=True, comment="Document it is a part of"
    )
    seq: Mapped[int] = mapped_column(primary_key=True, comment="Order in the document, from 1")
    page_first: Mapped[int] = mapped_column(comment="First page, from 1")
    page_last: Mapped[int] = mapped_column(comment="Last page")
    title: Mapped[str | None] = mapped_column(comment="Title as printed")
    authority_key: Mapped[str | None] = mapped_column(ForeignKey("authority.key"), comment="Authority whose plan it is")
    period_start: Mapped[date | None] = mapped_column(comment="First day the plan is for")
    period_end: Mapped[date | None] = mapped_column(comment="Last day the plan is for")
    scheme_key: Mapped[str | None] = mapped_column(
        ForeignKey("outcome_scheme.key"), index=True, comment="Framework its outcome codes belong to"
    )


class Page(Base):
    """One page of a document, and how it was read."""

    __tablename__ = "page"
    __table_args__ = (
        one_of("text_layer", TextLayer),
        share("confidence"),
        {"comment": "Each page read: its size, and where its characters come from."},
    )

    document_id: Mapped[int] = mapped_column(
        child_of("document.id"), primary_key=True, comment="Document it belongs to"
    )
    number: Mapped[int] = mapped_column(primary_key=True, comment="Page, from 1")
    width: Mapped[float] = mapped_column(comment="Width of the upright page, points")
    height: Mapped[float] = mapped_column(comment="Height")
    characters: Mapped[int] = mapped_column(comment="Characters read on it")
    text_layer: Mapped[str | None] = mapped_column(index=True, comment="Where they come from; empty if there are none")
    confidence: Mapped[float] = mapped_column(comment="How sure its characters are together, 0 to 1")
    turned: Mapped[int] = mapped_column(
        comment="Degrees clockwise that the page was turned by for its text to stand upright"
    )
    lean: Mapped[float] = mapped_column(
        comment="Degrees by which a scan's lines fell to the right; its boxes are where the page shows them"
    )


class SourceTable(Base):
    """One table of a document, stitched over the pages it runs across."""

    __tablename__ = "source_table"
    __table_args__ = (
        UniqueConstraint("document_id", "seq"),
        one_of("role", Role),
        share("confidence"),
        {"comment": "Each table found in a document, and how it was understood."},
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    document_id: Mapped[int] = mapped_column(child_of("document.id"), comment="Document it stands in")
    seq: Mapped[int] = mapped_column(comment="Order in the document, from 1")
    page_first: Mapped[int] = mapped_column(comment="First page, from 1")
    page_last: Mapped[int] = mapped_column(comment="Last page")
    role: Mapped[str] = mapped_column(index=True, comment="What the table is about")
    layout: Mapped[str | None] = mapped_column(
        comment="Name of the analyst's layout it was read by; empty if there is none"
    )
    header: Mapped[list[str]] = mapped_column(JSON, comment="Column headings as printed, a JSON list")
    engine: Mapped[str] = mapped_column(index=True, comment="What found the table")
    confidence: Mapped[float] = mapped_column(comment="How sure the reading is, 0 to 1")


class Cell(Base):
    """One ruled cell on one page."""

    __tablename__ = "cell"
    __table_args__ = (
        flag("repeated"),
        {"comment": "Every cell of every table, as printed: what values are traced back to."},
    )

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row number")
    source_table_id: Mapped[int] = mapped_column(child_of("source_table.id"), index=True, comment="Table it belongs to")
    page: Mapped[int] = mapped_column(comment="Page, from 1")
    row: Mapped[int] = mapped_column(comment="Row in the stitched table, from 0")
    column: Mapped[int] = mapped_column(comment="Column, from 0")
    row_span: Mapped[int] = mapped_column(comment="Rows it covers")
    column_span: Mapped[int] = mapped_column(comment="Columns it covers")
    x0: Mapped[float] = mapped_column(comment="Left edge, PDF points on the upright page")
    top: Mapped[float] = mapped_column(comment="Top edge, points from the top of the page")
    x1: Mapped[float] = mapped_column(comment="Right edge")
    bottom: Mapped[float] = mapped_column(comment="Bottom edge")
    text: Mapped[str] = mapped_column(comment="Text; paragraphs joined by a line feed")
    repeated: Mapped[int] = mapped_column(comment="1 for a heading printed again on a later page")
    confidence: Mapped[float] = mapped_column(
        server_default="1", comment="How sure its text and edges are, 0 to 1; below 1 where OCR read it"
    )
