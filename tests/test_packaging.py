"""The repository's top level is the package, so what a wheel holds is listed by hand: and checked here."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from cjaplans import __version__

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("commands", "extract", "ingest", "load", "normalise", "publish")
METADATA = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def package_folders() -> set[Path]:
    """Every folder of the rooms that is a package: one that holds Python files."""
    return {path.parent for room in ROOMS for path in (ROOT / room).rglob("*.py")}


def package_name(folder: Path) -> str:
    return ".".join(("cjaplans", *folder.relative_to(ROOT).parts))


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a wheel built from a copy of the sources holds, without its own metadata."""
    copy = tmp_path_factory.mktemp("wheel") / "source"
    copy.mkdir()
    for name in ("__init__.py", "cli.py", "py.typed", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    for room in ROOMS:
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", copy, copy]
    subprocess.run(command, check=True)
    (wheel,) = copy.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_the_package_list_is_what_the_disk_holds() -> None:
    listed = METADATA["tool"]["setuptools"]["packages"]
    assert sorted(listed) == sorted({"cjaplans", *map(package_name, package_folders())})


def test_the_wheel_holds_every_file_of_every_room(members: set[str]) -> None:
    expected = {"cjaplans/__init__.py", "cjaplans/cli.py", "cjaplans/py.typed"}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                expected.add(f"cjaplans/{path.relative_to(ROOT).as_posix()}")
    assert members == expected


#: The extras whose packages the package itself imports.
OPTIONAL = ("ocr", "research", "cluster", "remote", "postgres")
#: What other packages import: fsspec, for a kind of address.
ASKED_FOR_BY_NAME = {"aiohttp", "s3fs"}


def test_only_two_python_files_at_the_top() -> None:
    assert {path.name for path in ROOT.glob("*.py")} == {"__init__.py", "cli.py"}


def test_one_version() -> None:
    assert METADATA["project"]["version"] == __version__


def test_every_third_party_import_is_a_dependency() -> None:
    names = {"pillow": "PIL", "pyyaml": "yaml", "vl-convert-python": "vl_convert"}
    declared = {names.get(name, name) for name in map(requirement_name, METADATA["project"]["dependencies"])}
    extras = METADATA["project"]["optional-dependencies"]
    optional = {names.get(name, name) for extra in OPTIONAL for name in map(requirement_name, extras[extra])}
    assert third_party_imports() == (declared | optional) - ASKED_FOR_BY_NAME


def test_research_is_all_its_parts() -> None:
    extras = METADATA["project"]["optional-dependencies"]
    assert sorted(extras["research"]) == sorted(extras["charts"] + extras["export"] + extras["serve"])


def test_the_locks_pin_every_dependency() -> None:
    extras = METADATA["project"]["optional-dependencies"]
    wanted = {
        "requirements.lock": METADATA["project"]["dependencies"],
        "requirements-ocr.lock": METADATA["project"]["dependencies"] + extras["ocr"],
        "requirements-research.lock": METADATA["project"]["dependencies"] + extras["research"],
        "requirements-dev.lock": METADATA["project"]["dependencies"] + extras["dev"],
        "requirements-bench.lock": METADATA["project"]["dependencies"] + extras["bench"],
    }
    for lock, requirements in wanted.items():
        lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
        pinned = {line.partition("==")[0] for line in lines if "==" in line}
        assert {requirement_name(requirement) for requirement in requirements} <= pinned, lock
        assert not [line for line in lines if line.startswith("-")], f"{lock} names an index"


def requirement_name(requirement: str) -> str:
    return requirement.partition(">=")[0].partition("[")[0].strip()


def third_party_imports() -> set[str]:
    """The top-level modules that the package imports and neither Python nor the package brings."""

    found: set[str] = set()
    for path in [ROOT / "cli.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(str(node.module).partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"cjaplans"}
