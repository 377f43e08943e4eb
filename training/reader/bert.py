"""A small BERT in plain PyTorch, and the reader that is learned on top of it."""

from pathlib import Path

import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from safetensors.torch import load_file
from torch import Tensor, nn

HIDDEN = 384
HEADS = 12
LAYERS = 6
INNER = 1536
VOCABULARY = 30522
POSITIONS = 512


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.output = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.expand = nn.Linear(HIDDEN, INNER)
        self.contract = nn.Linear(INNER, HIDDEN)
        self.output_norm = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = states.shape
        split = self.query_key_value(states).view(batch, length, 3, HEADS, HIDDEN // HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        attended = attended.transpose(1, 2).reshape(batch, length, HIDDEN)
        states = self.attention_norm(states + self.output(attended))
        return self.output_norm(states + self.contract(F.gelu(self.expand(states))))


class Bert(nn.Module):
    """Token ids, segment ids and a mask of the real tokens (batch x length) → states (batch x length x 384)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.segments = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        # Counted from the ids, so that an exported graph takes any length.
        places = torch.cumsum(torch.ones_like(ids), dim=1) - 1
        states = self.norm(self.words(ids) + self.positions(places) + self.segments(segments))
        bias = ((1.0 - mask.float()) * -1e4)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, bias)
        return states


class Reader(nn.Module):
    """Whether a passage answers a question (batch), and which of its tokens say so (batch x length): log-odds."""

    def __init__(self, bert: Bert) -> None:
        super().__init__()
        self.bert = bert
        self.pool = nn.Linear(HIDDEN, HIDDEN)
        self.answers = nn.Linear(HIDDEN, 1)
        self.evidence = nn.Linear(HIDDEN, 1)

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states = self.bert(ids, segments, mask)
        real = mask.float()[..., None]
        mean = (states * real).sum(1) / real.sum(1)
        return self.answers(torch.tanh(self.pool(mean)))[:, 0], self.evidence(states)[..., 0]


def load_bert(file: Path) -> Bert:
    """From the safetensors of all-MiniLM-L6-v2, whichever precision they have."""
    weights = {name.removeprefix("bert."): tensor.float() for name, tensor in load_file(file).items()}

    def layer(number: int) -> dict[str, Tensor]:
        there = f"encoder.layer.{number}."
        here = f"layers.{number}."
        renamed = {
            "output": "attention.output.dense",
            "attention_norm": "attention.output.LayerNorm",
            "expand": "intermediate.dense",
            "contract": "output.dense",
            "output_norm": "output.LayerNorm",
        }
        parts = {}
        for kind in ("weight", "bias"):
            for ours, theirs in renamed.items():
                parts[f"{here}{ours}.{kind}"] = weights[f"{there}{theirs}.{kind}"]
            parts[f"{here}query_key_value.{kind}"] = torch.cat(
                [weights[f"{there}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            )
        return parts

    state = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "segments.weight": weights["embeddings.token_type_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        state |= layer(number)
    bert = Bert()
    bert.load_state_dict(state)
    return bert


def load_reader(file: Path, bert: Bert) -> Reader:
    """What `export.py` wrote, its 8-bit weights made floats again; `bert` has what it left as it was: the embeddings."""
    parts = {one.name: torch.tensor(numpy_helper.to_array(one)) for one in onnx.load(file).graph.initializer}
    state = Reader(bert).state_dict()
    # Weights of matrices lost their names, but not their order.
    matrices = [name.removesuffix("_quantized") for name in parts if name.endswith("_quantized")]
    matrices = [name for name in matrices if not is_embedding(name)]
    names = [name for name, tensor in state.items() if name.startswith("bert.layers") and tensor.dim() == 2]
    names += ["evidence.weight", "pool.weight", "answers.weight"]
    for name, matrix in zip(names, matrices, strict=True):
        shifted = parts[f"{matrix}_quantized"].float() - parts[f"{matrix}_zero_point"].float()
        state[name] = (shifted * parts[f"{matrix}_scale"]).T.contiguous()
    state |= {name: parts[name].float() for name in state if name in parts}
    reader = Reader(bert)
    reader.load_state_dict(state)
    return reader


def is_embedding(name: str) -> bool:
    return name in ("bert.words.weight", "bert.positions.weight", "bert.segments.weight")
