#!/usr/bin/env python3
"""Runs bitspike and its peers in turn, case by case and round by round, and prints the table of docs/Performance.md.

    bench.py --bench PATH --python PATH [--quick] [--json FILE]

All participants stay open and are asked one after the other in every round, so what disturbs the machine disturbs all of
them. A figure is the median over rounds; a ratio is the median of the ratios within rounds, with their range.
"""

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
#: Rows x inputs -> outputs of a linear layer.
SHAPES = [(64, 384, 1536), (64, 1536, 384), (64, 768, 768), (512, 768, 768), (64, 768, 3072), (512, 768, 3072)]
QUICK_SHAPES = SHAPES[:3]
VECTORS = [(1, 384, 1536), (1, 768, 3072), (1, 2048, 2048)]
#: Weights and firing rates of single steps.
FIRING = [("ternary", 0.05), ("ternary", 0.1), ("ternary", 0.2), ("ternary", 0.4), ("binary", 0.1), ("binary", 0.4)]
#: Sentences x tokens, threads.
BATCHES = [(1, 16, 1), (1, 64, 1), (64, 16, 1), (64, 64, 1), (64, 128, 1), (1, 16, 2), (64, 64, 2)]
QUICK_BATCHES = [(1, 16, 1), (64, 16, 1), (64, 64, 1), (64, 64, 2)]


class Participant:
    """A process that answers requests, started when first asked."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name, self.command, self.process = name, command, None

    def ask(self, request: dict) -> dict:
        if self.process is None:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"bench: {self.name} stopped on {json.dumps(request)}; run it by hand: {' '.join(self.command)}")
        return json.loads(line)

    def close(self) -> None:
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()
            self.process = None


class Bench:
    def __init__(self, participants: list[Participant], rounds: int, seconds: float) -> None:
        self.participants = {p.name: p for p in participants}
        self.rounds, self.seconds = rounds, seconds
        self.rows: list[dict] = []
        self.rooflines: list[dict] = []
        self.load: dict = {}

    def compare(self, case: str, requests: dict[str, tuple[str, dict]], operations: float) -> None:
        """Times every entry of one case: `requests` maps a label to participant and request."""
        times: dict[str, list[float]] = {label: [] for label in requests}
        about: dict[str, str] = {}
        for _ in range(self.rounds):
            for label, (name, request) in requests.items():
                answer = self.participants[name].ask({"seconds": self.seconds, **request})
                times[label].append(answer["seconds"])
                about[label] = answer["about"]
        ours = next(iter(requests))
        print(f"\n{case}", flush=True)
        for label, values in times.items():
            ratios = [theirs / own for theirs, own in zip(values, times[ours])]
            row = {
                "case": case, "label": label, "about": about[label], "milliseconds": statistics.median(values) * 1e3,
                "gigaOperationsPerSecond": operations / statistics.median(values) / 1e9,
                "ratio": statistics.median(ratios), "ratioRange": [min(ratios), max(ratios)], "ours": label == ours}
            self.rows.append(row)
            detail = f" ({about[label]})" if label == ours else ""
            spread = "" if label == ours else f"   {row['ratio']:6.2f}x  [{min(ratios):.2f}, {max(ratios):.2f}]"
            print(
                f"  {label + detail:34}{row['milliseconds']:10.3f} ms{row['gigaOperationsPerSecond']:9.0f} GOP/s{spread}",
                flush=True)

    def linear(
        self, rows: int, inputs: int, outputs: int, encoding: str = "ternary", steps: int = 2,
        rate: float | None = None,
    ) -> None:
        """One linear layer on counts; with `rate` on single spikes, so many of a hundred inputs firing."""
        shape = {"kind": "linear", "rows": rows, "inputs": inputs, "outputs": outputs}
        ours = {**shape, "encoding": encoding, "timeSteps": steps}
        if rate is not None:
            requests = {"bitspike": ("bitspike", {**ours, "firingRate": rate})}
            dense = "planes" if encoding == "ternary" else "plane"
            requests[f"bitspike {dense}"] = ("bitspike", {**ours, "firingRate": rate, "form": dense})
            for peer in ["torch-fp32", "onnxruntime-int8"]:
                requests[peer] = (peer, {**shape, "threads": 1})
            self.compare(
                f"spikes {rows}:{inputs}x{outputs} {encoding} firing {rate:.0%}", requests,
                2.0 * rows * inputs * outputs)
            return
        requests = {"bitspike": ("bitspike", ours)}
        if encoding == "ternary" and steps == 2:
            requests["bitspike quad"] = ("bitspike", {**shape, "encoding": encoding, "timeSteps": 2, "form": "quad"})
        for peer in ["torch-fp32", "torch-int8", "onnxruntime-int8"]:
            requests[peer] = (peer, {**shape, "threads": 1})
        self.compare(
            f"linear {rows}:{inputs}x{outputs} {encoding} T={steps}", requests, 2.0 * rows * inputs * outputs)

    def model(self, batch: int, length: int, threads: int) -> None:
        size = {"kind": "model", "batch": batch, "length": length, "threads": threads}
        requests = {"bitspike": ("bitspike", {**size, "schedule": "counted", "timeSteps": 2})}
        for peer in ["torch-fp32", "onnxruntime-fp32", "onnxruntime-int8"]:
            requests[peer] = (peer, size)
        self.compare(f"model {batch}x{length} threads={threads}", requests, batch * length * 21.2e6)
        for participant in self.participants.values():
            if participant.name != "bitspike":
                participant.close()

    def time_loop(self, batch: int, length: int, steps: int) -> None:
        size = {"kind": "model", "batch": batch, "length": length, "threads": 1, "timeSteps": steps}
        requests = {
            "bitspike perStep": ("bitspike", {**size, "schedule": "perStep"}), "spikingjelly": ("spikingjelly", size)}
        self.compare(f"perStep {batch}x{length} T={steps}", requests, batch * length * 21.2e6 * steps)

    def roofline(self) -> None:
        """What the instructions of each form allow, and the most that any row reached with it."""
        ours = self.participants["bitspike"]
        forms = {
            "VPDPBUSD": ["quad"], "VPERMB + VPADDB": ["lut3", "lut6"], "VPERMI2B + VPADDB": ["lut4", "lut22"],
            "VPANDQ + VPOPCNTQ + VPADDQ": ["planes", "plane"]}
        print("\nroofline, one core", flush=True)
        for group in range(4):
            answer = ours.ask({"kind": "peak", "group": group, "seconds": 0})
            if not answer["about"]:
                return
            for form in forms[answer["about"]]:
                # Two look-ups add up for six binary weights; ternary weights have two planes.
                peak = 1e-3 / answer["seconds"] * {"lut6": 2, "planes": 0.5}.get(form, 1)
                reached = max(
                    (r["gigaOperationsPerSecond"] for r in self.rows
                     if r["ours"] and not r["case"].startswith("model") and form in r["about"].split()), default=0)
                if reached:
                    self.rooflines.append({"form": form, "instructions": answer["about"], "peak": peak, "reached": reached})
                    print(f"  {form:8}{answer['about']:30}{peak:7.0f} GOP/s{reached:9.0f}{reached / peak:7.0%}", flush=True)

    def loading(self) -> None:
        """Loading from disk, and what a batch needs in a fresh process."""
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "model")
            self.participants["bitspike"].ask({"kind": "save", "path": path, "seconds": 0})
            fresh = Participant("fresh", self.participants["bitspike"].command)
            load = fresh.ask({"kind": "load", "path": path, "seconds": 0.3, "threads": 1})["seconds"]
            fresh.close()
            fresh = Participant("fresh", self.participants["bitspike"].command)
            empty = fresh.ask({"kind": "machine", "seconds": 0})
            peak = fresh.ask({"kind": "memory", "path": path, "batch": 32, "length": 128, "threads": 2, "seconds": 0})
            fresh.close()
            size = sum(f.stat().st_size for f in Path(path).iterdir())
        self.load = {"folderBytes": size, "loadMilliseconds": load * 1e3, "peakBytes": peak["peakBytes"],
                     "emptyProcessBytes": empty["peakBytes"]}
        print(
            f"\nloading: folder {size / 1e6:.1f} MB, read, checked, timed and repacked in {load * 1e3:.0f} ms; peak of a "
            f"process that runs 32 x 128 tokens on two threads: {(peak['peakBytes'] or 0) / 1e6:.1f} MB, "
            f"{(empty['peakBytes'] or 0) / 1e6:.1f} MB of which it had before", flush=True)

    def ratio(self, label: str, prefix: str) -> float:
        """Median over the cases of the ratio to a peer."""
        return statistics.median(r["ratio"] for r in self.rows if r["label"] == label and r["case"].startswith(prefix))

    def best_ratio(self, labels: list[str], prefix: str) -> float:
        cases = {r["case"] for r in self.rows if r["case"].startswith(prefix)}
        return statistics.median(
            min(r["ratio"] for r in self.rows if r["case"] == case and r["label"] in labels) for case in cases)


def processor() -> str:
    info = Path("/proc/cpuinfo")
    names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")] \
        if info.exists() else []
    return names[0] if names else platform.processor()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", required=True)
    parser.add_argument("--python", required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json")
    options = parser.parse_args()
    peers = ["torch-fp32", "torch-int8", "onnxruntime-fp32", "onnxruntime-int8", "spikingjelly"]
    participants = [Participant("bitspike", [options.bench])] + [
        Participant(name, [options.python, str(HERE / "peers" / "peer.py"), name]) for name in peers]
    bench = Bench(participants, rounds=3 if options.quick else 7, seconds=0.1 if options.quick else 0.3)
    versions = {p.name: p.ask({"kind": "machine", "seconds": 0})["about"] for p in participants}
    print(f"{processor()}; " + ", ".join(sorted(set(versions.values()))))
    for shape in QUICK_SHAPES if options.quick else SHAPES:
        bench.linear(*shape)
    bench.linear(64, 384, 1536, encoding="binary")
    bench.linear(64, 384, 1536, steps=4)
    for encoding, rate in FIRING[1:3] if options.quick else FIRING:
        bench.linear(512, 768, 3072, encoding=encoding, steps=1, rate=rate)
    for shape in VECTORS[:1] if options.quick else VECTORS:
        bench.linear(*shape)
    for batch in QUICK_BATCHES if options.quick else BATCHES:
        bench.model(*batch)
    bench.time_loop(64, 16, 4)
    if not options.quick:
        bench.time_loop(64, 64, 4)
    bench.roofline()
    bench.loading()
    ratios = {
        "countedGemmVsTorchFP32": bench.ratio("torch-fp32", "linear 64:"),
        "countedGemmVsBestInt8": bench.best_ratio(["torch-int8", "onnxruntime-int8"], "linear 64:"),
        "endToEndVsLibtorchFP32": bench.ratio("torch-fp32", "model 64x64 threads=1"),
        "endToEndVsOnnxRuntimeInt8": bench.ratio("onnxruntime-int8", "model 64x64 threads=1"),
        "perStepVsSpikingJelly": bench.ratio("spikingjelly", "perStep"),
    }
    print("\nratios, > 1: bitspike is faster")
    for name, value in ratios.items():
        print(f"  {name:28}{value:6.2f}")
    if options.json:
        report = {"machine": processor(), "versions": versions, "ratios": ratios, "rows": bench.rows,
            "roofline": bench.rooflines, "loading": bench.load}
        partial = Path(options.json + ".partial")
        partial.write_text(json.dumps(report, indent=1) + "\n")
        partial.rename(options.json)
    for participant in participants:
        participant.close()


main()
