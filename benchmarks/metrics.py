"""Characters a second of annot's metrics beside the peers, interleaved in one run on one core.

`make benchmarks` runs it in an environment of its own: some peers pin old packages, and JioNLP pulls in a GPL part
that must not come near the product's environment. A peer that is not installed is left out and named. Each round times
every contestant once, in turn, so that a busy machine slows all alike; the median of the rounds is printed, in
processor time.
"""

import argparse
import json
import statistics
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from annot.metrics import build_frames, find_quantities
from annot.span import Span

_GOLD = Path(__file__).parents[1] / "tests" / "seed_gold"
_METRIC = ("VALUE", "CHANGE", "INDICATOR")

Contestant = Callable[[str, list[Span]], object]


def paragraphs() -> list[tuple[str, list[Span]]]:
    """Return the seeds' paragraphs, each with its gold entities."""
    found = []
    for path in sorted(_GOLD.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            spans = [s for s in record["spans"] if s["label"] not in _METRIC]
            found.append((record["text"], [Span(s["start"], s["end"], s["label"]) for s in spans]))
    return found


def _values(text: str, entities: list[Span]) -> object:
    return find_quantities(text, entities)


def _frames(text: str, entities: list[Span]) -> object:
    return build_frames(text, entities, find_quantities(text, entities))


def _cn2an() -> Contestant:
    import cn2an  # type: ignore[import-not-found]

    return lambda text, _: cn2an.transform(text, "cn2an")


def _jionlp() -> Contestant:
    import jionlp  # type: ignore[import-not-found]

    return lambda text, _: jionlp.ner.extract_money(text, with_parsing=True)


def _recognizers() -> Contestant:
    from recognizers_number import Culture, NumberRecognizer  # type: ignore[import-not-found]
    from recognizers_number_with_unit import NumberWithUnitRecognizer  # type: ignore[import-not-found]

    number, unit = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
    models = [
        number.get_number_model(),
        number.get_ordinal_model(),
        number.get_percentage_model(),
        unit.get_currency_model(),
        unit.get_dimension_model(),
        unit.get_age_model(),
    ]
    return lambda text, _: [model.parse(text) for model in models]


def contestants() -> dict[str, Contestant]:
    """Return what is to be timed, by name; a peer that is not installed is named on the way."""
    found: dict[str, Contestant] = {"annot: spans and values": _values, "annot: with frames": _frames}
    peers = (("cn2an transform", _cn2an), ("JioNLP money", _jionlp), ("Recognizers-Text, six models", _recognizers))
    for name, load in peers:
        try:
            found[name] = load()
        except ImportError as error:
            print(f"{name}: not installed ({error}); `make benchmarks` brings it")
    return found


def measure(rounds: int, slow: int) -> dict[str, float]:
    """Return the median characters a second of each contestant.

    Args:
        rounds: How often each is timed.
        slow: Paragraphs a round for Recognizers-Text, which would take minutes for all.
    """
    texts, runners = paragraphs(), contestants()
    rates: dict[str, list[float]] = {name: [] for name in runners}
    for _ in range(rounds):
        for name, run in runners.items():
            chosen = texts[:slow] if name.startswith("Recognizers") else texts
            start = time.process_time()
            for text, entities in chosen:
                run(text, entities)
            rates[name].append(sum(len(text) for text, _ in chosen) / (time.process_time() - start))
    return {name: statistics.median(values) for name, values in rates.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--slow", type=int, default=12, help="paragraphs a round for Recognizers-Text")
    chosen = parser.parse_args()
    warnings.simplefilter("ignore")
    for name, rate in measure(chosen.rounds, chosen.slow).items():
        print(f"{name:32} {rate / 1000:10.1f} thousand characters/s")


if __name__ == "__main__":
    main()
