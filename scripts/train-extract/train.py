"""Trains the block classifier.

    python train.py --dump DIR --out DIR

Reads `pages.jsonl` and `rows.f32` of dump.ts, labels every segment by aligning it with the labelled bodies, trains one
model per fold (on the other folds) and one on all pages, and writes body-0.json .. body-4.json and body.json. Prints
out-of-fold figures: shingle F1 of the pages when segments are kept at a probability of 0.5.

Needs: lightgbm, numpy, rapidfuzz (PyPI). Deterministic for one version of each.
"""

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import lightgbm
import numpy as np
from rapidfuzz.distance import LCSseq

FOLDS = 5
WORD = re.compile(r"\w+")


def tokens_of(text):
    tokens = []
    for word in WORD.findall(text.lower()):
        if re.search(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]", word):
            tokens.extend(word)
        else:
            tokens.append(word)
    return tokens


def aligned(page_tokens, body_tokens):
    """Which page tokens the longest common subsequence uses, runs of fewer than three tokens left out."""
    hit = np.zeros(len(page_tokens), dtype=bool)
    vocabulary = {}
    a = [vocabulary.setdefault(t, len(vocabulary)) for t in page_tokens]
    b = [vocabulary.setdefault(t, len(vocabulary)) for t in body_tokens]
    for op in LCSseq.opcodes(a, b):
        if op.tag == "equal":
            hit[op.src_start : op.src_end] = True
    return hit


def shingles(tokens, n=4):
    return Counter(tuple(tokens[i : i + n]) for i in range(max(1, len(tokens) - n + 1)) if tokens[i : i + n])


def labels_of(texts, body):
    """Share of each segment's tokens that the body has at this place, and share found anywhere in the body."""
    body_tokens = tokens_of(body)
    segment_tokens = [tokens_of(t) for t in texts]
    flat = [t for tokens in segment_tokens for t in tokens]
    hit = aligned(flat, body_tokens)
    known = shingles(body_tokens)
    place, anywhere, at = [], [], 0
    for tokens in segment_tokens:
        n = len(tokens)
        run = hit[at : at + n]
        at += n
        place.append(float(run.mean()) if n else 0.0)
        if n >= 4:
            grams = [tuple(tokens[i : i + 4]) for i in range(n - 3)]
            anywhere.append(sum(g in known for g in grams) / len(grams))
        else:
            anywhere.append(-1.0)
    return np.array(place), np.array(anywhere), np.array([len(t) for t in segment_tokens])


def label_page(page):
    """(label, weight) per segment: 1 body, 0 not; weight 0 where the labels disagree or the text is a second copy."""
    results = []
    for body in page["bodies"][:2]:
        place, anywhere, lengths = labels_of(page["texts"], body)
        longer = lengths >= 4
        keep = np.where(longer, (anywhere >= 0.5) & (place >= 0.4), place >= 0.99)
        results.append((keep, anywhere, lengths))
    keep, anywhere, lengths = results[0]
    weight = np.minimum(lengths, 120).astype(float) + 1.0
    unsure = (lengths >= 4) & ((anywhere >= 0.5) != keep)
    if len(results) > 1:
        unsure |= results[0][0] != results[1][0]
    weight[unsure] = 0.0
    found = float((lengths * keep).sum()) / max(1, len(tokens_of(page["bodies"][0])))
    return keep.astype(np.float32), weight, found


def page_f1(truth, predicted):
    def count(text):
        words = WORD.findall(text)
        return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)

    a, b = count(truth), count(predicted)
    tp = sum((a & b).values())
    p, r = tp / max(1, sum(b.values())), tp / max(1, sum(a.values()))
    return p, r, (0 if p + r == 0 else 2 * p * r / (p + r))


def report(pages, chances, threshold):
    for name in ("wcxb-dev", "fundus-dev"):
        scores, at = [], 0
        for page in pages:
            n = len(page["texts"])
            part = chances[at : at + n]
            at += n
            if page["set"] != name:
                continue
            text = "\n".join(t for t, c in zip(page["texts"], part) if c >= threshold)
            scores.append(max((page_f1(b, text) for b in page["bodies"]), key=lambda s: s[2]))
        s = np.array(scores)
        p, r = s[:, 0].mean(), s[:, 1].mean()
        print(f"{name} at {threshold}: F1 {2 * p * r / (p + r):.4f} ({p:.4f}/{r:.4f}) mean page F1 {s[:, 2].mean():.4f}")


def as_json(booster, columns):
    trees = []
    for tree in booster.dump_model()["tree_info"]:
        flat = {"f": [], "t": [], "l": [], "r": [], "v": []}

        def visit(node):
            if "leaf_value" in node:
                flat["v"].append(float(f"{node['leaf_value']:.5g}"))
                return -len(flat["v"])
            at = len(flat["f"])
            flat["f"].append(node["split_feature"])
            flat["t"].append(float(f"{node['threshold']:.6g}"))
            flat["l"].append(0)
            flat["r"].append(0)
            flat["l"][at] = visit(node["left_child"])
            flat["r"][at] = visit(node["right_child"])
            return at

        visit(tree["tree_structure"])
        trees.append(flat)
    return {"features": columns, "trees": trees}


PARAMETERS = dict(
    objective="binary",
    learning_rate=0.06,
    num_leaves=20,
    min_data_in_leaf=60,
    feature_fraction=0.35,
    bagging_fraction=0.8,
    bagging_freq=1,
    lambda_l2=5.0,
    max_bin=127,
    verbose=-1,
    num_threads=2,
    seed=7,
    deterministic=True,
)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dump", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=160)
    parser.add_argument("--news", type=float, default=2.0, help="weight of a news page against another")
    args = parser.parse_args()
    lines = (args.dump / "pages.jsonl").open(encoding="utf-8")
    columns = json.loads(next(lines))["columns"]
    pages = [json.loads(line) for line in lines]
    x = np.fromfile(args.dump / "rows.f32", dtype="<f4").reshape(-1, len(columns))
    args.out.mkdir(parents=True, exist_ok=True)
    y, w, fold = [], [], []
    for page in pages:
        keep, weight, found = label_page(page)
        # A page whose labelled body is not in its segments teaches nothing; long pages do not outweigh short ones.
        weight *= 0 if found < 0.5 else (args.news if page["set"] == "fundus-dev" else 1.0) / max(200, weight.sum())
        y.append(keep), w.append(weight), fold.append(np.full(len(keep), page["fold"]))
    y, w, fold = np.concatenate(y), np.concatenate(w), np.concatenate(fold)
    w *= len(w) / w.sum()
    print(f"{len(pages)} pages, {len(y)} segments, {y.mean():.3f} body, {len(columns)} columns")
    report(pages, y, 0.5)
    chances = np.zeros(len(y))
    for held in list(range(FOLDS)) + ["all"]:
        train = (w > 0) & (fold != held) if held != "all" else w > 0
        data = lightgbm.Dataset(x[train], y[train], weight=w[train])
        booster = lightgbm.train(PARAMETERS, data, num_boost_round=args.rounds)
        if held != "all":
            chances[fold == held] = booster.predict(x[fold == held])
        name = "body.json" if held == "all" else f"body-{held}.json"
        (args.out / name).write_text(json.dumps(as_json(booster, columns), separators=(",", ":")))
    for threshold in (0.5,):
        report(pages, chances, threshold)
    gain = sorted(zip(booster.feature_importance("gain"), columns), reverse=True)
    print("most used:", ", ".join(name for _, name in gain[:25]))


main()
