"""Compares `attune model logits --full` with the logits.json of folders that decoder_random.py wrote:

    logits_by_cli.py FOLDER ATTUNE [ARGUMENT ...]       such as: logits_by_cli.py out dotnet Attune.Cli.dll

A row agrees where no logit is further off than 5e-5 of ten, or of the row's largest magnitude where that is above ten.
"""
import json
import subprocess
import sys
from pathlib import Path

agree, worst = 0, 0.0
folders = sorted(f for f in Path(sys.argv[1]).iterdir() if (f / "logits.json").exists())
for folder in folders:
    run = subprocess.run(
        sys.argv[2:] + ["model", "logits", "--model", str(folder), "--ids", str(folder / "ids.json"), "--full", "--threads", "1"],
        capture_output=True, text=True)
    notes = (folder / "notes.json").read_text()
    if run.returncode != 0:
        print(f"{folder.name}: {notes} {run.stderr.strip()}")
        continue
    differences = []
    for own, wanted in zip(json.loads(run.stdout)["logits"], json.loads((folder / "logits.json").read_text()), strict=True):
        largest = max(abs(x) for position in wanted for x in position)
        apart = max(abs(x - y) for a, b in zip(own, wanted, strict=True) for x, y in zip(a, b, strict=True))
        differences.append(apart / max(1, largest / 10))
    worst = max(worst, *differences)
    if max(differences) <= 5e-5:
        agree += 1
    else:
        print(f"{folder.name}: {notes} rows are {', '.join(f'{x:.1e}' for x in differences)} apart")
print(f"{agree} of {len(folders)} agree; the largest difference is {worst:.1e}")
