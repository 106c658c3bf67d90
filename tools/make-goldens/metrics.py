"""Goldens of the metrics, from scikit-learn and SciPy: random and degenerate cases.

Writes Tests/SpikeEvaluationTests/Goldens/metrics.json. Undefined values are null.
"""

import json
import math
import pathlib
import warnings

import numpy
import scipy.stats
import sklearn.metrics

TARGET = pathlib.Path(__file__).parents[2] / "Tests/SpikeEvaluationTests/Goldens/metrics.json"


def number(value):
    return None if value is None or math.isnan(value) else float(value)


def classification(name, predicted, expected):
    predicted, expected = [int(x) for x in predicted], [int(x) for x in expected]
    binary = set(predicted) | set(expected) <= {0, 1}
    return {
        "name": name,
        "predicted": predicted,
        "expected": expected,
        "accuracy": number(sklearn.metrics.accuracy_score(expected, predicted)),
        "f1": number(sklearn.metrics.f1_score(expected, predicted)) if binary else None,
        "matthews": number(sklearn.metrics.matthews_corrcoef(expected, predicted)),
    }


def correlation(name, predicted, expected):
    predicted, expected = [float(x) for x in predicted], [float(x) for x in expected]
    enough = len(predicted) > 1  # SciPy refuses a single pair; bitspike calls the correlation undefined.
    return {
        "name": name,
        "predicted": predicted,
        "expected": expected,
        "pearson": number(scipy.stats.pearsonr(predicted, expected)[0]) if enough else None,
        "spearman": number(scipy.stats.spearmanr(predicted, expected)[0]) if enough else None,
    }


def main():
    warnings.simplefilter("ignore")
    random = numpy.random.default_rng(1)
    classes = [
        classification("always right", [0, 1, 1, 0], [0, 1, 1, 0]),
        classification("always wrong", [1, 0, 0, 1], [0, 1, 1, 0]),
        classification("one true class", [0, 1, 0], [1, 1, 1]),
        classification("constant prediction 0", [0, 0, 0, 0], [0, 1, 1, 0]),
        classification("constant prediction 1", [1, 1, 1, 1], [0, 1, 1, 0]),
        classification("no positive anywhere", [0, 0, 0], [0, 0, 0]),
        classification("only positives", [1, 1, 1], [1, 1, 1]),
        classification("one right example", [1], [1]),
        classification("one wrong example", [0], [1]),
    ]
    for size, count in [(7, 2), (100, 2), (277, 2), (90, 3), (150, 5)]:
        expected = random.integers(0, count, size)
        noise = random.random(size) < 0.3
        predicted = numpy.where(noise, random.integers(0, count, size), expected)
        classes.append(classification(f"{size} of {count} classes", predicted, expected))
    scores = [
        correlation("a line", [1, 2, 3, 4], [2, 4, 6, 8]),
        correlation("a falling line", [4, 3, 2, 1], [0, 1, 2, 3]),
        correlation("two examples", [0.5, 0.25], [3, 4]),
        correlation("one example", [1], [2]),
        correlation("constant prediction", [2, 2, 2], [1, 2, 3]),
        correlation("constant scores", [1, 2, 3], [5, 5, 5]),
        correlation("ties", [1, 1, 2, 2, 2, 3], [3, 1, 1, 2, 2, 3]),
        correlation("monotone but curved", [0.1, 1, 10, 100], [1, 2, 3, 4]),
        correlation("nearly constant", [1e8, 1e8 + 1, 1e8 + 2], [1, 3, 2]),
    ]
    for size in [10, 100]:
        expected = numpy.round(random.random(size) * 25) / 5
        scores.append(correlation(f"{size} graded in fifths", expected + random.normal(0, 1, size), expected))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps({"classification": classes, "correlation": scores}, indent=None) + "\n")


if __name__ == "__main__":
    main()
