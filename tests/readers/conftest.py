"""Files of each kind as scholars have them, made anew: invented affairs, real formats."""

import io
import struct
import zipfile
import zlib

import pytest

from purgelib import pipeline, segment
from purgelib.lexicons import read_lexicons

PAGE = """<!DOCTYPE html>
<!-- saved from url=(0038)https://post.example/2019/storm-lowmoor -->
<html lang="en-GB"><head><meta charset="utf-8"><title>Storm leaves forty homeless | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ann Weir">
<meta property="og:title" content="Storm leaves forty homeless in port">
<meta property="article:published_time" content="2019-05-03T08:00:00+00:00">
<script src="https://tracker.example/t.js">var deaths = 99;</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<div id="cookie-banner" class="cookie"><p>We use cookies and 77 partners. <button>Accept all</button></p></div>
<article><h1>Storm leaves forty homeless in port</h1>
<p class="byline">By Ann Weir</p><time datetime="2019-05-03">3 May 2019</time>
<figure><img src="https://elsewhere.example/boats.jpg" alt="boats"><figcaption>Boats in the harbour of Lowmoor
after the storm.</figcaption></figure>
<p>At least 12 people drowned when a storm struck the port of Lowmoor on Thursday, the mayor said.</p>
<p>More than <b>300</b> residents were evacuated by boat.<br>Schools stay shut.</p>
<div class="ad"><p>Buy 100 boats before Sunday, said the boat shop, which sells boats to all.</p></div>
<h2>What the mayor said</h2>
<p>&ldquo;We counted 12 dead,&rdquo; said Ina Holt, the mayor, who spoke beside the ruined quay.</p>
<ul><li>14 people were detained</li><li>Two men were arrested</li></ul>
<table><tr><th>Place</th><th>Dead</th></tr><tr><td>Lowmoor</td><td>12</td></tr></table>
</article>
<iframe src="https://elsewhere.example/frame"></iframe>
<aside>Most read: <a href="/x">Ten best boats</a></aside><footer>© 2019 Harbour Post, 4 Quay Road</footer></body></html>
"""
PAGE_TEXT = """Title: Storm leaves forty homeless in port

Caption: Boats in the harbour of Lowmoor after the storm.

At least 12 people drowned when a storm struck the port of Lowmoor on Thursday, the mayor said.

More than 300 residents were evacuated by boat.
Schools stay shut.

What the mayor said

“We counted 12 dead,” said Ina Holt, the mayor, who spoke beside the ruined quay.

• 14 people were detained

• Two men were arrested

Place | Dead

Lowmoor | 12
"""
WIKI = """{{Short description|Flood of 2019}}
{{Infobox event|fatalities=99|date=2019}}
The '''Lowmoor flood''' struck on {{start date|2019|5|2|df=y}}.<ref name="post">{{cite news |last=Weir |first=Ann
|title=Storm leaves forty homeless |work=Harbour Post |date=3 May 2019 |access-date=4 May 2019}}</ref> At least
{{nowrap|12 people}} died and {{formatnum:1340}} were evacuated{{citation needed|date=May 2019}} from a valley of
{{convert|50|to|60|km|mi}}.<ref name="post" /><!-- 66 dead? -->

== Response ==
[[File:Boat.jpg|thumb|A boat with 88 people]]
The mayor, [[Ina Holt|Holt]], said {{circa|300}} people were housed.{{efn|Others say 320.}} {{mystery|45}}

* 14 people were detained
* [[Police]] arrested two men

{| class="wikitable"
| 5 || 6
|}

== References ==
{{reflist}}
[[Category:Floods]]
"""
WIKI_TEXT = """Title: Lowmoor flood

The Lowmoor flood struck on 2 May 2019.[1] At least 12 people died and 1,340 were evacuated from a valley of 50 to 60 km.[1]

Response[edit]

The mayor, Holt, said c. 300 people were housed.[2]

• 14 people were detained

• Police arrested two men

References[edit]

1. ^ Weir, Ann (3 May 2019). "Storm leaves forty homeless". Harbour Post. Retrieved 4 May 2019.
2. ^ Others say 320.
"""  # noqa: E501
PAGES = (
    (
        (
            "At least 12 people drowned when the river rose over the lower town of Lowmoor on Thursday night, the",
            "mayor said. More than 300 residents were evacu-",
            "ated by boat before the bridge fell, and the anti-",
            "flood wall of the old harbour did not hold.",
        ),
        (
            "Police said two men were arrested on Friday in the upper town. An anti-flood wall was promised to the",
            "people of Lowmoor after the last storm, and the council, which met on Saturday in private, has now",
        ),
    ),
    (
        (
            "ordered an inquiry that is to last until the spring.",
            "",
            "The harbour master, who lost his house, said that no siren was heard before the water came over the quay",
            "at night, and that nobody from the county had called him.",
        ),
    ),
    (
        (
            "In the valley above the town seven miners were killed when a shaft filled with water, the Miners Union",
            "wrote in a letter to the ministry.",
        ),
    ),
)


@pytest.fixture
def found(nlp):
    """The numbers of a text and their categories, as the tables have them."""

    def found(text):
        (article,) = segment.split_articles(text, segment.read_words(read_lexicons()["segment"]))
        doc = nlp(pipeline.make_doc(nlp, text, article))
        return [(span.text, count.category) for span, count in doc._.counts]

    return found


@pytest.fixture
def page():
    return PAGE


@pytest.fixture
def page_text():
    return PAGE_TEXT


@pytest.fixture
def wiki():
    return WIKI


@pytest.fixture
def wiki_text():
    return WIKI_TEXT


def make_pdf(*, columns=1, password="", pages=3, title="", empty=False, image=False):
    """A report with a running head and page numbers, words broken at line ends, a paragraph across two pages."""
    from fpdf import FPDF

    class Report(FPDF):
        def header(self):
            if not empty:
                self.set_font("helvetica", size=8)
                self.cell(0, 10, "The Lowmoor Record | Special report", align="C")
                self.ln(14)

        def footer(self):
            if not empty:
                self.set_y(-15)
                self.set_font("helvetica", size=8)
                self.cell(0, 10, f"Page {self.page_no()} of {pages}", align="C")

    report = Report()
    report.set_auto_page_break(False)
    if title:
        report.set_title(title)
    if password:
        from fpdf.enums import EncryptionMethod

        report.set_encryption(owner_password="o", user_password=password, encryption_method=EncryptionMethod.RC4)
    for number in range(pages):
        report.add_page()
        if empty:
            if image:
                report.rect(10, 10, 50, 50, style="F")
            continue
        if number == 0:
            report.set_font("times", "B", size=16)
            report.cell(0, 10, "What the water left in Lowmoor")
            report.ln(16)
        report.set_font("times", size=11 if columns == 1 else 5)
        top = report.get_y()
        for column in range(columns):
            report.set_y(top)
            for paragraph in PAGES[number]:
                for line in paragraph:
                    report.set_x(10 + 95 * column)
                    report.cell(0, 5, line)
                    report.ln(5)
                report.ln(3)
    return bytes(report.output())


def make_docx(**properties):
    import docx

    document = docx.Document()
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    document.add_heading("A dam gives way at Coldbrook", 0)
    document.add_paragraph("Seven workers were killed when the dam at Coldbrook gave way on 4 June 2020.")
    document.add_heading("Aid for the valley", 1)
    document.add_paragraph("Some 250 people were evacuated.", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells), ("Place", "Dead", "Coldbrook", "7"), strict=True
    ):
        cell.text = words
    document.add_paragraph("The River Board said 30 miners were killed.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_xlsx(rows):
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def make_zip(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def make_raw_pdf(*objects):
    """A PDF of objects as they are, however odd."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + end


@pytest.fixture(scope="session")
def pdf():
    return make_pdf


@pytest.fixture(scope="session")
def docx():
    return make_docx


@pytest.fixture(scope="session")
def xlsx():
    return make_xlsx


@pytest.fixture(scope="session")
def archive():
    return make_zip


@pytest.fixture(scope="session")
def raw_pdf():
    return make_raw_pdf


@pytest.fixture(scope="session")
def bombs():
    """Files made to exhaust whoever reads them -> the end of the sentence that each gets."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lines}]><x>&l9;</x>'
    outside = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    packed = zlib.compress(b" " * 200_000_000, 9)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream"
    root = b"<</Type/Catalog/Pages 2 0 R>>"
    types = {"[Content_Types].xml": "<x/>"}
    small = make_zip({"word/document.xml": b" " * 54_321, "word/other.bin": b" " * 54_321})
    declared = small.replace(struct.pack("<I", 54_321), struct.pack("<I", 210_000_000))
    return {
        "laughs.docx": (make_zip(types | {"word/document.xml": laughs}), "declares a document type"),
        "laughs.xlsx": (make_zip(types | {"xl/workbook.xml": laughs}), "declares a document type"),
        "utf16.docx": (make_zip(types | {"word/document.xml": laughs.encode("utf-16")}), "declares a document type"),
        "outside.docx": (make_zip(types | {"word/document.xml": outside}), "declares a document type"),
        "large.docx": (make_zip(types | {"word/document.xml": b" " * 260_000_000}), "unpacks to"),
        "declared.docx": (declared, "unpacks to 420,000,000 bytes, more than the 400,000,000 that are read"),
        "parts.xlsx": (make_zip({f"{n}": b"" for n in range(10_001)}), "parts, more than"),
        "deep.html": (b"<div>" * 100_000 + b"Twelve people died.", "is nested too deeply"),
        "long.html": (b"<p>" + b"a " * 8_000_000, "is nested too deeply, or is too large"),
        "packed.pdf": (make_raw_pdf(root, pages, one, stream), "holds pictures of pages and no text"),
        "loop.pdf": (
            make_raw_pdf(root, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000>>"),
            "is no PDF that can be",
        ),
        "pages.pdf": (
            make_raw_pdf(root, b"<</Type/Pages/Count 100000/Kids[" + b"3 0 R " * 100_000 + b"]>>", one, b"<<>>"),
            "has more than 5,000 pages",
        ),
        "nested.pdf": (make_raw_pdf(b"<</Pages 2 0 R/X " + b"[" * 100_000 + b">>", pages, one), "is no PDF that can"),
        "nested.jsonl": (b"[" * 100_000 + b"]" * 100_000, "line 1: is no JSON (too deeply nested)"),
        "cell.csv": (b"title,text\nx," + b"a" * 20_000_000, "has a cell of more than the 5,000,000 characters"),
        "quote.csv": (b'title,text\nx,"' + b"a,\n" * 3_000_000, "has a cell of more than the 5,000,000 characters"),
        "columns.csv": (b"," * 100_000 + b"text\nx", "columns, more than the 500"),
    }
