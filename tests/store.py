"""An S3-compatible store that the tests start, on loopback, which counts what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

#: What the environment says of who we are; moto takes any.
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "thistle",
    "AWS_SECRET_ACCESS_KEY": "wool-and-heather",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "/nonexistent/config",
    "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent/credentials",
}
_OBJECT = re.compile(r"^/[^/?]+/[^?]+$")  # /bucket/key; what lists has a query


@dataclass
class S3:
    """A store at ``endpoint``, and the objects that were fetched from it, in order."""

    endpoint: str
    client: Any
    fetched: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """What leads programs to it."""
        return CREDENTIALS | {"AWS_ENDPOINT_URL": self.endpoint}

    def put(self, bucket: str, key: str, data: bytes) -> str:
        """Put an object there, in a bucket that is made; its address."""
        self.client.create_bucket(Bucket=bucket)
        self.client.put_object(Bucket=bucket, Key=key, Body=data)
        return f"s3://{bucket}/{key}"

    def fetches(self) -> list[str]:
        """What was fetched since this was asked last."""
        taken, self.fetched[:] = list(self.fetched), []
        return taken


@contextmanager
def running() -> Iterator[S3]:
    """A store, gone with all that it holds when the context ends."""
    import boto3
    from moto.server import ThreadedMotoServer

    with pytest.MonkeyPatch.context() as patch:
        fetched: list[str] = []
        _count(patch, fetched)
        server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        server.start()
        try:
            endpoint = "http://{}:{}".format(*server.get_host_and_port())
            key, secret = CREDENTIALS["AWS_ACCESS_KEY_ID"], CREDENTIALS["AWS_SECRET_ACCESS_KEY"]
            session = boto3.Session(key, secret, region_name=CREDENTIALS["AWS_DEFAULT_REGION"])
            yield S3(endpoint, session.client("s3", endpoint_url=endpoint), fetched)
        finally:
            server.stop()


def _count(patch: pytest.MonkeyPatch, fetched: list[str]) -> None:
    from werkzeug.serving import WSGIRequestHandler

    def log_request(handler: WSGIRequestHandler, *_: object) -> None:
        if handler.command == "GET" and _OBJECT.match(handler.path):
            fetched.append(handler.path.lstrip("/"))

    patch.setattr(WSGIRequestHandler, "log_request", log_request)
