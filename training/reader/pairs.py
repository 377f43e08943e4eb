"""Questions with the passages to read for them: what the reader learns from and is measured on."""

import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Encoding, Tokenizer

MAX_QUESTION_TOKENS = 40
MAX_PASSAGE_TOKENS = 160
CLS, SEP = 101, 102


@dataclass
class Reading:
    """One passage to read for a question."""

    ids: list[int]
    segments: list[int]
    answers: bool
    """For each token 1 in the sentence that answers, 0 elsewhere in the passage, -1 where nothing is known."""
    evidence: list[int]


@dataclass
class Question:
    article: str
    text: str
    answerable: bool
    """Those that answer first; then the likeliest by cosine."""
    right: list[Reading] = field(default_factory=list)
    wrong: list[Reading] = field(default_factory=list)


def sentences_of(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<=[.!?…])\s+|\n+", text) if len(part.strip()) > 2]


class Embedding:
    """Unit vectors of texts by the encoder that the bot uses, each computed once."""

    def __init__(self, encoder: Path, tokenizer: Tokenizer, threads: int) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = threads
        self.session = InferenceSession(str(encoder), options)
        self.tokenizer = tokenizer
        self.known: dict[str, np.ndarray] = {}

    def of(self, texts: list[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        ids = [encoding.ids[:128] for encoding in self.tokenizer.encode_batch(new)]
        order = sorted(range(len(new)), key=lambda at: len(ids[at]))
        for start in range(0, len(order), 32):
            rows = order[start : start + 32]
            batch, mask = padded([ids[at] for at in rows])
            (vectors,) = self.session.run(None, {"ids": batch.numpy(), "mask": mask.numpy()})
            for at, vector in zip(rows, vectors):
                self.known[new[at]] = vector
        return np.array([self.known[text] for text in texts])


def padded(rows: list[list[int]], filler: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows of one length, and the mask of what isn't filler."""
    length = max(len(row) for row in rows)
    batch = torch.full((len(rows), length), filler)
    mask = torch.zeros(len(rows), length, dtype=torch.long)
    for at, row in enumerate(rows):
        batch[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = 1
    return batch, mask


def units_of(passage: dict) -> list[tuple[str, int]]:
    """What of a passage a question may be near to, and in which sentence that is."""
    heading, sentences = passage["heading"], sentences_of(passage["text"])
    titled = [(f"{heading}: {one}" if heading else one, at) for at, one in enumerate(sentences)]
    return [(one, 0) for one in [heading, *passage["wordings"]] if one] + titled


MAX_CHARACTERS = 440


def excerpt_of(passage: dict, nearest: int) -> dict:
    """As many sentences around the nearest one as the reader takes in: see src/search/readable.ts."""
    every = sentences_of(passage["text"])
    if not every:
        return passage
    start = min(nearest, len(every) - 1)
    end = start + 1
    left = MAX_CHARACTERS - len(passage["heading"]) - len(every[start])
    while True:
        if end < len(every) and len(every[end]) <= left:
            left -= len(every[end])
            end += 1
        elif start > 0 and len(every[start - 1]) <= left:
            start -= 1
            left -= len(every[start])
        else:
            return {"heading": passage["heading"], "text": " ".join(every[start:end])}


def reading(tokenizer: Tokenizer, question: Encoding, passage: dict, answers: bool, evidence: str | None) -> Reading:
    prefix = f"{passage['heading']}: " if passage["heading"] else ""
    text = prefix + passage["text"]
    encoded = tokenizer.encode(text, add_special_tokens=False)
    ids = encoded.ids[:MAX_PASSAGE_TOKENS]
    marks = [-1] * len(ids)
    start = text.find(evidence, len(prefix)) if answers and evidence else -1
    if start >= 0:
        end = start + len(evidence)
        marks = [
            -1 if to <= len(prefix) else int(begin < end and to > start)
            for begin, to in encoded.offsets[: len(ids)]
        ]
    asked = question.ids[:MAX_QUESTION_TOKENS]
    return Reading(
        ids=[CLS, *asked, SEP, *ids, SEP],
        segments=[0] * (len(asked) + 2) + [1] * (len(ids) + 1),
        answers=answers,
        evidence=[-1] * (len(asked) + 2) + marks + [-1],
    )


def place_of(evidence: str | list | None, passage: dict, nearest: int) -> tuple[str | None, int]:
    """The sentence that answers, as the passage has it, and its place; the nearest one where that isn't known."""
    said = evidence if isinstance(evidence, list) else [evidence] if evidence else []
    for one in said:
        for at, sentence in enumerate(sentences_of(passage["text"])):
            if one.strip() and (one.strip() in sentence or sentence in one):
                return sentence, at
    return None, nearest


def is_accepted(passage: dict, question: dict) -> bool:
    """As `footnote eval` judges it."""
    if question["expect"] == "none":
        return False
    mention = question.get("mention")
    if mention and not any(part in passage["text"] for part in mention):
        return False
    return any(
        one["kind"] == passage["kind"] and one["index"] == passage["index"] for one in question["expect"]
    )


def may_answer(passage: dict, question: dict, accepted: list[dict]) -> bool:
    """It cites what an accepted passage cites: perhaps it says the same."""
    sections = {one["section"] for one in accepted if one["section"] is not None}
    if question.get("mention") and passage["kind"] == "section":
        return False
    return passage["section"] in sections


def similarity_of(article: dict, asked: np.ndarray, embedding: Embedding) -> list[tuple[np.ndarray, list[int]]]:
    """For each question's vector, each passage's highest cosine, and in which of its sentences that is."""
    passages = article["passages"]
    units = [(text, owner, at) for owner, one in enumerate(passages) for text, at in units_of(one)]
    rows = embedding.of([text for text, _, _ in units])
    result = []
    for row in asked @ rows.T:
        best = np.full(len(passages), -1.0)
        nearest = [0] * len(passages)
        for (_, owner, at), cosine in zip(units, row):
            if cosine > best[owner]:
                best[owner], nearest[owner] = cosine, at
        result.append((best, nearest))
    return result


def questions_of_article(
    article: dict, embedding: Embedding, tokenizer: Tokenizer, max_wrong: int
) -> list[Question]:
    passages = article["passages"]
    asked = embedding.of([one["query"] for one in article["questions"]])
    result = []
    for one, (best, nearest) in zip(article["questions"], similarity_of(article, asked, embedding)):
        order = [int(at) for at in np.argsort(-best)]
        accepted = [at for at in order if is_accepted(passages[at], one)]
        if one["expect"] != "none" and not accepted:
            continue
        question = Question(article["slug"], one["query"], bool(accepted))
        encoded = tokenizer.encode(one["query"], add_special_tokens=False)
        for at in accepted[:2]:
            sentence, place = place_of(one.get("evidence"), passages[at], nearest[at])
            excerpt = excerpt_of(passages[at], place)
            question.right.append(reading(tokenizer, encoded, excerpt, True, sentence))
        kept = [passages[at] for at in accepted]
        for at in order:
            if len(question.wrong) == max_wrong:
                break
            if at in accepted or (accepted and may_answer(passages[at], one, kept)):
                continue
            excerpt = excerpt_of(passages[at], nearest[at])
            question.wrong.append(reading(tokenizer, encoded, excerpt, False, None))
        result.append(question)
    return result


def selqa_questions(file: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Question]:
    """Sections are cut into paragraphs of three sentences; those without an answer are the wrong ones."""
    result = []
    for one in json.loads(file.read_text()):
        encoded = tokenizer.encode(one["question"], add_special_tokens=False)
        question = Question(one["article"], one["question"], True)
        answers = set(one["answers"])
        heading = f"{one['article']}, {one['section']}"
        shift = rng.randrange(3)
        starts = range(-shift, len(one["candidates"]), 3)
        for start in starts:
            inside = [at for at in range(max(0, start), start + 3) if at < len(one["candidates"])]
            if not inside:
                continue
            passage = {"heading": heading, "text": " ".join(one["candidates"][at] for at in inside)}
            said = next((one["candidates"][at] for at in inside if at in answers), None)
            made = reading(tokenizer, encoded, passage, said is not None, said)
            (question.right if said else question.wrong).append(made)
        rng.shuffle(question.wrong)
        if question.right:
            result.append(question)
    return result
