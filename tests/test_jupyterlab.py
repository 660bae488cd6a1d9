"""The notebooks as a scholar opens them: in JupyterLab, in a real browser, run from the menu, without any change."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from itertools import pairwise
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

pytestmark = pytest.mark.skipif(not CHROMIUM and "CI" not in os.environ, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def lab(tmp_path_factory, request):
    """A JupyterLab on this machine, over a copy of the notebooks; its address."""
    folder = tmp_path_factory.mktemp("lab")
    root = request.config.rootpath
    shutil.copytree(root / "notebooks", folder / "notebooks")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", f"--port={port}"]
    command += ["--ip=127.0.0.1", "--IdentityProvider.token=", "--ServerApp.port_retries=0", f"--notebook-dir={folder}"]
    home = {"HOME": str(folder), "JUPYTER_CONFIG_DIR": str(folder), "JUPYTER_DATA_DIR": str(folder / "data")}
    with (folder / "lab.log").open("w") as log:
        server = subprocess.Popen(command, env=os.environ | home | {"PYTHONPATH": str(root)}, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{address}/api/status", timeout=1)
            break
        except OSError:
            time.sleep(0.2)
    else:
        server.kill()
        pytest.fail(Path(folder, "lab.log").read_text()[-2000:])
    yield address
    server.terminate()
    server.wait(20)


@pytest.mark.parametrize(("notebook", "charts"), [("05_origins", 3), ("03_actor_network", 3)])
def test_a_notebook_runs_from_the_menu(lab, notebook, charts, tmp_path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser, page = run_all(play, lab, notebook)
        page.wait_for_function(
            "expected => document.querySelectorAll('.jp-RenderedVegaCommon5, .vega-embed').length >= expected",
            arg=charts,
            timeout=90_000,
        )
        if notebook == "05_origins":
            search_a_long_table(page)
        assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
        if kept := os.environ.get("PURGELIB_SCREENSHOTS"):
            page.screenshot(path=str(Path(kept, f"lab-{notebook}.png")))
        browser.close()


def run_all(play, lab, notebook):
    """A browser and its page, in which all cells of a notebook have been told to run."""
    browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.route(lambda address: not address.startswith((lab, lab.replace("http", "ws"), "blob:", "data:")), refuse)
    page.goto(f"{lab}/lab/tree/notebooks/{notebook}.ipynb?reset")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    return browser, page


def refuse(route):
    """No network but the way to JupyterLab."""
    route.abort()


def search_a_long_table(page):
    """The table of all chains: the last of the notebook, with more rows than fit on a screen."""
    box = page.locator(".dt-container").last
    box.wait_for(timeout=60_000)
    rows = box.locator("tbody tr")
    assert rows.count() == 15
    first = rows.first.inner_text().split("\t")[0]
    box.locator(".dt-search input").fill(first)
    assert all(first in text for text in rows.all_inner_texts())
    box.locator(".dt-search input").fill("no such words")
    assert rows.all_inner_texts() == ["No matching records found"]


EXERCISES = sorted(path.stem for path in (Path(__file__).parents[1] / "notebooks/exercises/student").glob("*.ipynb"))
# One exercise at every run; all of them, with pictures to look at, where PURGELIB_SCREENSHOTS names a folder for these.
ASKED = EXERCISES if os.environ.get("PURGELIB_SCREENSHOTS") else EXERCISES[:1]


@pytest.mark.parametrize("name", ASKED)
def test_an_exercise_runs_from_the_menu_and_answers_a_student(lab, name):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser, page = run_all(play, lab, f"exercises/student/{name}")
        checks = [cell for cell in saved(page, lab, name) if "grader.check" in "".join(cell["source"])]
        assert len(checks) >= 6
        assert all("There is no answer yet." in json.dumps(cell["outputs"]) for cell in checks)
        # The first answer, wrong: the check below it says so, in a sentence.
        asked, variable = first_answer(saved(page, lab, name))
        editor = page.locator(".jp-CodeCell .cm-content", has_text=f"{variable} = ...").first
        editor.scroll_into_view_if_needed()
        editor.click()
        page.keyboard.press("Control+End")
        for _ in "...":
            page.keyboard.press("Backspace")
        page.keyboard.type("-1")
        page.keyboard.press("Shift+Enter")
        page.keyboard.press("Shift+Enter")
        answered = saved(page, lab, name, holding=f"{variable} = -1")
        (check,) = [cell for cell in answered if "".join(cell["source"]) == f'grader.check("{asked}")']
        said = json.dumps(check["outputs"])
        assert "not yet" in said and "There is no answer yet." not in said
        if kept := os.environ.get("PURGELIB_SCREENSHOTS"):
            page.screenshot(path=str(Path(kept, f"lab-{name}.png")))
        browser.close()


def saved(page, lab, name, *, holding=""):
    """The code cells of the notebook as it is saved, once all of them have run, and the one below that holds the words.

    None may have raised an error.
    """
    for _ in range(120):
        page.keyboard.press("Control+s")
        time.sleep(0.5)
        with urllib.request.urlopen(f"{lab}/api/contents/notebooks/exercises/student/{name}.ipynb") as answer:
            cells = [cell for cell in json.load(answer)["content"]["cells"] if cell["cell_type"] == "code"]
        numbers = [cell["execution_count"] or 0 for cell in cells]
        here = [place for place, cell in enumerate(cells) if holding in "".join(cell["source"])]
        if all(numbers) and here and (not holding or numbers[here[0] + 1] > numbers[here[0]] > numbers[-1]):
            break
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert [one for one in outputs if one["output_type"] == "error" or one.get("name") == "stderr"] == []
    assert all(cell["execution_count"] for cell in cells)
    return cells


def first_answer(cells):
    """The first question that is answered by one line, and the name that its answer gets."""
    for before, check in pairwise("".join(cell["source"]) for cell in cells):
        asked = re.fullmatch(r'grader\.check\("(\w+)"\)', check)
        line = before.rpartition("\n")[2]
        if asked and line.endswith(" = ...") and not line.startswith(" "):
            return asked[1], line.removesuffix(" = ...")
    raise AssertionError("no question of this exercise is answered by one line")
