"""Encodes texts and trains tokenizers with Hugging Face tokenizers, on one thread.

Answers one JSON line to each line it is sent: {"encode": FILE} encodes texts.json with that tokenizer.json,
{"train": FILE, "trainer": NAME, "settings": {...}} trains it on training.json.
"""

import json
import os
import sys
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"

import numpy
import tokenizers
from tokenizers import Tokenizer, trainers

TEXTS = json.load(open("texts.json", encoding="utf-8"))
TRAINING = json.load(open("training.json", encoding="utf-8"))
LOADED = {}


def load(file: str) -> Tokenizer:
    tokenizer = Tokenizer.from_file(file)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(file: str) -> dict:
    if file not in LOADED:
        LOADED[file] = load(file)
    tokenizer = LOADED[file]
    start = time.perf_counter()
    encodings = [tokenizer.encode(text, add_special_tokens=False) for text in TEXTS]
    seconds = time.perf_counter() - start
    total, checksum = 0, 0
    for encoding in encodings:
        ids = numpy.array(encoding.ids, dtype=numpy.uint64)
        checksum = (checksum + int((ids * numpy.arange(1, len(ids) + 1, dtype=numpy.uint64)).sum())) % (1 << 53)
        total += len(ids)
    return {"seconds": seconds, "tokens": total, "checksum": checksum}


def train(file: str, trainer: str, settings: dict) -> dict:
    tokenizer = load(file)
    learner = getattr(trainers, trainer)(show_progress=False, **settings)
    start = time.perf_counter()
    tokenizer.train_from_iterator(TRAINING, learner)
    return {"seconds": time.perf_counter() - start, "tokens": tokenizer.get_vocab_size()}


print(json.dumps({"about": f"tokenizers {tokenizers.__version__}"}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    if "encode" in request:
        answer = encode(request["encode"])
    else:
        answer = train(request["train"], request["trainer"], request["settings"])
    print(json.dumps(answer), flush=True)
