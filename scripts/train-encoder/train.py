"""Learns models/encoder/projection.json from what dump.ts wrote: python scripts/train-encoder/train.py DUMP_DIR

A linear map of the encoder's 512 numbers, so that closeness agrees better with what people say (Pearson's
correlation on the training pairs of KorSTS and STS-B, in each language and across the two), while the closeness of news
sentences, in each language and across, stays what it was. Adam, 300 steps, some 15 s on one core with numpy.
"""

import base64
import json
import os
import sys

import numpy as np

DIMENSIONS = 512
STEPS = 300
RATE = 0.003
RATED_BATCH = 768
NEWS_BATCH = 384
# How much staying near where it starts and keeping the closeness of news count beside agreement.
PULL = 0.3
KEEP = 1

folder = sys.argv[1]
target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../models/encoder/projection.json")


def read(name):
    return np.fromfile(os.path.join(folder, name + ".f32"), np.float32)


def vectors(name):
    return read(name).reshape(-1, DIMENSIONS)


def agreement(one, two, scores, matrix):
    """Gradient of Pearson's correlation between cosines and scores."""
    a, b = one @ matrix, two @ matrix
    na, nb = np.linalg.norm(a, axis=1), np.linalg.norm(b, axis=1)
    cosine = (a * b).sum(1) / (na * nb)
    c, s = cosine - cosine.mean(), scores - scores.mean()
    nc, ns = np.linalg.norm(c), np.linalg.norm(s)
    slope = (s / (nc * ns) - (c @ s) / (nc * ns) * c / nc**2)[:, None]
    da = slope * (b / (na * nb)[:, None] - cosine[:, None] * a / (na**2)[:, None])
    db = slope * (a / (na * nb)[:, None] - cosine[:, None] * b / (nb**2)[:, None])
    return one.T @ da + two.T @ db


def kept_closeness(one, two, closeness, matrix):
    """Gradient of minus the mean squared change of cosines between all of one and all of two."""
    a, b = one @ matrix, two @ matrix
    na, nb = np.linalg.norm(a, axis=1, keepdims=True), np.linalg.norm(b, axis=1, keepdims=True)
    a, b = a / na, b / nb
    slope = -2 * (a @ b.T - closeness) / len(one)
    da, db = slope @ b, slope.T @ a
    da -= (da * a).sum(1, keepdims=True) * a
    db -= (db * b).sum(1, keepdims=True) * b
    return one.T @ (da / na) + two.T @ (db / nb)


def main():
    rng = np.random.default_rng(0)
    news = {lang: vectors("news-" + lang) for lang in ("ko", "en")}
    everything = np.concatenate([news["ko"], news["en"]]).astype(np.float64)
    _, directions = np.linalg.eigh(everything.T @ everything)
    basis = directions[:, ::-1].astype(np.float32)
    rated = {name: vectors(name) @ basis for name in ("ko-one", "ko-two", "en-one", "en-two")}
    scores = {lang: read(lang + "-score") for lang in ("ko", "en")}
    whole = np.concatenate([news["ko"], news["en"]])
    small = whole @ basis
    start = np.eye(DIMENSIONS, dtype=np.float32)
    matrix, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        gradient = -PULL * 2 * (matrix - start) / DIMENSIONS
        some = rng.choice(len(scores["ko"]), RATED_BATCH)
        for one, two, lang in (("ko", "ko", "ko"), ("en", "en", "en"), ("ko", "en", "ko"), ("en", "ko", "ko")):
            pair = rated[one + "-one"][some], rated[two + "-two"][some]
            gradient = gradient + agreement(*pair, scores[lang][some], matrix) / 4
        one, two = (rng.permutation(len(whole))[:NEWS_BATCH] for _ in range(2))
        gradient = gradient + KEEP * kept_closeness(small[one], small[two], whole[one] @ whole[two].T, matrix)
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient * gradient
        rate = RATE * min(1, 2 * (1 - step / STEPS))
        matrix = matrix + rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    result = basis @ matrix
    size = float(np.abs(result).max() / 127)
    integers = np.round(result / size).astype(np.int8)
    with open(target, "w", encoding="utf-8") as file:
        row = {"inputs": DIMENSIONS, "outputs": DIMENSIONS, "step": size}
        json.dump({**row, "integers": base64.b64encode(integers.tobytes()).decode()}, file)
        file.write("\n")


main()
