"""The two lists of packages, and what the README promises."""

import re
import tomllib

import yaml


def named(requirement):
    name, bounds = re.fullmatch(r"([\w.-]+)(?:\[[\w,]+\])?(.*)", requirement).groups()
    return name, bounds


def test_conda_users_get_the_same_packages(request):
    root = request.config.rootpath
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    listed = yaml.safe_load((root / "environment.yml").read_text())["dependencies"]
    from_pip = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    packages = [entry for entry in [*listed, *from_pip] if isinstance(entry, str) and entry not in ("pip", "-e .")]
    conda = dict(map(named, packages))
    assert conda.pop("python") == project["requires-python"]
    assert conda == dict(map(named, project["dependencies"]))


def test_readme_and_checks_use_one_test_command(request):
    root = request.config.rootpath
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^<!-- test command -->\n```sh\n.*pytest.*\n```$", readme, re.MULTILINE)) == 1
    assert "<!-- test command -->" in (root / ".ci/run").read_text()


def test_only_what_every_project_has_stands_at_the_top(request):
    import subprocess

    root = request.config.rootpath
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True)
    top = {path.split("/")[0] for path in listed.stdout.splitlines()}
    allowed = {"pyproject.toml", "notebooks", "purgelib", "data", "figures", "tests", "environment.yml", "README.md"}
    assert {name for name in top if not name.startswith(".")} <= allowed | {"LICENSE", "CITATION.cff"}
