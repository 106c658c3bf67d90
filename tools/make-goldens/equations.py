"""Goldens of SpikeReferenceTests: GELU, softmax, LayerNorm and attention from PyTorch in double precision.

python3 tools/make-goldens/equations.py   (versions: tools/make-goldens/requirements.txt)
"""

import json
from pathlib import Path

import torch

OUT = Path(__file__).resolve().parents[2] / "Tests/SpikeReferenceTests/Goldens"


def values(tensor):
    return [float(x) for x in tensor.flatten()]


def main():
    torch.manual_seed(7)
    x = torch.linspace(-6, 6, 25, dtype=torch.float32)
    row = (torch.randn(19) * 3 + 1).float()
    weight, bias = torch.rand(19), torch.randn(19)
    norm = torch.nn.functional.layer_norm(row.double(), (19,), weight.double(), bias.double(), 1e-12)
    query = torch.randn(5, 8)
    key, value = torch.randint(-2, 3, (5, 8)), torch.randint(-2, 3, (5, 8))
    context = torch.nn.functional.scaled_dot_product_attention(
        query.double()[None], 0.5 * key.double()[None], 0.25 * value.double()[None]
    )
    OUT.mkdir(parents=True, exist_ok=True)
    golden = {
        "x": values(x),
        "gelu": values(torch.nn.functional.gelu(x.double())),
        "row": values(row),
        "softmax": values(row.double().softmax(0)),
        "weight": values(weight),
        "bias": values(bias),
        "layerNorm": values(norm),
        "query": values(query),
        "key": [int(n) for n in key.flatten()],
        "value": [int(n) for n in value.flatten()],
        "context": values(context),
    }
    (OUT / "equations.json").write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
