"""Writes the encoder, or the reader that was learned, as an ONNX graph with 8-bit weights: `python export.py --help`."""

import argparse
import tempfile
from pathlib import Path

import onnx
import torch
import torch.nn.functional as F
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from bert import Bert, Reader, load_bert

# Weights and what goes into them are rounded in blocks of so many numbers, each block by its own range.
BLOCK = 128
"""int8 for what goes in: half again as slow as one range for a whole text, a fifth of its error."""
ACCURACY_LEVEL = 4


class Int8Embedding(nn.Module):
    """An embedding whose rows are rounded to 8 bits, each by its own range."""

    def __init__(self, exact: nn.Embedding) -> None:
        super().__init__()
        rows = exact.weight.detach()
        scale = rows.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(rows / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


class Encoder(nn.Module):
    """Token ids and a mask (batch x length) → unit vectors (batch x 384): the mean of the tokens' states."""

    def __init__(self, bert: Bert) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        states = self.bert(ids, torch.zeros_like(ids), mask)
        real = mask.float()[..., None]
        return F.normalize((states * real).sum(1) / real.sum(1), dim=-1)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    options.add_argument("--reader", type=Path, help="what train.py wrote; the encoder without it")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--exact", action="store_true", help="keep 32-bit weights")
    given = options.parse_args()
    bert = load_bert(given.base / "model.fp16.safetensors")
    ids = torch.ones(2, 8, dtype=torch.long)
    axes = {0: "batch", 1: "length"}
    if given.reader is None:
        model: nn.Module = Encoder(bert)
        inputs, names, outputs = (ids, ids), ["ids", "mask"], {"vectors": {0: "batch"}}
    else:
        model = Reader(bert)
        model.load_state_dict(torch.load(given.reader, map_location="cpu"))
        inputs, names = (ids, torch.zeros_like(ids), ids), ["ids", "segments", "mask"]
        outputs = {"answers": {0: "batch"}, "evidence": axes}
    if not given.exact:
        for name in ("words", "positions", "segments"):
            setattr(bert, name, Int8Embedding(getattr(bert, name)))
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        torch.onnx.export(
            model.eval(),
            inputs,
            str(exact),
            input_names=names,
            output_names=list(outputs),
            dynamic_axes={name: axes for name in names} | outputs,
            opset_version=17,
            dynamo=False,
        )
        if given.exact:
            given.out.write_bytes(exact.read_bytes())
            return
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(exact), str(prepared), skip_symbolic_shape=True)
        config = DefaultWeightOnlyQuantConfig(
            block_size=BLOCK, is_symmetric=True, accuracy_level=ACCURACY_LEVEL, bits=8
        )
        quantizer = MatMulNBitsQuantizer(onnx.load(prepared), algo_config=config)
        quantizer.process()
        quantizer.model.save_model_to_file(str(given.out))


if __name__ == "__main__":
    main()
