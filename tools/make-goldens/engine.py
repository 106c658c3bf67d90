"""Goldens of SpikeEngineTests: operators with their gradients, and AdamW, from PyTorch in single precision.

python3 tools/make-goldens/engine.py   (versions: tools/make-goldens/requirements.txt)
"""

import json
from pathlib import Path

import torch
from torch.nn import functional as F

OUT = Path(__file__).resolve().parents[2] / "Tests/SpikeEngineTests/Goldens"


def flat(t):
    return [float(v) for v in t.detach().reshape(-1)]


def operators():
    """f(x) of shape [3, 5] and the gradient of sum(w * f(x)) to x; w has the shape of f(x) and is cut from `weights`."""
    torch.manual_seed(11)
    x = torch.randn(3, 5)
    weights = torch.randn(25)
    matrix, bias, other = torch.randn(4, 5), torch.randn(4), torch.randn(5, 2)
    scale, offset = torch.randn(5), torch.randn(5)
    cases = {
        "abs": lambda x: x.abs(),
        "exp": lambda x: x.exp(),
        "log": lambda x: (x.abs() + 0.5).log(),
        "squareRoot": lambda x: (x.abs() + 0.5).sqrt(),
        "clamped": lambda x: x.clamp(-0.5, 0.75),
        "tanh": lambda x: x.tanh(),
        "relu": lambda x: x.relu(),
        "gelu": lambda x: F.gelu(x),
        "softmax": lambda x: x.softmax(-1),
        "logSoftmax": lambda x: x.log_softmax(-1),
        "layerNorm": lambda x: F.layer_norm(x, (5,), scale, offset, 1e-12),
        "linear": lambda x: F.linear(x, matrix, bias),
        "matmul": lambda x: x @ other,
        "sumOver": lambda x: x.sum([0]),
        "meanOver": lambda x: x.mean([1], keepdim=True),
        "variance": lambda x: x.var(correction=0).reshape(1),
        "crossEntropy": lambda x: F.cross_entropy(x, torch.tensor([4, 0, 2])).reshape(1),
        "transposed": lambda x: x.transpose(0, 1),
        "narrowed": lambda x: x.narrow(1, 1, 3),
        "selected": lambda x: x.select(0, 2),
        "gathered": lambda x: x.index_select(1, torch.tensor([4, 4, 0])),
        "concatenated": lambda x: torch.cat([x, x * 2], 0)[:5],
        "stacked": lambda x: torch.stack([x[0], x[1]], 1),
        "diagonal": lambda x: x[:, :3].diagonal(),
    }
    out = {}
    for name, f in cases.items():
        leaf = x.clone().requires_grad_()
        y = f(leaf)
        (y.reshape(-1) * weights[: y.numel()]).sum().backward()
        out[name] = {"value": flat(y), "shape": list(y.shape), "gradient": flat(leaf.grad)}
    return {
        "x": flat(x), "weights": flat(weights), "matrix": flat(matrix), "bias": flat(bias), "other": flat(other),
        "scale": flat(scale), "offset": flat(offset), "cases": out,
    }


def adamw():
    """Five steps of two groups, one with and one without decay, with rates that change."""
    torch.manual_seed(12)
    first, second = torch.randn(7), torch.randn(2, 3)
    rates = [1e-2, 3e-2, 1e-2, 5e-3, 1e-4]
    parameters = [first.clone().requires_grad_(), second.clone().requires_grad_()]
    optimizer = torch.optim.AdamW(
        [{"params": [parameters[0]], "weight_decay": 0.1}, {"params": [parameters[1]], "weight_decay": 0.0}],
        lr=1.0, betas=(0.9, 0.98), eps=1e-8,
    )
    steps = []
    for rate in rates:
        gradients = [torch.randn(7), torch.randn(2, 3)]
        optimizer.param_groups[0]["lr"] = rate
        optimizer.param_groups[1]["lr"] = rate * 2
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = gradient
        optimizer.step()
        steps.append({
            "rate": rate, "gradients": [flat(g) for g in gradients], "parameters": [flat(p) for p in parameters],
        })
    return {"start": [flat(first), flat(second)], "steps": steps}


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "operators.json").write_text(json.dumps(operators(), sort_keys=True) + "\n")
    (OUT / "adamw.json").write_text(json.dumps(adamw(), sort_keys=True) + "\n")
