"""Encodes texts and trains tokenizers with Hugging Face tokenizers, on one thread.

Answers one JSON line to each line it is sent: {"encode": FILE} encodes texts.json with that tokenizer.json,
{"train": FILE, "trainer": NAME, "settings": {...}} trains it on training.json,
{"stream": FILE, "rows": [{"ids": [...], "skip": BOOL}, ...]} decodes ids one by one.
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
from tokenizers.decoders import DecodeStream

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


def pieces(tokenizer: Tokenizer, ids: list, skip: bool) -> list:
    """The pieces, "" where none came; they end where the stream fails."""
    stream, found = DecodeStream(skip_special_tokens=skip), []
    for token in ids:
        try:
            found.append(stream.step(tokenizer, token) or "")
        except BaseException as failure:  # The library's panics are no Exception.
            if isinstance(failure, KeyboardInterrupt):
                raise
            break
    return found


def stream(file: str, rows: list) -> dict:
    try:
        tokenizer = load(file)
    except Exception as failure:
        return {"refused": str(failure)[:100]}
    start = time.perf_counter()
    found = [pieces(tokenizer, row["ids"], row["skip"]) for row in rows]
    return {"seconds": time.perf_counter() - start, "pieces": found}


print(json.dumps({"about": f"tokenizers {tokenizers.__version__}"}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    if "encode" in request:
        answer = encode(request["encode"])
    elif "stream" in request:
        answer = stream(request["stream"], request["rows"])
    else:
        answer = train(request["train"], request["trainer"], request["settings"])
    print(json.dumps(answer), flush=True)
