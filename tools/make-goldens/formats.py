"""Goldens of SpikeFormatsTests: a safetensors file as Python writes it, and the values in it.

python3 tools/make-goldens/formats.py   (versions: tools/make-goldens/requirements.txt)
"""

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

OUT = Path(__file__).resolve().parents[2] / "Tests/SpikeFormatsTests/Goldens"
AWKWARD = [0.0, -0.0, 1.0, -2.5, 1 / 3, 65504.0, 65519.9, 65520.0, 1e-8, 2**-24, 2**-25, 6.1e-5, 3.4e38, -1e-40]


def fnv(data):
    """FNV-1a, 64 bits: a hash that a test can spell in three lines."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & ((1 << 64) - 1)
    return str(value)


def mixed():
    """One tensor of every floating type, and some that are none."""
    values = torch.tensor(AWKWARD, dtype=torch.float64)
    small = torch.tensor([v for v in AWKWARD if abs(v) <= 65504], dtype=torch.float64)
    save_file(
        {
            "double": values.reshape(2, 7),
            "single": values.float().reshape(7, 2),
            "half": small.half(),
            "brain": values.bfloat16(),
            "scalar": torch.tensor(4.25),
            "empty": torch.zeros(0, 3),
            "bytes": torch.tensor([[0, 1, 255]], dtype=torch.uint8),
            "long": torch.tensor([1, -1]),
            "flag": torch.tensor([True, False]),
        },
        OUT / "mixed.safetensors",
    )
    bits = lambda t: [int(b) for b in t.float().contiguous().view(torch.int32).numpy().view(np.uint32).ravel()]
    expected = {"double": bits(values), "single": bits(values), "half": bits(small.half()), "brain": bits(values.bfloat16())}
    (OUT / "mixed.json").write_text(json.dumps(expected, indent=1, sort_keys=True) + "\n")


def written():
    """The types that bitspike writes: its bytes must be these bytes."""
    save_file(
        {
            "z.weight": torch.arange(6, dtype=torch.float32).reshape(2, 3) / 4,
            "a.weight_codes": torch.tensor([[1, 2], [3, 4]], dtype=torch.uint8),
            "m.half": torch.tensor([1.0, -0.5, 3.0]).half(),
            'quote"back\\slash': torch.tensor([7.0]),
            "b.weight": torch.tensor([-1.0]),
        },
        OUT / "written.safetensors",
        metadata={"format": "pt"},
    )


def rounding():
    """Half and bfloat16 rounding of a fixed stream of single-precision patterns, as one hash each."""
    state, patterns = 0x12345678, []
    for _ in range(200_000):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        patterns.append(state)
    single = np.array(patterns, dtype=np.uint32).view(np.float32)
    single = single[~np.isnan(single)]
    # Every second value is scaled into the range of halves, where the roundings are.
    single[::2] = (single[::2].view(np.uint32) & 0x8FFFFFFF | 0x30000000).view(np.float32)
    with np.errstate(over="ignore"):
        half = single.astype(np.float16).view(np.uint16)
    brain = torch.from_numpy(single).bfloat16().view(torch.int16).numpy()
    hashes = {
        "count": len(single),
        "half": fnv(half.astype("<u2").tobytes()),
        "bfloat16": fnv(brain.astype("<i2").tobytes()),
    }
    (OUT / "rounding.json").write_text(json.dumps(hashes, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    mixed()
    written()
    rounding()
