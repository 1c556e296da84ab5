"""Files in stores: found, fetched once, known by their versions, and refused in one line without a secret."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cjaplans.commands.watch import watch
from cjaplans.ingest.command import ingest_if_changed, ingest_paths
from cjaplans.ingest.discover import discover
from cjaplans.ingest.errors import UsageProblem
from cjaplans.ingest.log import MutedLog
from cjaplans.ingest.outcome import BatchResult
from cjaplans.ingest.request import Request
from cjaplans.ingest.sources import remote
from cjaplans.ingest.sources.stores import checked, is_url
from tests.cluster import free_port
from tests.store import S3

MUTED = MutedLog(lambda _: None)


@pytest.fixture(scope="module")
def plans(sample_plans: Path) -> list[bytes]:
    """Two plans; no more are needed."""
    return [(sample_plans / f"tayside-{years}.pdf").read_bytes() for years in ("2009-10", "2010-11")]


@pytest.fixture
def bucket(s3: S3, request: pytest.FixtureRequest) -> str:
    """A bucket of the test's own."""
    name = f"bucket-{abs(hash(request.node.name))}"
    s3.client.create_bucket(Bucket=name)
    return name


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "plans.db")


def run(database: str, *paths: str, **options: Any) -> BatchResult:
    return ingest_paths(paths, Request(database, jobs=0, ocr=False, **options), MUTED)


def states(result: BatchResult) -> dict[str, str]:
    return {outcome.file.name: outcome.state.value for outcome in result.files}


def rows(database: str, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def test_what_is_known_is_listed_and_not_fetched(s3: S3, bucket: str, database: str, plans: list[bytes]) -> None:
    first, _ = s3.put(bucket, "a/one.pdf", plans[0]), s3.put(bucket, "a/b/two.PDF", plans[1])
    s3.put(bucket, "a/notes.txt", b"no plan")
    s3.put(bucket, "a/.hidden.pdf", b"no plan")
    url = f"s3://{bucket}/a"
    assert states(run(database, url)) == {"one.pdf": "loaded", "two.PDF": "loaded"}
    assert sorted(s3.fetches()) == [f"{bucket}/a/b/two.PDF", f"{bucket}/a/one.pdf"]
    assert states(run(database, url)) == {"one.pdf": "unchanged", "two.PDF": "unchanged"}
    assert states(run(database, f"s3://{bucket}/**/one*")) == {"one.pdf": "unchanged"}
    assert s3.fetches() == []
    found = rows(database, "SELECT source_uri, file_name, length(source_version) FROM document ORDER BY file_name")
    assert found[0] == (first, "one.pdf", 32)


def test_what_changed_moved_or_was_copied_is_fetched_once(
    s3: S3, bucket: str, database: str, plans: list[bytes]
) -> None:
    url = f"s3://{bucket}"
    old = s3.put(bucket, "one.pdf", plans[0])
    run(database, url)
    s3.client.delete_object(Bucket=bucket, Key="one.pdf")
    new, copy = s3.put(bucket, "moved.pdf", plans[0]), s3.put(bucket, "z/copy.pdf", plans[0])
    s3.fetches()
    assert states(run(database, url)) == {"moved.pdf": "unchanged", "copy.pdf": "duplicate"}
    assert len(s3.fetches()) == 2
    assert rows(database, "SELECT source_uri FROM document") == [(new,)]
    assert rows(database, "SELECT source_uri, length(source_version) FROM duplicate") == [(copy, 32)]
    assert states(run(database, url)) == {"moved.pdf": "unchanged", "copy.pdf": "duplicate"}
    assert s3.fetches() == []
    s3.put(bucket, "moved.pdf", plans[1])
    assert states(run(database, url))["moved.pdf"] == "loaded"
    assert s3.fetches() == [f"{bucket}/moved.pdf"]
    assert old not in {uri for (uri,) in rows(database, "SELECT source_uri FROM document")}


def test_all_are_fetched_again_by_force_and_none_that_is_older(
    s3: S3, bucket: str, database: str, plans: list[bytes]
) -> None:
    s3.put(bucket, "one.pdf", plans[0])
    run(database, f"s3://{bucket}")
    s3.fetches()
    assert states(run(database, f"s3://{bucket}", force=True)) == {"one.pdf": "loaded"}
    assert s3.fetches() == [f"{bucket}/one.pdf"]
    later = run(database, f"s3://{bucket}", since=4e9, force=True)
    assert (later.files, later.left_out, s3.fetches()) == ((), 1, [])


def test_a_file_has_one_address_however_it_is_named(s3: S3, bucket: str) -> None:
    url = s3.put(bucket, "one.pdf", b"no plan")
    found = discover([f"s3a://{bucket}/one.pdf", url, f"s3://{bucket}"])
    assert [file.uri for file in found.files] == [url]


@pytest.mark.parametrize(
    ("said", "modified"),
    [
        ({"LastModified": "2011-04-01T12:00:00+00:00"}, 1301659200.0),
        ({"Last-Modified": "Fri, 01 Apr 2011 12:00:00 GMT"}, 1301659200.0),
        ({"mtime": 12}, 12.0),
        ({"LastModified": "0001-01-01T00:00:00", "updated": "lately"}, float("inf")),
    ],
)
def test_what_stores_say_of_the_time_of_a_change(said: dict[str, Any], modified: float) -> None:
    assert remote.listed("s3://bucket/one.pdf", said).modified == modified


def test_a_file_of_which_nobody_says_whether_it_changed_may_always_have() -> None:
    unsaid = remote.listed("https://host/one.pdf", {"size": 5})
    assert unsaid.stamp() != unsaid.stamp()
    for said in ({"etag": "a"}, {"Last-Modified": "Fri, 01 Apr 2011 12:00:00 GMT"}):
        known = remote.listed("https://host/one.pdf", {"size": 5, **said})
        assert known.stamp() == known.stamp()


def test_a_schedule_sees_that_nothing_changed(s3: S3, bucket: str, database: str, plans: list[bytes]) -> None:
    s3.put(bucket, "one.pdf", plans[0])
    request = Request(database, jobs=0, ocr=False)
    once = partial(ingest_if_changed, [f"s3://{bucket}"], request, MUTED)
    assert once() is not None
    assert once() is None
    s3.put(bucket, "two.pdf", plans[1])
    assert once() is not None


def test_many_are_dealt_with_in_portions_as_all_at_once(
    s3: S3, bucket: str, database: str, tmp_path: Path, plans: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, content in enumerate((plans[0], b"bad", plans[0], plans[1], b"bad", plans[1])):
        s3.put(bucket, f"{number}.pdf", content)
    whole = states(run(str(tmp_path / "whole.db"), f"s3://{bucket}"))
    monkeypatch.setattr("cjaplans.ingest.whereabouts.PORTION", 1)
    assert states(run(database, f"s3://{bucket}")) == whole
    for query in ("SELECT id, source_uri, state FROM document", "SELECT source_uri, document_id FROM duplicate"):
        assert rows(database, query) == rows(str(tmp_path / "whole.db"), query)


def test_one_that_cannot_be_had_costs_no_other(
    s3: S3, bucket: str, database: str, plans: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    s3.put(bucket, "a.pdf", plans[0])
    s3.put(bucket, "gone.pdf", plans[1])
    s3.put(bucket, "large.pdf", b"x" * 400_000)
    found = discover([f"s3://{bucket}"])
    s3.client.delete_object(Bucket=bucket, Key="gone.pdf")
    monkeypatch.setattr(remote, "LARGEST", 300_000)
    monkeypatch.setattr("cjaplans.ingest.command.discover", lambda paths: found)
    reasons = {outcome.file.name: outcome.reason for outcome in run(database, "s3://any").files}
    assert reasons == {
        "a.pdf": None,
        "gone.pdf": "no such file, folder or bucket; check the address",
        "large.pdf": "the file is larger than 0 MB; split it, or make its pictures smaller",
    }


def test_no_more_is_taken_than_may_be_whatever_the_store_said(
    s3: S3, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri = s3.put(bucket, "large.pdf", b"x" * 400_000)
    monkeypatch.setattr(remote, "LARGEST", 300_000)
    with pytest.raises(remote.UnreadableFile, match="the file is larger"):
        remote.RemoteFile(uri, size=5).read()


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("s3://no-such-bucket/a.pdf", "no such file, folder or bucket; check the address"),
        ("s3://no-such-bucket/*.pdf", "no such file, folder or bucket; check the address"),
        ("s3://{bucket}/missing.pdf", "no such file, folder or bucket; check the address"),
        ("s3://{bucket}/*.pdf", "no PDF files found; name a PDF"),
        ("http://127.0.0.1:{port}/a.pdf", "cannot be reached; check the address"),
        ("{endpoint}/{bucket}/none.pdf", "no such file, folder or bucket; check the address"),
        ("{endpoint}/{bucket}/notes.txt", "the store refuses to hand it out; check the credentials"),
        ("nothing://a/b.pdf", "nothing:// is no kind of address that is known"),
        ("gs://bucket/b.pdf", "gs:// need"),
    ],
)
def test_what_is_wrong_is_one_line(s3: S3, bucket: str, path: str, told: str) -> None:
    s3.put(bucket, "notes.txt", b"no plan")
    named = path.format(bucket=bucket, port=free_port(), endpoint=s3.endpoint)
    with pytest.raises(UsageProblem) as problem:
        discover([named])
    assert str(problem.value).startswith(named)
    assert told in str(problem.value)
    assert "\n" not in str(problem.value)


def test_no_credentials(s3: S3, bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from s3fs import S3FileSystem

    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    S3FileSystem.clear_instance_cache()
    with pytest.raises(UsageProblem, match="no credentials for the store; set AWS_ACCESS_KEY_ID"):
        discover([f"s3://{bucket}/a.pdf"])
    S3FileSystem.clear_instance_cache()


secrets = st.text("abcdefgh0123456789", min_size=8, max_size=20)


@given(secrets, st.sampled_from(["s3://{0}:{0}@bucket/a.pdf", "https://{0}@host/a", "https://h/a?X-Amz-Signature={0}",
                                 "https://h/a?sig={0}&x=1", "gs://b/a?access_token={0}"]))  # fmt: skip
def test_an_address_with_a_secret_is_refused_and_the_secret_not_told(secret: str, url: str) -> None:
    with pytest.raises(UsageProblem, match="the address holds a") as problem:
        checked(url.format(secret))
    assert secret not in str(problem.value)


@pytest.mark.parametrize("url", ["s3://b/a b.pdf", "https://h/a.pdf?page=2", "gs://b/*.pdf", "https://h/@me.pdf"])
def test_other_addresses_are_taken(url: str) -> None:
    assert is_url(url)
    assert checked(url) == url


@pytest.mark.parametrize("path", ["plans/a.pdf", "/plans", "C:\\plans", "a:b.pdf", "plans/**/*.pdf"])
def test_paths_are_no_addresses(path: str) -> None:
    assert not is_url(path)


def test_a_file_address_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "a b.pdf").write_bytes(b"x")
    (found,) = discover([(tmp_path / "a b.pdf").as_uri(), str(tmp_path)]).files
    assert found.uri == (tmp_path / "a b.pdf").as_uri()


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """A web server of a folder, which knows no versions."""
    (tmp_path / "web").mkdir()
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "web"))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_plan_on_the_web(web: str, tmp_path: Path, database: str, plans: list[bytes]) -> None:
    (tmp_path / "web" / "one[1].pdf").write_bytes(plans[0])
    url = f"{web}/one[1].pdf"
    assert states(run(database, url)) == {"one[1].pdf": "loaded"}
    assert states(run(database, url)) == {"one[1].pdf": "unchanged"}
    assert rows(database, "SELECT source_uri, source_version FROM document") == [(url, None)]
    (tmp_path / "web" / "one[1].pdf").write_bytes(plans[1])
    assert states(run(database, url)) == {"one[1].pdf": "loaded"}


@pytest.mark.parametrize("folder", ["", "/", "/plans/"])
def test_a_folder_of_the_web_is_no_plan(web: str, database: str, folder: str) -> None:
    with pytest.raises(UsageProblem, match="does not say what a folder holds; name each file"):
        run(database, web + folder)


def test_a_store_is_not_watched() -> None:
    result = CliRunner().invoke(watch, ["s3://bucket/plans"])
    assert result.exit_code == 2
    assert "a store does not tell of changes; have a schedule run" in result.output


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s3://", "s3://: the address names no bucket; write it as s3://bucket/folder"),
        ("https://me:wool@example.org/a.pdf", "https://example.org/a.pdf: the address holds a name or password; leave"),
    ],
)
def test_a_remedy_is_that_of_the_kind_of_address(url: str, said: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        checked(url)
    assert str(refused.value).startswith(said)
    assert "AWS" not in str(refused.value)
