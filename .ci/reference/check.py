"""Compares Espy's figures with those of scikit-learn and statsmodels on drawn data sets.

    check.py CLASSPATH

It prints a line for each figure that differs by more than 1e-9 (a temperature: 1e-4), and for each data set. The exit
status is 1 if a figure differs. At the end it changes each kind of figure a little, to see that the comparison notices.
"""

import subprocess
import sys
import warnings

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn import metrics
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

UNIT = 1 << 20  # probabilities are multiples of 1 / UNIT, so 32-bit floats hold them and rows add up to 1 exactly
LEAST = float(np.float32(1e-7))  # the least probability in a loss
USUAL = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999]
KEPT = 5  # labels an image that confident learning looks at
MOST_KEPT = 1 << 22  # probabilities up to which average precision is exact
TOLERANCE = 1e-9
PAIRS = [(0, 0), (0, 1), (1, 1), (3, 8), (8, 3), (0, 30), (12, 40), (500, 500), (120, 90), (1000, 1100), (40000, 40500)]


def whole(shares, least):
    """Returns shares as multiples of the unit, at least `least` units each, that add up to 1 in each row."""
    labels = shares.shape[1]
    units = np.floor(shares * (UNIT - labels * least)).astype(np.int64) + least
    units[np.arange(len(units)), units.argmax(axis=1)] += UNIT - units.sum(axis=1)
    return units


def drawn(seed, images, labels, *, sharpness=1.0, bias=None, steps=None, noise=0.05, least=1):
    """Draws probabilities and true labels. Above a sharpness of 1 the model is too sure, below it too shy."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 2.0, (images, labels)) + (0 if bias is None else np.array(bias))
    shares = np.exp(logits)
    shares /= shares.sum(axis=1, keepdims=True)
    truths = (shares.cumsum(axis=1) < rng.random((images, 1))).sum(axis=1).clip(0, labels - 1)
    flipped = rng.random(images) < noise
    truths[flipped] = rng.integers(0, labels, flipped.sum())
    shares = shares**sharpness
    shares /= shares.sum(axis=1, keepdims=True)
    if steps:  # few different values, so many ties
        shares = np.array([rng.multinomial(steps, row) for row in shares]) / steps
        least = 1024
    return truths, whole(shares, least)


def data_sets():
    """Yields a name, the true labels, the units of probability and the number of all labels."""
    for labels in (2, 3, 10):
        yield f"{labels} labels", *drawn(labels, 3000, labels, sharpness=0.6), labels
        yield f"{labels} labels, too sure", *drawn(20 + labels, 2000, labels, sharpness=1.8), labels
        yield f"{labels} labels, ties", *drawn(30 + labels, 1500, labels, steps=8), labels
        rare = [4.0] + [0.0] * (labels - 2) + [-3.0]
        yield f"{labels} labels, rare ones", *drawn(40 + labels, 3000, labels, bias=rare), labels
    truths, units = drawn(50, 2000, 10)
    yield "a label without images", np.where(truths == 3, 4, truths), units, 10
    yield "a label that is never answered", *drawn(51, 2000, 10, bias=[0.0] * 9 + [-12.0], noise=0.2), 10
    truths, units = drawn(52, 2000, 5)
    truths[::7] = 5
    truths[::90] = 6
    yield "labels that the model does not know", truths, units, 8
    truths, units = drawn(53, 300, 4)
    yield "always right", units.argmax(axis=1), units, 4
    yield "always wrong", (units.argmin(axis=1)), units, 4
    yield "one image", truths[:1], units[:1], 4
    yield "zeros and ones", *drawn(54, 1000, 3, sharpness=12, least=0), 3
    images = MOST_KEPT // 10
    yield "the most for exact average precision", *drawn(55, images, 10), 10
    yield "more than that", *drawn(56, images + 1, 10), 10


def temperature(truths, p):
    """The temperature with the least mean cross-entropy, in 64 bits."""
    known = truths < p.shape[1]
    logs, truths = np.log(np.maximum(p[known], 2.0**-149)), truths[known]
    if not len(truths):
        return 1.0
    right = np.arange(len(truths)), truths
    smoothing = 1 / (len(truths) + 2) if (logs[right] == logs.max(axis=1)).all() else 0
    target = np.full(logs.shape, smoothing / (logs.shape[1] - 1))
    target[right] = 1 - smoothing

    def loss(temperature):
        scaled = logs / temperature
        most = scaled.max(axis=1, keepdims=True)
        return np.mean(np.log(np.exp(scaled - most).sum(axis=1)) + most[:, 0] - (target * scaled).sum(axis=1))

    return minimize_scalar(loss, bounds=(0.01, 10), method="bounded", options={"xatol": 1e-9}).x


def suspects(truths, p):
    """Confident learning: the suspects by margin, from the most probable labels of each image."""
    labels = p.shape[1]
    thresholds = [p[truths == label, label].mean() if (truths == label).any() else np.inf for label in range(labels)]
    found = []
    for image in np.flatnonzero(truths < labels):
        given = truths[image]
        for label in np.argsort(-p[image], kind="stable")[:KEPT]:
            if p[image, label] >= thresholds[label]:
                if label != given:
                    found.append((p[image, given] - p[image, label], image, given, label))
                break
    return sorted(found, key=lambda suspect: suspect[0])


def expected(truths, units, total):
    """Returns each figure by its name."""
    p = units / UNIT
    images, labels = p.shape
    answers = p.argmax(axis=1)
    everything = np.arange(total)
    present = np.unique(truths)
    is_known = truths < labels
    right = truths == answers
    figures = {}

    def interval(name, count, of):
        ends = proportion_confint(count, of, method="wilson") if of else (0, 1)
        figures[name + ".lower"], figures[name + ".upper"] = ends

    figures["accuracy"] = metrics.accuracy_score(truths, answers)
    interval("accuracy", right.sum(), images)
    figures["balancedAccuracy"] = metrics.balanced_accuracy_score(truths, answers)
    figures["macroF1"] = metrics.f1_score(truths, answers, labels=present, average="macro", zero_division=0)
    figures["weightedF1"] = metrics.f1_score(truths, answers, labels=everything, average="weighted", zero_division=0)

    loss = -np.log(LEAST) * (images - is_known.sum())
    if is_known.any():
        if (p[is_known, truths[is_known]] > 0).all():
            loss += metrics.log_loss(truths[is_known], p[is_known], labels=np.arange(labels)) * is_known.sum()
        else:  # scikit-learn has another least probability
            loss -= np.log(np.maximum(p[is_known, truths[is_known]], LEAST)).sum()
    figures["loss"] = loss / images

    if labels > 5:  # scikit-learn prefers the last of equal labels, Espy the first
        top = metrics.top_k_accuracy_score(
            labels - 1 - truths[is_known], p[is_known, ::-1], k=5, labels=np.arange(labels)
        )
        figures["top5Accuracy"] = top * is_known.sum() / images
    else:
        figures["top5Accuracy"] = is_known.mean()

    confidences = p.max(axis=1)
    bins = np.ceil(confidences * 15).astype(int)
    figures["calibrationError"] = sum(
        (bins == i).mean() * abs(right[bins == i].mean() - confidences[bins == i].mean()) for i in np.unique(bins)
    )
    for confidence in USUAL:
        figures[f"answered.{confidence}"] = (confidences >= confidence).sum()
        figures[f"right.{confidence}"] = (right & (confidences >= confidence)).sum()

    confusion = metrics.confusion_matrix(truths, answers, labels=everything)
    for truth in everything:
        for answer in everything:
            figures[f"confusion.{truth}.{answer}"] = confusion[truth, answer]
    scores = metrics.precision_recall_fscore_support(truths, answers, labels=everything, zero_division=0)
    precisions = []
    for label in everything:
        name = f"label.{label}."
        for score, values in zip(("precision", "recall", "f1", "support"), scores):
            figures[name + score] = values[label]
        interval(name + "precision", confusion[label, label], confusion[:, label].sum())
        interval(name + "recall", confusion[label, label], confusion[label].sum())
        precision = None
        if label in present:
            precision = metrics.average_precision_score(truths == label, p[:, label]) if label < labels else 0
            precisions.append(precision)
        figures[name + "averagePrecision"] = precision
    figures["meanAveragePrecision"] = np.mean(precisions)
    figures["averagePrecisionExact"] = images * labels <= MOST_KEPT
    figures["unknownLabels"] = (present >= labels).sum()
    figures["unknownImages"] = (~is_known).sum()
    figures["absentLabels"] = labels - (present < labels).sum()

    figures["temperature"] = temperature(truths, p)
    figures["temperature.even"] = temperature(truths[::2], p[::2])
    figures["temperature.odd"] = temperature(truths[1::2], p[1::2])
    found = suspects(truths, p)
    figures["suspects"] = len(found)
    for rank, suspect in enumerate(found[:1000]):
        for name, value in zip(("margin", "image", "given", "suggested"), suspect):
            figures[f"suspect.{rank}.{name}"] = value
    for first, second in PAIRS:
        figures[f"mcnemar.{first}:{second}"] = mcnemar([[0, first], [second, 0]], exact=True).pvalue
    return figures


def printed(classpath, truths, units, total):
    """Returns each figure that Espy prints by its name."""
    header = [len(truths), units.shape[1], total]
    numbers = b"".join(np.asarray(part, dtype="<i4").tobytes() for part in (header, truths, units))
    command = ["java", "-cp", classpath, "dev.espy.domain.reference.PrintFigures"]
    pairs = [f"{first}:{second}" for first, second in PAIRS]
    lines = subprocess.run(command + pairs, input=numbers, stdout=subprocess.PIPE, check=True).stdout.decode()
    values = dict(line.split(" ") for line in lines.splitlines())
    return {name: None if value == "null" else float(value) for name, value in values.items()}


def tolerance(name, exact):
    if name.startswith("temperature"):
        return 1e-4
    if name.endswith("veragePrecision") and not exact:
        return 1e-3
    return TOLERANCE


def differences(expected, printed):
    """Yields a line for each figure that differs."""
    exact = expected["averagePrecisionExact"]
    for name in sorted(expected.keys() | printed.keys()):
        if name not in expected or name not in printed:
            yield f"{name}: {'not printed' if name in expected else 'not expected'}"
            continue
        reference, value = expected[name], printed[name]
        if (reference is None) != (value is None):
            yield f"{name}: {value} instead of {reference}"
        elif value is not None and not abs(value - reference) <= tolerance(name, exact):
            yield f"{name}: {value!r} instead of {float(reference)!r}"


def main(classpath):
    warnings.filterwarnings("ignore")  # of labels without images, which are meant
    failed = 0
    for name, truths, units, total in data_sets():
        assert (units.sum(axis=1) == UNIT).all() and units.min() >= 0
        reference = expected(truths, units, total)
        values = printed(classpath, truths, units, total)
        lines = list(differences(reference, values))
        for line in lines[:20]:
            print(f"{name}: {line}")
        failed += len(lines)
        print(f"{name}: {len(reference)} figures of {len(truths)} images, {len(lines)} differ")
        if name == "3 labels":
            blind = [figure for figure in values if not noticed(reference, values, figure)]
            failed += len(blind)
            print(f"{name}: of {len(values)} wrong figures {len(blind)} would go unseen", *blind)
    return 1 if failed else 0


def noticed(reference, values, figure):
    """Returns whether a change of a figure is noticed, by ten times its tolerance."""
    value = values[figure]
    changed = 0.0 if value is None else value + 10 * tolerance(figure, True)
    return any(line.startswith(figure + ":") for line in differences(reference, {**values, figure: changed}))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
