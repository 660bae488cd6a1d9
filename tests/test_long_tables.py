"""Long tables as JupyterLab shows them."""

import shutil

import pandas as pd
import pytest

from purgelib import long_tables, page
from purgelib.tables import InFull

HOSTILE = "<img src=x onerror=window.hacked=1></script>"
LONG = pd.DataFrame({"actor": [f"{HOSTILE} {n}" for n in range(40)], "n": range(0, 40_000, 1000)})


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(long_tables, "_brought_by", "")


def test_a_short_table_is_plain_html():
    assert "<script" not in InFull(LONG.head(15))._repr_html_()
    assert "<script" in InFull(LONG.head(16))._repr_html_()


def test_the_library_comes_once_and_again_with_its_table():
    first, other, again = (InFull(one)._repr_html_() for one in (LONG, LONG.tail(20), LONG))
    assert len(first) > 500_000 > 50_000 > len(other)
    assert again == first
    assert "http" not in other.replace(HOSTILE, "")


def test_a_page_reads_its_cells_and_gets_no_script_of_its_own(monkeypatch):
    searchable = page.read_cells(InFull(LONG)._repr_html_())
    assert searchable[0] == ("actor", "n")
    assert searchable[-1] == (f"{HOSTILE} 39", "39,000")
    assert len(searchable) == 41
    monkeypatch.setenv(long_tables.PLAIN, "1")
    assert "<script" not in InFull(LONG)._repr_html_()


@pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium is not installed")
def test_it_is_searched_with_no_network_and_runs_nothing_of_the_texts(tmp_path):
    from playwright.sync_api import sync_playwright

    tables = "".join(InFull(one)._repr_html_() for one in (LONG, LONG.tail(20)))
    (tmp_path / "tables.html").write_text(f"<!DOCTYPE html><body>{tables}", encoding="utf-8")
    asked = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        tab.on("request", lambda request: asked.append(request.url.partition(":")[0]))
        tab.goto((tmp_path / "tables.html").as_uri())
        tab.wait_for_function("document.querySelectorAll('table.dataTable').length == 2")
        tab.locator(".dt-search input").first.fill("39")
        assert tab.locator("tbody").first.locator("tr").all_inner_texts() == [f"{HOSTILE} 39\t39,000"]
        assert tab.evaluate("window.hacked") is None
        browser.close()
    assert asked == ["file", "blob"]
