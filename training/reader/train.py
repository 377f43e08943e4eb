"""Learns the reader: `python train.py --help`.

One run goes a little more than once through the questions. The learning rate stays the same until the last third, so that what the
weights' moving average is worth on the way (`--measure`) is a learning curve. It goes on where it was ended.
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from bert import Reader, load_bert, load_reader
from pairs import Embedding, Question, Reading, padded, questions_of_article, selqa_questions

QUESTIONS_A_BATCH = 12
WRONG_A_QUESTION = 2
MAX_WRONG = 8
READ_TOGETHER = 8
RATE = 6e-5
HEAD_RATE = 5e-4
RATE_FROM_START = 2 / 3
WARM_UP = 150
"""Of all steps: from here on the rate falls to nothing."""
DECAY_FROM = 0.65
AVERAGE = 0.995


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="what `npm run export:reading` wrote")
    options.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    options.add_argument("--encoder", type=Path, required=True, help="models/encoder.onnx: finds the likeliest passages")
    options.add_argument("--selqa", type=Path, nargs="*", default=[])
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=float, default=1.2)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--frozen-layers", type=int, default=2)
    options.add_argument("--start", type=Path, help="a reader (ONNX, or what a run left) to learn on from, at two thirds of the rate")
    options.add_argument("--bf16", action="store_true", help="compute with 16 bits: twice as fast on processors that can")
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)

    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    bert = load_bert(given.base / "model.fp16.safetensors")
    read_before = given.out / "questions.pt"
    if read_before.exists():
        questions = torch.load(read_before, weights_only=False)
    else:
        questions = read_questions(given, tokenizer, rng)
        torch.save(questions, read_before)
    print(f"{len(questions)} questions, {sum(one.answerable for one in questions)} answerable", flush=True)

    reader = Reader(bert)
    rates = [RATE, HEAD_RATE]
    if given.start:
        if given.start.suffix == ".onnx":
            reader = load_reader(given.start, bert)
        else:
            reader.load_state_dict(torch.load(given.start))
        rates = [rate * RATE_FROM_START for rate in rates]
    for part in [bert.words, bert.positions, bert.segments, bert.norm, *bert.layers[: given.frozen_layers]]:
        part.requires_grad_(False)
    heads = [reader.pool, reader.answers, reader.evidence]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in bert.parameters() if p.requires_grad], "lr": rates[0]},
            {"params": [p for head in heads for p in head.parameters()], "lr": rates[1]},
        ],
        weight_decay=0.01,
    )
    averaged = {name: p.detach().clone() for name, p in reader.named_parameters() if p.requires_grad}

    batches = plan(questions, given.epochs, given.seed)
    first = 0
    saved = given.out / "state.pt"
    if saved.exists():
        state = torch.load(saved)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        averaged, first = state["averaged"], state["step"]
        print(f"goes on at step {first}", flush=True)

    checkpoints = {int(len(batches) * share / given.epochs): share for share in (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 3)}
    reader.train()
    began, read, losses = time.time(), 0, []
    for step in range(first, len(batches)):
        scale = schedule(step, len(batches))
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * scale
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=given.bf16):
            loss, pairs = loss_of(reader, [chosen(questions[at], step) for at in batches[step]])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        keep = min(AVERAGE, (1 + step) / (10 + step))
        with torch.no_grad():
            for name, p in reader.named_parameters():
                if p.requires_grad:
                    averaged[name].lerp_(p, 1 - keep)
        read += pairs
        losses.append(loss.item())
        if (step + 1) % 50 == 0:
            speed = read / (time.time() - began)
            print(f"{step + 1}/{len(batches)} loss {np.mean(losses[-200:]):.4f} {speed:.1f} pairs/s", flush=True)
        if (step + 1) % 200 == 0 or step + 1 == len(batches):
            torch.save(
                {"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "averaged": averaged, "step": step + 1},
                saved.with_suffix(".new"),
            )
            saved.with_suffix(".new").replace(saved)
        if step + 1 in checkpoints or step + 1 == len(batches):
            name = "reader" if step + 1 == len(batches) else f"reader-{checkpoints[step + 1]:.4f}"
            torch.save(reader.state_dict() | averaged, given.out / f"{name}.pt")


def read_questions(given: argparse.Namespace, tokenizer: Tokenizer, rng: random.Random) -> list[Question]:
    embedding = Embedding(given.encoder, tokenizer, given.threads)
    questions: list[Question] = []
    for article in json.loads(given.data.read_text()):
        if article["use"] == "learn":
            questions += questions_of_article(article, embedding, tokenizer, MAX_WRONG)
    for file in given.selqa:
        questions += selqa_questions(file, tokenizer, rng)
    return questions


def plan(questions: list[Question], epochs: float, seed: int) -> list[list[int]]:
    """Batches of questions, those of like length together; the same for a seed."""
    rng = random.Random(seed)
    batches: list[list[int]] = []
    for _ in range(math.ceil(epochs)):
        order = list(range(len(questions)))
        rng.shuffle(order)
        window = QUESTIONS_A_BATCH * 20
        for start in range(0, len(order), window):
            near = sorted(order[start : start + window], key=lambda at: longest(questions[at]))
            some = [near[at : at + QUESTIONS_A_BATCH] for at in range(0, len(near), QUESTIONS_A_BATCH)]
            rng.shuffle(some)
            batches += some
    return batches[: round(len(batches) * epochs / math.ceil(epochs))]


def longest(question: Question) -> int:
    return max(len(one.ids) for one in question.right[:1] + question.wrong[:3] or question.right)


def chosen(question: Question, step: int) -> list[Reading]:
    """One that answers, where there is one, and some of the likeliest that don't: the first, and one further down."""
    rng = random.Random(step)
    right = [rng.choice(question.right)] if question.right else []
    wrong = question.wrong[: WRONG_A_QUESTION - 1]
    further = question.wrong[WRONG_A_QUESTION - 1 :]
    if further:
        wrong = [*wrong, rng.choice(further)]
    return right + wrong


def loss_of(reader: Reader, batch: list[list[Reading]]) -> tuple[torch.Tensor, int]:
    readings = [one for group in batch for one in group]
    answers, evidence_loss = read_by_length(reader, readings)
    target = torch.tensor([float(one.answers) for one in readings])
    loss = F.binary_cross_entropy_with_logits(answers, target)
    loss = loss + 0.2 * evidence_loss
    ranked, at = [], 0
    for group in batch:
        if group[0].answers and len(group) > 1:
            ranked.append(-F.log_softmax(answers[at : at + len(group)], dim=0)[0])
        at += len(group)
    if ranked:
        loss = loss + 0.3 * torch.stack(ranked).mean()
    return loss, len(readings)


def read_by_length(reader: Reader, readings: list[Reading]) -> tuple[torch.Tensor, torch.Tensor]:
    """Log-odds of all, in their order, and the loss of their evidence: those of like length are read together."""
    order = sorted(range(len(readings)), key=lambda at: len(readings[at].ids))
    parts, found, truth = [], [], []
    for start in range(0, len(order), READ_TOGETHER):
        some = [readings[at] for at in order[start : start + READ_TOGETHER]]
        ids, mask = padded([one.ids for one in some])
        segments, _ = padded([one.segments for one in some])
        marks, _ = padded([one.evidence for one in some], -1)
        answers, evidence = reader(ids, segments, mask)
        parts.append(answers)
        found.append(evidence[marks >= 0])
        truth.append(marks[marks >= 0].float())
    places = torch.empty(len(order), dtype=torch.long)
    places[torch.tensor(order)] = torch.arange(len(order))
    known = torch.cat(truth)
    loss = F.binary_cross_entropy_with_logits(torch.cat(found), known) if len(known) else torch.zeros(())
    return torch.cat(parts)[places], loss


def schedule(step: int, steps: int) -> float:
    if step < WARM_UP:
        return (step + 1) / WARM_UP
    return min(1.0, (steps - step) / (steps * (1 - DECAY_FROM)))


if __name__ == "__main__":
    main()
