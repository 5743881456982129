"""Trains the model folder in the current directory with transformers and torch.optim.AdamW, as many steps as asked for.

Reads a number of steps per line, answers {"seconds": [...], "losses": [...]} for them.
"""

import json
import sys
import time

import torch
from transformers import LlamaForCausalLM


def main() -> None:
    settings = json.load(open("settings.json"))
    torch.set_num_threads(settings["threads"])
    model = LlamaForCausalLM.from_pretrained("model", dtype=torch.float32)
    model.train()
    optimizer = torch.optim.AdamW(
        model.parameters(),
        lr=settings["learningRate"],
        betas=(0.9, 0.999),
        eps=1e-8,
        weight_decay=settings["weightDecay"],
        fused=True,
    )
    batches = [torch.tensor(batch) for batch in json.load(open("batches.json"))]
    about = f"torch {torch.__version__}, {model.config._attn_implementation} attention, {torch.get_num_threads()} threads"
    print(json.dumps({"about": about, "parameters": sum(p.numel() for p in model.parameters())}), flush=True)

    done = 0
    for line in sys.stdin:
        seconds, losses = [], []
        for _ in range(int(line)):
            start = time.perf_counter()
            ids = batches[done]
            loss = model(input_ids=ids, labels=ids).loss
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), settings["maxGradientNorm"])
            optimizer.step()
            optimizer.zero_grad()
            losses.append(loss.item())
            seconds.append(time.perf_counter() - start)
            done += 1
        print(json.dumps({"seconds": seconds, "losses": losses}), flush=True)


main()
