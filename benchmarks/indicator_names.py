"""Many printed names against a large registry: seconds, and the ratio to a plain rapidfuzz cdist of the same names in the same run.

    python benchmarks/indicator_names.py [--names 100000] [--registry 1000]

The registry is the real one, filled up with names made of its own words; the printed names are spellings of those, as documents vary them:
case, marks, offices, blanks lost or put in, misread letters, and names that no registry knows. Matching has to say for each which indicator
it is or that it is open; cdist only gives likenesses, from which nothing follows yet.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rapidfuzz import process

from normalize.decisions.registry_files import load_knowledge
from normalize.indicators.indikator import PROVISIONAL, Indicators, IndikatorBaku
from normalize.indicators.registry_indikator import IndicatorRegistry

CHUNK = 5_000
"""Names a cdist call: the whole matrix would not fit into memory."""


def filled_up(registry: IndicatorRegistry, size: int, rng: random.Random) -> list[IndikatorBaku]:
    """Made indicators of the registry's words, so many that the registry has `size`."""
    words = sorted({word for item in registry.indikator for word in item.nama.split()})
    missing = size - len(registry.indikator)
    return [
        IndikatorBaku(f"buatan-{number}", f"Persentase {' '.join(rng.sample(words, rng.randint(6, 14)))}", "persen", "naik", None, None)
        for number in range(missing)
    ]


def spelled(name: str, rng: random.Random) -> str:
    """One way in which a document may print the name."""
    place = rng.randrange(len(name))
    ways: list[Callable[[], str]] = [
        name.upper,
        lambda: f"{rng.randint(1, 30):02} - {name}*)",
        lambda: f"{name} di wilayah kerja Balai Besar POM di Serang",
        lambda: name.replace(" dan ", " & ").replace("  ", " "),
        lambda: name.replace(" ", "", 1),
        lambda: name[:place] + " " + name[place:],
        lambda: name[:place] + rng.choice("aeinrstu") + name[place + 1 :],
        lambda: name + " " + "".join(rng.choice("abdegiklmnoprstu") for _ in range(8)),
    ]
    return rng.choices(ways, weights=(25, 20, 20, 10, 8, 8, 6, 3))[0]()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--registry", type=int, default=1_000)
    arguments = parser.parse_args()
    rng = random.Random(5)
    registry = load_knowledge(Path("tidak ada")).registry
    made = filled_up(registry, arguments.registry, rng)
    known = [item.nama for item in (*registry.indikator, *made)]
    names = [spelled(rng.choice(known), rng) for _ in range(arguments.names)]
    start = time.perf_counter()
    indicators: Indicators = registry.indicators({}, made)
    built = time.perf_counter() - start
    start = time.perf_counter()
    found = [indicators.match(name) for name in names]
    matching = time.perf_counter() - start
    start = time.perf_counter()
    for first in range(0, len(names), CHUNK):
        process.cdist(list(islice(names, first, first + CHUNK)), known, workers=1)
    plain = time.perf_counter() - start
    unplaced = sum(item.indikator_id is None or item.indikator_id.startswith(PROVISIONAL) for item in found)
    print(f"{len(names)} nama, registri {len(known)}: indeks {built:.2f} detik, pencocokan {matching:.1f} detik, terbuka {unplaced}")
    print(f"cdist {plain:.1f} detik; pencocokan {matching / plain:.2f} kali cdist")


if __name__ == "__main__":
    main()
