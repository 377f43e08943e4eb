"""What readers are worth on articles that nothing was learned from: `python evaluate.py --help`.

For each question the eight likeliest passages by cosine are read. A reader answers where its best log-odds pass a
threshold; AUROC tells questions that are answered from those near the topic that aren't.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

from pairs import Embedding, excerpt_of, is_accepted, similarity_of, padded, reading

READ = 8
COSINE_WEIGHT = 12.0
PRECISION = 0.92


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="what `npm run export:questions` wrote")
    options.add_argument("--tokenizer", type=Path, required=True)
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--use", default="measure", choices=["learn", "calibrate", "measure"])
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--every", type=int, default=1, help="only every so many questions, to be quicker")
    options.add_argument("readers", type=Path, nargs="*")
    given = options.parse_args()
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    articles = [one for one in json.loads(given.data.read_text()) if one["use"] == given.use]
    asked = candidates_of(articles, Embedding(given.encoder, tokenizer, given.threads), tokenizer, given.every)
    print(f"{'reader':<28} {'first':>6} {'three':>6} {'AUROC near':>10} {'right at 92 %':>13}")
    print(row("cosine alone", asked, [one["cosines"] for one in asked], [one["cosines"] for one in asked]))
    for file in given.readers:
        session_options = SessionOptions()
        session_options.intra_op_num_threads = given.threads
        session = InferenceSession(str(file), session_options)
        read = [read_all(session, one["readings"]) for one in asked]
        fused = [answers + COSINE_WEIGHT * one["cosines"] for answers, one in zip(read, asked)]
        print(row(file.stem, asked, read, fused), flush=True)


def candidates_of(articles: list[dict], embedding: Embedding, tokenizer: Tokenizer, every: int) -> list[dict]:
    asked = []
    for article in articles:
        passages = article["passages"]
        questions = article["questions"][::every]
        # One at a time, as the bot does it: with 8-bit weights a vector depends on its batch.
        vectors = np.array([embedding.of([question["query"]])[0] for question in questions])
        for question, (best, nearest) in zip(questions, similarity_of(article, vectors, embedding)):
            order = np.argsort(-best)[:READ]
            encoded = tokenizer.encode(question["query"], add_special_tokens=False)
            excerpts = [excerpt_of(passages[at], nearest[at]) for at in order]
            readings = [reading(tokenizer, encoded, one, False, None) for one in excerpts]
            asked.append(
                {
                    "answerable": question["expect"] != "none",
                    "near": question["kind"] == "oos-near",
                    "right": np.array([is_accepted(passages[at], question) for at in order]),
                    "cosines": best[order],
                    "readings": readings,
                }
            )
    return asked


def read_all(session: InferenceSession, readings: list) -> np.ndarray:
    ids, mask = padded([one.ids for one in readings])
    segments, _ = padded([one.segments for one in readings])
    inputs = {"ids": ids.numpy(), "segments": segments.numpy(), "mask": mask.numpy()}
    return session.run(["answers"], inputs)[0]


def row(name: str, asked: list[dict], sure: list[np.ndarray], order: list[np.ndarray]) -> str:
    first = three = answerable = 0
    inside, near, judged = [], [], []
    for one, confidence, score in zip(asked, sure, order):
        places = np.argsort(-score)
        best = confidence[places[0]]
        judged.append((best, bool(one["right"][places[0]])))
        if one["answerable"]:
            answerable += 1
            first += int(one["right"][places[0]])
            three += int(one["right"][places[:3]].any())
            inside.append(best)
        elif one["near"]:
            near.append(best)
    judged.sort(key=lambda one: -one[0])
    right, most = 0, 0
    for at, (_, is_right) in enumerate(judged, 1):
        right += int(is_right)
        if right / at >= PRECISION:
            most = right
    return (
        f"{name:<28} {100 * first / answerable:6.1f} {100 * three / answerable:6.1f}"
        f" {auroc(np.array(inside), np.array(near)):10.3f} {100 * most / answerable:13.1f}"
    )


def auroc(inside: np.ndarray, outside: np.ndarray) -> float:
    """How often a question of the first kind scores higher than one of the second."""
    return float(
        np.mean(inside[:, None] > outside[None]) + 0.5 * np.mean(inside[:, None] == outside[None])
    )


if __name__ == "__main__":
    main()
