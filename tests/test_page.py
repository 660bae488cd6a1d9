import csv
import io
import shutil

import nbformat
import pytest

from purgelib import page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

drawn_in_chromium = pytest.mark.skipif(not CHROMIUM, reason="needs Debian's package chromium")


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def opened(browser, hostile_run):
    """The page on hostile texts, opened with all network refused, and what it asked for and said."""
    asked, said = [], []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)

    def refuse(route):
        asked.append(route.request.url)
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    context.route("**/*", refuse)
    tab = context.new_page()
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto((hostile_run.out / "report.html").as_uri())
    tab.wait_for_function("document.querySelectorAll('figure.chart.drawn').length == 4", timeout=30_000)
    yield tab, asked, said
    context.close()


@drawn_in_chromium
def test_asks_for_nothing_and_complains_of_nothing(opened, hostile_run):
    _, asked, said = opened
    assert asked == [(hostile_run.out / "report.html").as_uri()]
    assert said == []


@drawn_in_chromium
@pytest.mark.parametrize(
    ("figure", "marks"),
    [
        ("documents_by_date", {"symbol": 2, "rule": 1}),
        ("sentences_by_kind", {"rect": 3}),
        ("reported_numbers", {"symbol": 11 + 3 + 5, "rule": 4 + 2 + 1, "rect": 1, "text": 2}),
    ],
)
def test_draws_every_mark(opened, figure, marks):
    tab, _, _ = opened
    for kind, number in marks.items():
        path = tab.locator(f"#{figure} svg .mark-{kind}.role-mark > *")
        assert path.count() == number, kind


@drawn_in_chromium
def test_a_hover_shows_sentence_document_and_offsets(opened):
    tab, _, _ = opened
    mark = tab.locator("#reported_numbers svg .mark-symbol.role-mark > [aria-label*='She now speaks of 15 dead']").first
    mark.hover(force=True)
    tooltip = tab.locator("#vg-tooltip-element.visible").inner_text()
    for words in ("She now speaks of 15 dead.", "Ina Holt", "[x](javascript:hack())", "flood.txt:161–163"):
        assert words in tooltip


@drawn_in_chromium
def test_what_a_text_holds_arrives_as_text(opened):
    tab, _, _ = opened
    assert tab.evaluate("window.hacked") is None
    assert tab.locator("script:not([type])").count() == 1
    assert tab.locator("main b, main img, main a[href^=javascript]").count() == 0
    text = tab.locator("main").inner_text()
    for words in (
        "</script><script>window.hacked = 1</script>",
        "<b onload=hack()>Post</b>",
        "[x](javascript:hack()) ![x](https://example.org/x.png)",
        '=HYPERLINK("https://example.org")',
        "datum['x'] + signal",
        "Bell␇",
    ):
        assert words in text
    mark = tab.locator("#reported_numbers svg .mark-symbol.role-mark > [aria-label*='img src=x']").first
    mark.hover(force=True)
    assert "</script><img src=x onerror=hack()> 12 were held." in tab.locator("#vg-tooltip-element").inner_text()
    assert tab.locator("#vg-tooltip-element img").count() == 0


@drawn_in_chromium
def test_the_table_behind_a_chart_can_be_downloaded(opened):
    tab, _, _ = opened
    with tab.expect_download() as download:
        tab.locator("#reported_numbers figcaption a").click()
    assert download.value.suggested_filename == "reported_numbers.csv"
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"), newline="")))
    assert len(rows) == 13
    assert {row["says"] for row in rows} >= {"'@Ann", "__proto__", "{{sections}}"}
    assert {row["outlet"] for row in rows} >= {'\'=HYPERLINK("https://example.org")'}


@drawn_in_chromium
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_fits_the_width_of_the_screen(opened, width):
    tab, _, _ = opened
    tab.set_viewport_size({"width": width, "height": 900})
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.set_viewport_size({"width": 1280, "height": 900})


@drawn_in_chromium
def test_the_policy_lets_no_other_script_run(opened):
    tab, _, _ = opened
    tab.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    assert tab.evaluate("window.ran") is None


@drawn_in_chromium
def test_a_long_table_can_be_searched_and_a_short_one_needs_no_search(browser, tmp_path):
    long = tuple((f"Person {n}", "Harbour Post" if n % 2 else "Relief Monthly") for n in range(20))
    parts = (page.Rows((("actor", "outlet"), *long)), page.Rows((("actor", "outlet"), *long[:3])))
    (tmp_path / "page.html").write_text(page.written([page.Shown("n", parts)]))
    tab = browser.new_page()
    tab.goto((tmp_path / "page.html").as_uri())
    assert tab.get_by_role("searchbox").count() == 1
    tab.get_by_role("searchbox", name="Search 20 rows").fill("harbour person 1")
    assert tab.locator("tbody").first.locator("tr:visible").all_inner_texts() == [
        f"Person {n}\tHarbour Post" for n in (1, 11, 13, 15, 17, 19)
    ]
    assert tab.locator("output").inner_text() == "6 of 20"
    tab.get_by_role("searchbox").fill("")
    assert tab.locator("tbody").first.locator("tr:visible").count() == 20
    tab.close()


def test_the_contents_lead_to_every_heading(hostile_run):
    text = (hostile_run.out / "report.html").read_text()
    assert '<a href="#h1">Which texts?</a>' in text
    assert '<h2 id="h1">Which texts?</h2>' in text


def notebook_showing(*data, source=""):
    outputs = [nbformat.v4.new_output("display_data", data=one) for one in data]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("secret = 1", outputs=outputs)])


def test_code_is_not_shown():
    shown = page.read_notebook("n", notebook_showing({"text/plain": "42"}))
    assert shown.parts == (page.Printed("42"),)
    assert "secret" not in page.written([shown])


def test_html_that_is_no_table_is_not_taken_over():
    shown = page.read_notebook(
        "n", notebook_showing({"text/html": "<img src=x onerror=hack()>", "text/plain": "<img>"})
    )
    assert shown.parts == (page.Printed("<img>"),)
    assert "<pre>&lt;img&gt;</pre>" in page.written([shown])


def test_of_a_table_only_cells_are_read():
    html = "<style>td {}</style><table><tr><th onclick=x()>a</th></tr><tr><td><script>x()</script>&lt;b&gt;</td></tr>"
    assert page.read_cells(html) == (("a",), ("x()<b>",))


def test_figures_of_the_same_name_keep_apart():
    chart = {"application/vnd.vegalite.v6+json": {"mark": "point", "usermeta": {"figure": "one", "csv": ""}}}
    other = {"application/vnd.vegalite.v5+json": {"mark": "point"}}
    shown = page.read_notebook("03_n", notebook_showing(chart, chart, other))
    assert [part.name for part in shown.parts] == ["one", "one_2", "03_n_figure"]


def test_markdown_neither_runs_nor_fetches():
    prose = "# *A* <b>head</b>\n\n[x](javascript:hack()) ![pic](https://example.org/x.png) <script>hack()</script>"
    text = page.written([page.Shown("n", (page.Prose(prose),))])
    body = text[text.index("<main>") : text.index("</main>")]
    assert "<script" not in body and "<img" not in body and 'href="javascript' not in body
    assert "&lt;script&gt;hack()&lt;/script&gt;" in body


def test_what_is_filled_in_is_not_filled_in_again():
    text = page.written([page.Shown("n", (page.Prose("{{script}} {{title}}"),))])
    assert "<p>{{script}} {{title}}</p>" in text
