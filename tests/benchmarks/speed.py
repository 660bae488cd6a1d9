"""How fast purgelib is, as ratios within one run of this script, in Markdown.

    python tests/benchmarks/speed.py [CORPUS] [--largest 100000] [--only steps,growth,startup,run,workers]

Extraction is set against `spacy.blank("en")` with a sentencizer over the same texts: generated news of several sizes,
the articles of tests/gold_* that somebody wrote (`prose`), and a corpus if one is given; `purgelib run` against
papermill runs of a notebook that only imports pandas and altair. Ratios travel from machine to machine; seconds do not.
Times are those of the processor where nothing else is said.
"""

import argparse
import platform
from pathlib import Path

import growth
import measure
import news
import runs
import startup
import steps
import workers

PARTS = ("steps", "growth", "startup", "run", "workers")
SMALLEST = 100  # articles
WRITTEN = sorted(Path(__file__).parents[1].glob("gold_*/corpus"))  # articles that nobody generated


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", nargs="?", type=Path, help="a folder of texts to measure beside the generated ones")
    parser.add_argument("--largest", type=int, default=1000, help="articles of the largest generated corpus")
    parser.add_argument("--workers", type=int, default=runs.cores(), help="workers to set against one")
    parser.add_argument("--only", default=",".join(PARTS), help=f"what to measure, of {', '.join(PARTS)}")
    given = parser.parse_args()
    chosen = given.only.split(",")
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))} to measure; there are {', '.join(PARTS)}")
    print(f"{runs.cores()} cores, {platform.machine()}, Python {platform.python_version()}\n")
    if "steps" in chosen:
        print(steps.table(step_rates(given.corpus, given.largest)) + "\n", flush=True)
    if "growth" in chosen:
        print(growth.table(growth.sizes(tenfold(given.largest))) + "\n", flush=True)
    rows = []
    if "startup" in chosen:
        rows += startup.rows(startup.startup())
    if "run" in chosen:
        rows += runs.rows(runs.run(runs.files.shipped("corpus")))
    if "workers" in chosen:
        rows += workers.rows(workers.workers(given.workers, given.largest))
    if rows:
        print(measure.table(["what", "ratio"], rows))


def step_rates(corpus: Path | None, largest: int) -> dict[str, steps.Rates]:
    texts = {
        f"{size:,} articles": [article.text for article in news.articles(size)]
        for size in tenfold(min(largest, 1000))  # beyond, the steps themselves no longer change
    }
    texts["prose"] = [text for folder in WRITTEN for text in steps.read_texts(folder)]
    if corpus:
        texts[corpus.name] = steps.read_texts(corpus)
    return {name: steps.rates(some) for name, some in texts.items()}


def tenfold(largest: int) -> list[int]:
    """Sizes that grow tenfold up to the largest.

    >>> tenfold(10_000)
    [100, 1000, 10000]
    """
    sizes = [largest]
    while sizes[-1] // 10 >= SMALLEST:
        sizes.append(sizes[-1] // 10)
    return sizes[::-1]


if __name__ == "__main__":
    main()
