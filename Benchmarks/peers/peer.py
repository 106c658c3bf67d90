"""Times one library; answers requests like bitspike-bench does: a JSON object a line, in and out.

Usage: peer.py torch-fp32 | torch-int8 | onnxruntime-fp32 | onnxruntime-int8 | spikingjelly
"""

import json
import os
import sys
import tempfile
import time

import numpy as np

NAME = sys.argv[1]


def timed(work, least: float) -> float:
    work()
    runs: list[float] = []
    while len(runs) < 3 or sum(runs) < least:
        start = time.perf_counter()
        work()
        runs.append(time.perf_counter() - start)
    return sorted(runs)[len(runs) // 2]


def random(*shape: int) -> np.ndarray:
    return np.random.default_rng(1).standard_normal(shape, dtype=np.float32)


# torch -----------------------------------------------------------------------------------------------------------------


def torch_linear(request: dict):
    import torch

    torch.set_num_threads(request.get("threads", 1))
    rows, inputs, outputs = request["rows"], request["inputs"], request["outputs"]
    x, w, b = (torch.from_numpy(random(*s)) for s in [(rows, inputs), (outputs, inputs), (outputs,)])
    if NAME == "torch-fp32":
        return lambda: torch.nn.functional.linear(x, w, b)
    torch.backends.quantized.engine = "onednn"
    layer = torch.ao.nn.quantized.Linear(inputs, outputs)
    layer.set_weight_bias(torch.quantize_per_tensor(w, 0.05, 0, torch.qint8), b)
    layer.scale, layer.zero_point = 0.5, 64
    quantized = torch.quantize_per_tensor(x, 0.05, 64, torch.quint8)
    return lambda: layer(quantized)


def torch_model(request: dict):
    import torch

    torch.set_num_threads(request.get("threads", 1))
    torch.manual_seed(0)
    ids = torch.randint(0, 30000, (request["batch"], request["length"]))
    if NAME == "spikingjelly":
        from spiking import SpikingEncoder

        model = SpikingEncoder(request["timeSteps"]).eval()
    else:
        from architecture import Encoder

        model = Encoder().eval()

    def run() -> None:
        with torch.no_grad():
            model(ids)

    return run


# ONNX Runtime ----------------------------------------------------------------------------------------------------------


def session(model: bytes | str, threads: int):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def onnx_linear(request: dict):
    from onnx import TensorProto, helper, numpy_helper

    rows, inputs, outputs = request["rows"], request["inputs"], request["outputs"]
    if NAME == "onnxruntime-fp32":
        weights = numpy_helper.from_array(random(inputs, outputs), "w")
        node, kind, x = helper.make_node("MatMul", ["x", "w"], ["y"]), TensorProto.FLOAT, random(rows, inputs)
        out = TensorProto.FLOAT
    else:
        codes = np.random.default_rng(1).integers(-1, 2, (inputs, outputs)).astype(np.int8)
        weights = numpy_helper.from_array(codes, "w")
        node, kind = helper.make_node("MatMulInteger", ["x", "w"], ["y"]), TensorProto.UINT8
        x = np.random.default_rng(2).integers(0, 5, (rows, inputs)).astype(np.uint8)
        out = TensorProto.INT32
    graph = helper.make_graph(
        [node], "linear", [helper.make_tensor_value_info("x", kind, [rows, inputs])],
        [helper.make_tensor_value_info("y", out, [rows, outputs])], [weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    running = session(model.SerializeToString(), request.get("threads", 1))
    return lambda: running.run(None, {"x": x})


def onnx_model(request: dict):
    import onnxruntime.quantization as quantization
    import torch
    from architecture import Encoder

    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "encoder.onnx")
    torch.manual_seed(0)
    ids = torch.randint(0, 30000, (request["batch"], request["length"]))
    torch.onnx.export(Encoder().eval(), (ids,), path, input_names=["ids"], opset_version=17, dynamo=False)
    if NAME == "onnxruntime-int8":
        small = os.path.join(folder, "int8.onnx")
        quantization.quantize_dynamic(path, small, weight_type=quantization.QuantType.QInt8)
        path = small
    running = session(path, request.get("threads", 1))
    values = ids.numpy()
    return lambda: running.run(None, {"ids": values})


def version() -> str:
    if NAME.startswith("onnxruntime"):
        import onnxruntime

        return f"onnxruntime {onnxruntime.__version__}"
    if NAME == "spikingjelly":
        from importlib.metadata import version as installed

        return f"spikingjelly {installed('spikingjelly')}"
    import torch

    return f"torch {torch.__version__}"


def main() -> None:
    prepared: dict[str, object] = {}
    for line in sys.stdin:
        request = json.loads(line)
        if request["kind"] == "machine":
            print(json.dumps({"seconds": 0, "about": version()}), flush=True)
            continue
        key = json.dumps({k: v for k, v in request.items() if k != "seconds"}, sort_keys=True)
        if key not in prepared:
            makers = {"linear": onnx_linear, "model": onnx_model} if NAME.startswith("onnx") else {
                "linear": torch_linear, "model": torch_model}
            # One case at a time in memory: whole models are large.
            prepared = {key: makers[request["kind"]](request)}
        print(json.dumps({"seconds": timed(prepared[key], request["seconds"]), "about": NAME}), flush=True)


main()
