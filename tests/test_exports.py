import base64

import pytest

from purgelib import exports


def test_a_notebook_shows_files_that_read_back_alike():
    shown = exports.exported({"network.gexf": ("Gephi", b"<gexf/>"), "tie.csv": ("spreadsheets", b"\xff")})
    bundle = shown._repr_mimebundle_()
    assert exports.read_exports(bundle[exports.MIME]) == shown
    assert base64.b64encode(b"<gexf/>").decode() in bundle["text/html"]


def test_files_are_written_where_a_folder_is_named(tmp_path):
    exports.exported({"a.json": ("D3", b"{}")}, str(tmp_path))
    assert (tmp_path / "a.json").read_bytes() == b"{}"


@pytest.mark.parametrize("name", ["../a.json", "/etc/passwd", "a", ".hidden", "a b.csv", "A.csv"])
def test_a_name_cannot_lead_out_of_the_folder(name, tmp_path):
    with pytest.raises(ValueError, match="is no plain file name"):
        exports.exported({name: ("nobody", b"")}, str(tmp_path))
    assert exports.read_exports([[name, "nobody", ""]]).files == ()


@pytest.mark.parametrize("listed", [None, "a", [None], [["a.csv"]], [["a.csv", 1, ""]], [["a.csv", "b", "%"]]])
def test_what_is_no_file_is_passed_over(listed):
    assert exports.read_exports(listed).files == ()


def test_links_hold_no_markup_of_others():
    assert "<b>" not in exports.link(exports.Export("a.csv", "<b>", b""))
