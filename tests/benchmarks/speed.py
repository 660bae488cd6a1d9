"""How fast extraction and a whole run are, as ratios within one run of this script.

    python tests/benchmarks/speed.py [CORPUS]

Extraction is set against `spacy.blank("en")` with a sentencizer over the same texts, `purgelib run` against one
papermill run of a notebook that only imports pandas and altair. Ratios travel from machine to machine; seconds do not.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import papermill
import spacy

from purgelib import files, lexicons, pipeline, segment

REPEATS = 5


def best(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Seconds of the quickest of some repeats, which other work on the machine disturbs least."""
    seconds = []
    for _ in range(repeats):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def extraction(corpus: Path) -> None:
    """Tokens a second of each step and of all, beside the floor."""
    texts = {path.name: files.read_text(path) for path in files.read_corpus(corpus).texts}
    floor = spacy.blank("en")
    floor.add_pipe("sentencizer")
    words = lexicons.read_lexicons()
    nlp = pipeline.make_nlp(words)
    segment_words = segment.read_words(words["segment"])
    tokens = sum(len(floor.make_doc(text)) for text in texts.values())
    # A text of some megabytes, so that a step is measured and not its first call.
    times = max(1, 200_000 // tokens)

    def over_all(work: Callable[[str], object]) -> float:
        def once() -> None:
            for _ in range(times):
                for text in texts.values():
                    work(text)

        return best(once, 3)

    def annotate(text: str) -> None:
        for article in segment.split_articles(text, segment_words):
            nlp(pipeline.make_doc(nlp, text, article))

    base = over_all(floor)
    print(f"{'step':<14}{'tokens/s':>12}{'of the floor':>14}")
    print(f"{'floor':<14}{tokens * times / base:>12,.0f}{1:>14.2f}")
    steps: dict[str, float] = {"segment": over_all(lambda text: segment.split_articles(text, segment_words))}
    docs = [
        pipeline.make_doc(nlp, text, article)
        for text in texts.values()
        for article in segment.split_articles(text, segment_words)
    ]
    for name, component in nlp.pipeline:
        steps[name] = best(lambda: [component(doc) for _ in range(times) for doc in docs], 2)  # noqa: B023
    for name, seconds in steps.items():
        print(f"{name.removeprefix('purgelib_'):<14}{tokens * times / seconds:>12,.0f}{base / seconds:>14.2f}")
    whole = over_all(annotate)
    print(f"{'annotate':<14}{tokens * times / whole:>12,.0f}{base / whole:>14.2f}")
    from purgelib.extract import extract

    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            for copy in range(times):
                Path(folder, f"{copy:03}-{name}").write_bytes(text.encode())
        many = files.read_corpus(folder)
        seconds = best(lambda: extract(many), 1)
    print(
        f"{'extract':<14}{tokens * times / seconds:>12,.0f}{base / seconds:>14.2f}   set-up and checked tables included"
    )


def run(corpus: Path) -> None:
    """Seconds of `purgelib run` beside one papermill run that only imports pandas and altair."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("import altair\nimport pandas")],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    with tempfile.TemporaryDirectory() as folder:
        floor = Path(folder, "floor.ipynb")
        nbformat.write(notebook, floor)
        least = best(lambda: papermill.execute_notebook(floor, Path(folder, "out.ipynb"), progress_bar=False), 3)
        command = [sys.executable, "-m", "purgelib", "run", "--quiet", "--corpus", str(corpus)]
        command += ["--out", f"{folder}/out"]
        whole = best(lambda: subprocess.run(command, check=True), 2)
    print(f"purgelib run: {whole:.1f} s, {whole / least:.1f} times a papermill run of imports alone ({least:.1f} s)")


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else files.shipped("corpus")
    extraction(chosen)
    run(chosen)
