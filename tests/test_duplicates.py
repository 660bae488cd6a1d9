"""Copies and near copies."""

import random

from purgelib.duplicates import Document, Duplicate, find_duplicates

WORDS = [f"word{number}" for number in range(3_000)]


def invented(seed, length=300):
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def found(texts):
    return list(find_duplicates((Document(file, 1), text) for file, text in texts.items()))


def test_copies_are_exact_whatever_their_capitals_stops_and_spaces():
    text = "At least 12 people drowned. The mayor said so on Friday."
    texts = {"a.txt": text, "b.txt": f"{text.upper().replace('.', ' !')}\n", "c.txt": text}
    assert found(texts) == [
        Duplicate("b.txt", 1, "a.txt", 1, "exact", 1.0),
        Duplicate("c.txt", 1, "a.txt", 1, "exact", 1.0),
    ]


def test_texts_that_share_most_shingles_are_near():
    words = invented(1).split()
    near, far = words.copy(), words.copy()
    near[100] = "changed"  # five of 296 shingles differ on either side
    far[::6] = ["changed"] * len(far[::6])
    (duplicate,) = found({"a.txt": " ".join(words), "b.txt": " ".join(near), "c.txt": " ".join(far)})
    assert duplicate == Duplicate("b.txt", 1, "a.txt", 1, "near", round(291 / 301, 2))


def test_a_different_number_makes_no_exact_duplicate():
    text = invented(2)
    assert [one.kind for one in found({"a.txt": f"{text} 12 died", "b.txt": f"{text} 13 died"})] == ["near"]


def test_the_likest_is_named_of_equals_the_first():
    words = invented(3).split()
    variants = {f"{n}.txt": " ".join([*words[:290], *invented(50 + n, 10 * n).split()]) for n in (9, 4)}
    last = {"z.txt": variants["4.txt"] + " more"}
    assert [(one.file, one.other) for one in found(variants | last)][-1] == ("z.txt", "4.txt")


def test_texts_without_words_are_no_duplicates():
    assert found({"a.txt": "...", "b.txt": "...", "c.txt": ""}) == []


def test_the_same_texts_give_the_same_duplicates():
    texts = {f"{n}.txt": invented(n % 40, 60) + (" more" if n > 40 else "") for n in range(60)}
    first = found(texts)
    assert len(first) == 20
    assert found(texts) == first


def test_work_grows_with_documents_and_not_with_pairs(monkeypatch):
    """Of a thousand texts that share a long head, each is compared with few."""
    from purgelib import duplicates

    compared = []
    likeness = duplicates._likeness
    monkeypatch.setattr(duplicates, "_likeness", lambda one, other: compared.append(1) or likeness(one, other))
    head = invented(4, 30)
    texts = {f"{n}.txt": f"{head} {invented(1_000 + n, 60)}" for n in range(600)}
    texts |= {f"copy{n}.txt": texts["0.txt"] + f" copy{n}" for n in range(300)}
    assert len(found(texts)) == 300
    assert len(compared) < 0.2 * len(texts) ** 2 / 2
