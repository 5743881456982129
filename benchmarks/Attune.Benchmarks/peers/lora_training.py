"""Trains the adapter in the current directory with transformers, PEFT and torch.optim.AdamW, as many steps as asked for.

Reads a number of steps per line, answers {"seconds": [...], "losses": [...], "peak": MiB} for them. A batch is padded to its
longest row, as PEFT's users pad; prompts and padding have the label -100.
"""

import json
import sys
import time

import peft
import torch
from transformers import LlamaForCausalLM


def collate(rows):
    width = max(len(row["Ids"]) for row in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    labels = torch.full((len(rows), width), -100, dtype=torch.long)
    for i, row in enumerate(rows):
        tokens = torch.tensor(row["Ids"])
        ids[i, : len(tokens)] = tokens
        mask[i, : len(tokens)] = 1
        labels[i, row["Prompt"] : len(tokens)] = tokens[row["Prompt"] :]
    return {"input_ids": ids, "attention_mask": mask, "labels": labels}


def peak() -> float:
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    settings = json.load(open("settings.json"))
    torch.set_num_threads(settings["threads"])
    base = LlamaForCausalLM.from_pretrained("model", dtype=torch.float32)
    model = peft.PeftModel.from_pretrained(base, "adapter", is_trainable=True)
    model.train()
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=settings["learningRate"], betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, fused=True)
    batches = [collate(rows) for rows in json.load(open("batches.json"))]
    about = (
        f"peft {peft.__version__}, torch {torch.__version__}, {base.config._attn_implementation} attention, "
        f"{torch.get_num_threads()} threads, {sum(p.numel() for p in trained):,} trained"
    )
    print(json.dumps({"about": about}), flush=True)

    done = 0
    for line in sys.stdin:
        seconds, losses = [], []
        for _ in range(int(line)):
            start = time.perf_counter()
            loss = model(**batches[done]).loss
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, settings["maxGradientNorm"])
            optimizer.step()
            optimizer.zero_grad()
            losses.append(loss.item())
            seconds.append(time.perf_counter() - start)
            done += 1
        print(json.dumps({"seconds": seconds, "losses": losses, "peak": peak()}), flush=True)


main()
