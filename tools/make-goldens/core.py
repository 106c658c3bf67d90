"""Goldens of SpikeCoreTests: SplitMix64 from its published definition, and every half as single precision.

python3 tools/make-goldens/core.py   (versions: tools/make-goldens/requirements.txt)
"""

import json
from pathlib import Path

import numpy as np

OUT = Path(__file__).resolve().parents[2] / "Tests/SpikeCoreTests/Goldens"
MASK = (1 << 64) - 1


def splitmix(seed, count):
    state, out = seed, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        out.append(str(z ^ (z >> 31)))
    return out


def fnv(data):
    """FNV-1a, 64 bits: a hash that a test can spell in three lines."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return str(value)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    halves = np.arange(65536, dtype=np.uint16)
    finite_or_infinite = halves[~np.isnan(halves.view(np.float16))]
    singles = finite_or_infinite.view(np.float16).astype(np.float32)
    out = {
        "splitmix": {str(s): splitmix(s, 5) for s in (0, 1, 1234567, MASK)},
        "halfCount": len(singles),
        "halfHash": fnv(singles.astype("<f4").tobytes()),
    }
    (OUT / "core.json").write_text(json.dumps(out, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
