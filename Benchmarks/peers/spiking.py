"""The perStep student (arXiv:2308.10873, IF neurons, soft reset) with SpikingJelly's neurons in a torch time loop."""

import torch
from spikingjelly.activation_based import functional, neuron
from torch import nn
from torch.nn import functional as F

from architecture import HEADS, INNER, LAYERS, POSITIONS, WIDTH, WORDS


def fire() -> neuron.IFNode:
    return neuron.IFNode(v_threshold=1.0, v_reset=None)


class SpikingLayer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.k, self.v, self.c, self.h, self.m, self.o = (fire() for _ in range(6))

    def heads(self, x: torch.Tensor) -> torch.Tensor:
        return x.view(x.shape[0], x.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2)

    def forward(self, s: torch.Tensor) -> torch.Tensor:
        k, v = self.k(self.key(s)), self.v(self.value(s))
        scores = self.heads(self.query(s)) @ self.heads(k).transpose(-1, -2) / (WIDTH // HEADS) ** 0.5
        context = self.c((scores.softmax(-1) @ self.heads(v)).transpose(1, 2).reshape(s.shape))
        h = self.h(self.norm1(self.output(context) + s))
        return self.o(self.norm2(self.down(self.m(F.gelu(self.up(h)))) + h))


class SpikingEncoder(nn.Module):
    def __init__(self, time_steps: int) -> None:
        super().__init__()
        self.time_steps = time_steps
        self.words, self.positions = nn.Embedding(WORDS, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.norm, self.input = nn.LayerNorm(WIDTH, eps=1e-12), fire()
        self.layers = nn.ModuleList(SpikingLayer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, 2)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        functional.reset_net(self)
        current = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]])
        total = 0
        for _ in range(self.time_steps):
            s = self.input(current)
            for layer in self.layers:
                s = layer(s)
            total = total + s
        return self.head(F.relu((total / self.time_steps).mean(1)))
