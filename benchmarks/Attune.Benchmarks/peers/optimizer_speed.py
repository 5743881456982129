"""Takes one step of the optimizer named on each line it is sent, with the defaults of PyTorch and transformers, and answers
{"seconds": ...}. Arguments: threads, side of the matrices, their number."""

import json
import sys
import time

import torch
from transformers.optimization import Adafactor


class Lion(torch.optim.Optimizer):
    """PyTorch has none: the published algorithm in its list operations, as its own optimizers use them."""

    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99)):
        super().__init__(params, {"lr": lr, "betas": betas})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            first, second = group["betas"]
            params = group["params"]
            gradients = [p.grad for p in params]
            means = [self.state[p].setdefault("m", torch.zeros_like(p)) for p in params]
            directions = torch._foreach_mul(means, first)
            torch._foreach_add_(directions, gradients, alpha=1 - first)
            torch._foreach_sign_(directions)
            torch._foreach_add_(params, directions, alpha=-group["lr"])
            torch._foreach_mul_(means, second)
            torch._foreach_add_(means, gradients, alpha=1 - second)


O = torch.optim
MAKE = {
    "adamw": lambda p: O.AdamW(p, lr=1e-4, weight_decay=0, fused=True),
    "sgd": lambda p: O.SGD(p, lr=1e-4, fused=True),
    "adam": lambda p: O.Adam(p, lr=1e-4, fused=True),
    "rmsprop": lambda p: O.RMSprop(p, lr=1e-4),
    "adagrad": lambda p: O.Adagrad(p, lr=1e-4, fused=True),
    "adadelta": lambda p: O.Adadelta(p, lr=1e-4),
    "adamax": lambda p: O.Adamax(p, lr=1e-4),
    "radam": lambda p: O.RAdam(p, lr=1e-4),
    "nadam": lambda p: O.NAdam(p, lr=1e-4),
    "adafactor": lambda p: O.Adafactor(p, lr=1e-4),
    "transformers_adafactor": lambda p: Adafactor(p),
    "muon": lambda p: O.Muon(p, lr=1e-4),
    "lion": Lion,
}


def main() -> None:
    threads, side, count = (int(argument) for argument in sys.argv[1:4])
    torch.set_num_threads(threads)
    pattern = torch.arange(side * side)
    gradient = ((pattern * 37 % 101 - 50) / 1000.0).reshape(side, side)
    current, optimizer, parameters = None, None, []
    for line in sys.stdin:
        name = line.strip()
        if name != current:
            parameters = [torch.nn.Parameter(torch.zeros(side, side)) for _ in range(count)]
            current, optimizer = name, MAKE[name](parameters)
        for parameter in parameters:
            parameter.grad = gradient.clone()
        begin = time.perf_counter()
        optimizer.step()
        print(json.dumps({"seconds": time.perf_counter() - begin}), flush=True)


main()
