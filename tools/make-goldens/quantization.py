"""Goldens of SpikeQuantizationTests: BitNet codes and scales, the scale search, and uniform quantizers, from PyTorch.

python3 tools/make-goldens/quantization.py   (versions: tools/make-goldens/requirements.txt)
"""

import json
from pathlib import Path

import numpy as np
import torch
from torch.ao.quantization.observer import MinMaxObserver

OUT = Path(__file__).resolve().parents[2] / "Tests/SpikeQuantizationTests/Goldens"


def grouped(w, per_row):
    return w if per_row else w.reshape(1, -1)


def case(w, per_row):
    g = grouped(w, per_row)
    absmean = g.double().abs().mean(1).clamp(min=1e-5).float()
    ternary = (g / absmean[:, None]).round().clamp(-1, 1)
    binary = torch.where(g > g.double().mean(1, keepdim=True).float(), 1.0, -1.0)
    best = []
    for row in g:
        deviation = row.double().std().float()
        errors = []
        for c in np.linspace(0.8, 2.0, 25):
            s = deviation * float(np.float32(c))
            errors.append((float((((row / s).round().clamp(-1, 1) * s).double() - row.double()).pow(2).sum()), float(s)))
        best.append(min(errors)[1])
    ints = lambda t: [int(v) for v in t.reshape(-1)]
    return {
        "perRow": per_row,
        "absmean": absmean.tolist(),
        "ternary": ints(ternary),
        "binary": ints(binary),
        "optimal": best,
    }


def uniform(w, bits, clipping):
    """Scales, zero points and codes of rows by torch's observer and its affine quantizer; codes from -2^(bits-1)."""
    low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    scales, zeros, codes = [], [], []
    for row in w:
        if clipping == "percentile":
            ends = torch.quantile(row.double(), torch.tensor([0.05, 0.95], dtype=torch.float64)).float()
            row_range = ends
        else:
            row_range = row
        observer = MinMaxObserver(quant_min=low, quant_max=high, dtype=torch.qint8, eps=1e-5)
        observer(row_range)
        scale, zero = observer.calculate_qparams()
        fake = torch.fake_quantize_per_tensor_affine(row, float(scale), int(zero), low, high)
        scales.append(float(scale))
        zeros.append(int(zero))
        codes += [int(v) for v in (fake / scale).round() + zero]
    return {"bits": bits, "clipping": clipping, "scales": scales, "zeros": zeros, "codes": codes}


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(3)
    w = torch.randn(6, 33) * 0.04 + 0.003
    w[2] *= 3
    w[4] = 0
    out = {
        "rows": w.shape[0],
        "bits": [int(b) for b in w.view(torch.int32).numpy().view(np.uint32).ravel()],
        "cases": [case(w, False), case(w, True)],
    }
    (OUT / "codes.json").write_text(json.dumps(out, sort_keys=True) + "\n")
    ranges = [uniform(w, bits, clipping) for bits in (2, 3, 4, 7) for clipping in ("minMax", "percentile")]
    (OUT / "ranges.json").write_text(json.dumps(ranges, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
