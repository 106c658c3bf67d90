"""Goldens of calibration and significance, from scikit-learn, netcal, SciPy and statsmodels.

Writes Tests/SpikeEvaluationTests/Goldens/calibration.json.
"""

import json
import pathlib
import warnings

import numpy
import scipy.optimize
import scipy.special
import sklearn.metrics
from netcal.metrics.confidence import ECE, MCE
from statsmodels.stats.contingency_tables import mcnemar

TARGET = pathlib.Path(__file__).parents[2] / "Tests/SpikeEvaluationTests/Goldens/calibration.json"
BINS = 15


def equal_mass(confidence, right, bins):
    """ECE over bins of equally many examples; the definition in NumPy, because netcal's quantile edges split ties."""
    order = numpy.argsort(confidence, kind="stable")
    parts = [part for part in numpy.array_split(order, min(bins, len(order))) if len(part)]
    gaps = [abs(right[part].mean() - confidence[part].mean()) * len(part) for part in parts]
    return sum(gaps) / len(confidence)


def temperature(logits, expected):
    def loss(log_beta):
        rows = scipy.special.log_softmax(logits * numpy.exp(log_beta), axis=1)
        return -rows[numpy.arange(len(expected)), expected].mean()

    found = scipy.optimize.minimize_scalar(loss, bounds=(-6, 6), method="bounded", options={"xatol": 1e-10})
    return float(numpy.exp(-found.x))


def case(name, logits, expected, exact_temperature=True):
    logits = numpy.round(logits, 3)
    expected = numpy.asarray(expected)
    wide = logits.astype(numpy.float32).astype(numpy.float64)
    rows = scipy.special.softmax(wide, axis=1)
    classes = numpy.arange(rows.shape[1])
    confidence = rows.max(axis=1)
    right = (rows.argmax(axis=1) == expected).astype(float)
    return {
        "name": name,
        "logits": [[float(x) for x in row] for row in logits],
        "expected": [int(x) for x in expected],
        "logLoss": float(sklearn.metrics.log_loss(expected, rows, labels=classes)),
        "brier": float(sklearn.metrics.brier_score_loss(
            numpy.eye(len(classes))[expected], rows, scale_by_half=False)) if len(classes) > 2
        else 2 * float(sklearn.metrics.brier_score_loss(expected, rows[:, 1])),
        "ece": float(ECE(BINS).measure(confidence, right.astype(int))),
        "mce": float(MCE(BINS).measure(confidence, right.astype(int))),
        "equalMassEce": float(equal_mass(confidence, right, BINS)),
        "temperature": temperature(wide, expected) if exact_temperature else None,
    }


def main():
    warnings.simplefilter("ignore")
    random = numpy.random.default_rng(3)
    cases = []
    for examples, classes, sharpness in [(40, 2, 1.0), (872, 2, 3.0), (300, 3, 0.5), (277, 2, 8.0), (150, 5, 2.0)]:
        expected = random.integers(0, classes, examples)
        logits = random.normal(0, 1, (examples, classes)) + 1.5 * numpy.eye(classes)[expected]
        cases.append(case(f"{examples} of {classes} classes, times {sharpness}", sharpness * logits, expected))
    cases.append(case("one class in the set", random.normal(0, 1, (30, 2)), numpy.zeros(30, int)))
    cases.append(case("all right", [[3, -1], [-2, 2], [1, 0]], [0, 1, 0], exact_temperature=False))
    tables = []
    for only_first, only_second in [(0, 0), (5, 0), (12, 7), (30, 31), (400, 310)]:
        result = mcnemar([[10, only_first], [only_second, 20]], exact=True)
        tables.append({"onlyFirst": only_first, "onlySecond": only_second, "pValue": float(result.pvalue)})
    values = [float(x) for x in random.normal(0, 1, 37)]
    quantiles = [{"share": q, "value": float(numpy.quantile(values, q))} for q in (0.025, 0.5, 0.975)]
    TARGET.write_text(json.dumps(
        {"bins": BINS, "calibration": cases, "mcnemar": tables, "values": values, "quantiles": quantiles}) + "\n")


if __name__ == "__main__":
    main()
