import pytest

from purgelib.find.phrases import find_rest, read_parts


@pytest.mark.parametrize(
    ("rest", "text", "found"),
    [
        ("on|upon", " on the council", " on"),
        ("on|upon", " again today on the council", " again today on"),  # two adverbs may stand between
        ("on|upon", " yesterday, on the council", ""),
        ("on", " on the council", " on"),  # which is a filler too
        ("council", " the new council", ""),
        ("council", " the “council’s” vote", " the “council"),
        ("council", " the council-led vote", ""),
        ("... report|reports", " the first of its reports", " the first of its reports"),
        ("... report", " nothing. The report", ""),  # a gap ends with the sentence
        (
            "... report",
            " one two three four five six seven eight report",
            " one two three four five six seven eight report",
        ),
        ("... report", " one two three four five six seven eight nine report", ""),
        ("... in|in_front of", " its flag in front of the hall", " its flag in front of"),
        ("to ... to", " to them the right to", " to them the right to"),
    ],
)
def test_a_phrase_is_found_word_by_word(rest, text, found):
    place = find_rest(read_parts(rest.split()), text, 0, text.split())
    assert text[: place[0] if place else 0] == found


def test_letters_of_gaps_are_counted_with_the_mark_that_closes_them():
    text = " the  first “report”"
    assert find_rest(read_parts(["...", "report"]), text, 0, text.split()) == (len(text) - 1, len("the  first “"))
