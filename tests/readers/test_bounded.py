"""The process in which readers run: what it may not do, and what happens to files that break it."""

import io
import subprocess
import sys

import pytest

from purgelib.readers import ReadingError, bounded


def read(process, content, name):
    return tuple(process.read(io.BytesIO(content), len(content), name))


def test_each_bomb_gets_a_sentence_and_the_next_file_is_read(bombs, page, page_text):
    with bounded.Process() as process:
        for name, (content, sentence) in bombs.items():
            with pytest.raises(ReadingError) as error:
                read(process, content, name)
            assert sentence in str(error.value), name
        assert read(process, page.encode(), "page.html")[0].text == page_text


def test_a_file_that_takes_too_long_ends_the_process_and_the_next_file_gets_a_new_one(page, page_text):
    with bounded.Process(bounded.Limits(seconds=1)) as process:
        with pytest.raises(ReadingError, match="takes more than 1 seconds of computing to read"):
            read(process, b"{{a|[[b|''<i>" * 3_000, "slow.wiki")
        assert read(process, page.encode(), "page.html")[0].text == page_text


def test_a_file_that_needs_too_much_memory_gets_a_sentence(page, page_text):
    with bounded.Process(bounded.Limits(memory=300_000_000)) as process:
        with pytest.raises(ReadingError, match="needs more memory"):
            read(process, b"text\n" + b"word " * 20_000_000, "large.wiki")
        assert read(process, page.encode(), "page.html")[0].text == page_text


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('post.example', 80)",
        "import urllib.request; urllib.request.urlopen('http://post.example')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('left.txt', 'w')",
        "import os; os.open('left.txt', os.O_WRONLY | os.O_CREAT)",
        "import os; os.remove('kept.txt')",
        "import pathlib; pathlib.Path('left').mkdir()",
    ],
)
def test_refuses(deed, tmp_path):
    (tmp_path / "kept.txt").write_text("kept")
    head = "from purgelib.readers import bounded\nbounded._forbid()\n"
    code = f"{head}try:\n    {deed}\nexcept PermissionError: print('refused')"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "refused\n"
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_imports_nothing_from_the_working_folder(tmp_path, monkeypatch, page, page_text):
    for name in ("lxml", "trafilatura", "json", "pypdf"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from the corpus')")
    monkeypatch.chdir(tmp_path)
    with bounded.Process() as process:
        assert read(process, page.encode(), "page.html")[0].text == page_text


def test_a_file_that_shrinks_while_it_is_read_gets_a_sentence(page, page_text):
    with bounded.Process() as process:
        with pytest.raises(ReadingError, match="became shorter"):
            list(process.read(io.BytesIO(b"<p>"), 100, "page.html"))
        assert read(process, page.encode(), "page.html")[0].text == page_text
