"""Goldens of SpikeTrainingTests: hidden states and attention scores of BERTs, from transformers in single precision.

python3 tools/make-goldens/teacher.py FOLDER   (FOLDER: all-MiniLM-L6-v2; versions: tools/make-goldens/requirements.txt)

A tiny random BERT is stored whole, with every value it computes. Of the real model each tensor is stored as 200 values at
places that `places` gives, its sum and its largest magnitude.
"""

import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import AutoTokenizer, BertConfig, BertModel

OUT = Path(__file__).resolve().parents[2] / "Tests/SpikeTrainingTests/Goldens"
SAMPLES = 200

TEXTS = [
    ["Hello."],
    ["That is a happy person"],
    ["A masterpiece four years in the making.", "Not a word of it is true, and yet..."],
    ["?! ... -- (no: really, \"no\"; 100% no) &c. $5.99/day @ home"],
    ["the plot is thin , the jokes are thinner , and the popcorn was stale"],
    ["Über-naïve café owners in Zürich paid 3,000 francs for 東京 prints."],
    ["antidisestablishmentarianism hyperparameterization floccinaucinihilipilification"],
    [
        "What begins as a quiet study of two brothers on a failing farm turns, over three patient and beautifully lit "
        "hours, into an argument about memory itself: who keeps it, who sells it, and what the rest of us are left with "
        "when the last person who remembers the taste of the well water has gone away for good and nobody wrote it down."
    ],
]


def places(count):
    return [(k * 9973 + 17) % count for k in range(SAMPLES)]


def run(model, ids, types):
    """All hidden states [L, D] and all raw scores [H, L, L] of one sequence."""
    with torch.no_grad():
        out = model(torch.tensor([ids]), token_type_ids=torch.tensor([types]), output_hidden_states=True)
        states = [state[0] for state in out.hidden_states]
        scores = []
        for layer, x in zip(model.encoder.layer, states):
            attention = layer.attention.self
            size = attention.attention_head_size
            heads = lambda y: y.view(len(ids), -1, size).transpose(0, 1)
            scores.append(heads(attention.query(x)) @ heads(attention.key(x)).transpose(1, 2) / size**0.5)
    return states, scores


def tiny():
    torch.manual_seed(5)
    config = BertConfig(
        vocab_size=40, hidden_size=16, num_hidden_layers=2, num_attention_heads=4, intermediate_size=28,
        max_position_embeddings=20, attn_implementation="eager",
    )
    model = BertModel(config, add_pooling_layer=False).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.normal_(1.0 if "LayerNorm.weight" in name else 0.0, 0.3)
    folder = OUT / "tiny-bert"
    folder.mkdir(parents=True, exist_ok=True)
    save_file({name: value.contiguous() for name, value in model.state_dict().items()}, folder / "model.safetensors")
    keep = ["vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size",
            "max_position_embeddings", "type_vocab_size", "layer_norm_eps", "hidden_act", "model_type"]
    (folder / "config.json").write_text(json.dumps({k: config.to_dict()[k] for k in keep}, indent=2, sort_keys=True) + "\n")
    sequences, tensors = [], {}
    for index, length in enumerate([1, 7, 20, 12]):
        ids = torch.randint(0, 40, (length,)).tolist()
        types = [int(position >= length // 2) for position in range(length)] if index % 2 else [0] * length
        sequences.append({"ids": ids, "types": types})
        states, scores = run(model, ids, types)
        for layer, state in enumerate(states):
            tensors[f"{index}.hidden.{layer}"] = state.contiguous()
        for layer, score in enumerate(scores):
            tensors[f"{index}.scores.{layer}"] = score.contiguous()
    save_file(tensors, OUT / "tiny-bert-outputs.safetensors")
    (OUT / "tiny-bert-sequences.json").write_text(json.dumps(sequences) + "\n")


def real(folder):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = BertModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False).eval()
    sequences, tensors = [], {}
    for index, texts in enumerate(TEXTS):
        encoded = tokenizer(*texts)
        ids, types = encoded["input_ids"], encoded["token_type_ids"]
        sequences.append({"texts": texts, "ids": ids, "types": types})
        states, scores = run(model, ids, types)
        named = [(f"{index}.hidden.{i}", t) for i, t in enumerate(states)]
        named += [(f"{index}.scores.{i}", t) for i, t in enumerate(scores)]
        for name, tensor in named:
            flat = tensor.reshape(-1)
            tensors[name + ".sample"] = flat[places(len(flat))].contiguous()
            tensors[name + ".summary"] = torch.stack([flat.double().sum().float(), flat.abs().max()])
    save_file(tensors, OUT / "all-MiniLM-L6-v2-outputs.safetensors")
    (OUT / "all-MiniLM-L6-v2-sequences.json").write_text(json.dumps(sequences, ensure_ascii=False) + "\n")
    print("lengths", [len(s["ids"]) for s in sequences])


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    tiny()
    real(sys.argv[1])
