"""Small files of every kind that is read, to be changed: invented affairs, real formats."""

import io
import json
import zipfile
from datetime import UTC, datetime
from functools import cache

HTML = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry sinks off Aldra | Cape Post</title>
<meta property="og:site_name" content="Cape Post"><meta name="author" content="Bo Lund">
<meta property="article:published_time" content="2019-05-03T08:00:00+00:00"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Ferry sinks off Aldra</h1><p class="byline">By Bo Lund</p><time datetime="2019-05-03">3 May 2019</time>
<p>At least 12 people drowned when a ferry sank off Aldra on Thursday, the coast guard said in a statement.</p>
<p>More than <b>300</b> passengers were rescued.<br>The search goes on, &ldquo;for all&rdquo;, said Ina Holt.</p>
<ul><li>14 people were detained</li></ul><table><tr><th>Port</th><td>12</td></tr></table></article></body></html>"""
WIKI = """{{Infobox event|date=2019}}
The '''Aldra disaster''' was on {{start date|2019|5|2|df=y}}.<ref name="p">{{cite news |last=Lund |title=Ferry sinks
|work=Cape Post |date=3 May 2019}}</ref> At least {{nowrap|12 people}} died, {{formatnum:1340}} fled.<ref name="p" />
== Response ==
[[Ina Holt|Holt]] said {{circa|300}} were housed.{{efn|Others say 320.}} <!-- no -->
* 14 were [[arrest]]ed
{| class="wikitable"
| 5 || 6
|}
== References ==
{{reflist}}
"""
ARTICLES = [
    {"title": "Ferry sinks", "text": "Twelve people drowned off Aldra.", "date": "2019-05-03", "author": "Bo Lund"},
    {"title": "Search ends", "text": "Some 300 were rescued.", "date": "4 May 2019", "url": "https://post.example/2"},
]
JSON_LINES = "\n".join(map(json.dumps, ARTICLES)) + "\n"
CSV = 'title,text,date,author\nFerry sinks,Twelve people drowned.,2019-05-03,Bo Lund\n"Search, ends",Some 300.,2019,\n'
DOCUMENTS = "file,part,title,outlet,author,published,url,language\na.txt,1,Ferry,Cape Post,Bo Lund,2019-05-03,,en\n"
ACTORS = "actor,type,country,aliases,same_as,not_same_as,public\nIna Holt,person,,Holt; I. Holt,,Bo Lund,0\n"
CORRECTIONS = (
    "row,column,value,who,when,why,action,table\na:1:12:killed,low,13,Bo,2024-05-02,misread,,\n"
    "new,category,killed,Bo,2024-05-02,missed,add,counts\na:1:r3,title,Ferry,Bo,2024-05-02,typo,change,references\n"
)


@cache
def pdf() -> bytes:
    from fpdf import FPDF

    page = FPDF()
    page.set_creation_date(datetime(2020, 1, 1, tzinfo=UTC))
    for _ in range(2):
        page.add_page()
        page.set_font("helvetica", size=11)
        for line in (
            "The Aldra Record",
            "Twelve people drowned when the ferry sank and 300 were res-",
            "cued.",
            "Page 1",
        ):
            page.cell(0, 6, line)
            page.ln(6)
    return bytes(page.output())


@cache
def docx() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Ferry sinks off Aldra", 0)
    document.add_paragraph("Twelve people drowned on 2 May 2019.")
    document.add_table(1, 2).rows[0].cells[0].text = "Dead"
    return _saved(document)


@cache
def xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (list(ARTICLES[0]), *(list(one.values()) for one in ARTICLES)):
        book.active.append(row)
    return _saved(book)


def _saved(file) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def parts_of(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def archive_of(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
