"""Random decoders of every family, with the logits of the reference library: shapes, switches and spellings that nobody chose.

    decoder_random.py OUT --seed N [--each COUNT] [FAMILY ...]      in the tree of the reference library

writes OUT/<family>-<number>/ with config.json, weights, ids.json (rows of token ids) and logits.json ([row][position][vocabulary]).
The file config.json is edited after saving (keys with the class's value left out, older spellings), and the logits are those of a
model that the reference library loads from the edited folder. logits_by_cli.py compares.
"""
import argparse
import json
import os
import random
import re
import shutil
import sys
from pathlib import Path

arguments = argparse.ArgumentParser()
arguments.add_argument("out", type=Path)
arguments.add_argument("families", nargs="*")
arguments.add_argument("--seed", type=int, default=1)
arguments.add_argument("--each", type=int, default=8)
arguments = arguments.parse_args()
os.environ["HF_HUB_OFFLINE"] = "1"

import torch, transformers
from transformers import AutoConfig, AutoModelForCausalLM, CONFIG_MAPPING

torch.set_num_threads(1)
transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()

LONGEST = 64
ACTIVATIONS = ["silu", "gelu", "gelu_new", "gelu_pytorch_tanh", "gelu_fast", "relu"]


def chance(r, share=0.5):
    return r.random() < share


def rope(r, channels, kinds):
    kind = r.choice(kinds)
    p = {"rope_type": kind, "rope_theta": r.choice([10000.0, 500000.0, 1000000.0, 777.0])}
    if kind in ("linear", "dynamic", "yarn", "llama3"):
        p["factor"] = r.choice([2.0, 3.5, 8.0])
    if kind == "llama3":
        p |= {"low_freq_factor": r.choice([1.0, 2.0]), "high_freq_factor": r.choice([4.0, 5.0]), "original_max_position_embeddings": r.choice([16, 32])}
    if kind == "yarn":
        if chance(r):
            p["original_max_position_embeddings"] = r.choice([16, 32])
        if chance(r):
            p |= {"beta_fast": r.choice([16.0, 32.0, 8]), "beta_slow": r.choice([1.0, 2])}
        if chance(r, 0.3):
            p["attention_factor"] = r.choice([0.7, 1.3])
        elif chance(r, 0.4):
            p |= {"mscale": 1.0, "mscale_all_dim": r.choice([0.5, 1.0])}
        if chance(r, 0.3):
            p["truncate"] = False
    if kind == "longrope":
        n = channels // 2
        p |= {"short_factor": [round(1 + r.random(), 3) for _ in range(n)], "long_factor": [round(1 + 5 * r.random(), 3) for _ in range(n)]}
        p["original_max_position_embeddings"] = r.choice([16, 32])
        if chance(r, 0.3):
            p["attention_factor"] = r.choice([0.9, 1.2])
        elif chance(r, 0.3):
            p["factor"] = 4.0
    return p


ALL_ROPES = ["default", "default", "linear", "dynamic", "yarn", "llama3"]


def shape(r, kv=True, head_dim=True):
    heads = r.choice([1, 2, 3, 4, 6])
    d = r.choice([8, 12, 16, 20])
    c = dict(vocab_size=r.choice([97, 130, 331]), hidden_size=heads * d, intermediate_size=r.choice([33, 50, 96]),
             num_hidden_layers=r.choice([1, 2, 3, 4]), num_attention_heads=heads, max_position_embeddings=LONGEST)
    if kv:
        c["num_key_value_heads"] = r.choice([k for k in range(1, heads + 1) if heads % k == 0])
    if head_dim and chance(r, 0.4):
        c["head_dim"] = r.choice([8, 12, 24])
        c["hidden_size"] = r.choice([28, 40, 52])
    return c, c.get("head_dim", d)


def common(r, kinds=ALL_ROPES, share=None, **kw):
    c, d = shape(r, **kw)
    if share:
        s = r.choice(share)
        while int(d * s) % 2 or int(d * s) < 2:
            s = 1.0
        d = int(d * s)
    c["rope_parameters"] = rope(r, d, kinds)
    if share:
        c["rope_parameters"]["partial_rotary_factor"] = s
    c |= {"tie_word_embeddings": chance(r), "hidden_act": r.choice(ACTIVATIONS), "rms_norm_eps": r.choice([1e-5, 1e-6, 1e-3]), "pad_token_id": None,
          "bos_token_id": 1, "eos_token_id": r.choice([2, [2, 5]])}
    return c


def layer_types(r, n):
    return [r.choice(["sliding_attention", "full_attention"]) for _ in range(n)]


def llama(r):
    return common(r) | {"attention_bias": chance(r), "mlp_bias": chance(r)}


def mistral(r):
    return common(r) | {"sliding_window": r.choice([None, 1, 5, 17, 4096])}


def mixtral(r):
    return common(r) | {"sliding_window": r.choice([None, 5]), "num_local_experts": r.choice([1, 2, 5]), "num_experts_per_tok": r.choice([1])} | (
        {"num_local_experts": 6, "num_experts_per_tok": r.choice([2, 3, 6])} if chance(r) else {})


def qwen_windows(r, c):
    if chance(r):
        c |= {"use_sliding_window": True, "sliding_window": r.choice([4, 11]), "max_window_layers": r.choice([0, 1, 2, 28])}
        if chance(r):
            c["layer_types"] = layer_types(r, c["num_hidden_layers"])
    return c


def qwen2(r):
    return qwen_windows(r, common(r, head_dim=False))


def qwen3(r):
    c = qwen_windows(r, common(r)) | {"attention_bias": chance(r)}
    c.setdefault("head_dim", c["hidden_size"] // c["num_attention_heads"])
    return c


def qwen2_moe(r):
    n = r.choice([2, 4, 5])
    c = common(r, head_dim=False)
    return qwen_windows(r, c) | {
        "num_experts": n, "num_experts_per_tok": r.choice([1, 2]), "moe_intermediate_size": r.choice([20, 33]), "shared_expert_intermediate_size": r.choice([24, 40]),
        "norm_topk_prob": chance(r), "decoder_sparse_step": r.choice([1, 2]), "qkv_bias": chance(r), "mlp_only_layers": [0] if chance(r, 0.3) else []}


def gemma(r):
    c = common(r)
    c.setdefault("head_dim", 16)
    c["hidden_act"] = r.choice(["gelu_pytorch_tanh", "gelu"])
    return c | {"attention_bias": chance(r)}


def gemma2(r):
    c = gemma(r)
    c["hidden_activation"] = c.pop("hidden_act")
    c |= {"query_pre_attn_scalar": r.choice([16, 24, 100]), "sliding_window": r.choice([3, 8, 4096]), "attn_logit_softcapping": r.choice([None, 3.0, 50.0]), "final_logit_softcapping": r.choice([None, 5.0, 30.0])}
    if chance(r, 0.3):
        c["layer_types"] = layer_types(r, c["num_hidden_layers"])
    return c


def gemma3_text(r):
    c = gemma2(r)
    c["layer_types"] = layer_types(r, c["num_hidden_layers"])
    c["rope_parameters"] = {"full_attention": rope(r, c["head_dim"], ["default", "linear"]), "sliding_attention": {"rope_type": "default", "rope_theta": r.choice([10000.0, 5000.0])}}
    if chance(r, 0.3):
        c["layer_types"], c["sliding_window_pattern"] = None, r.choice([2, 3])
    return c


def phi(r):
    c = common(r, share=[0.4, 0.5, 0.25, 1.0], head_dim=False)
    return c | {"layer_norm_eps": c.pop("rms_norm_eps"), "qk_layernorm": chance(r, 0.3)}


def phi3(r):
    c = common(r, kinds=["default", "longrope", "longrope"], share=[1.0, 0.5, 0.75], head_dim=False)
    c["sliding_window"] = r.choice([None, 7, 100])
    if c["rope_parameters"]["rope_type"] == "longrope":
        c["original_max_position_embeddings"] = c["rope_parameters"]["original_max_position_embeddings"]
    c["pad_token_id"] = 0
    return c


def gpt2(r):
    heads = r.choice([1, 2, 3, 5])
    return dict(vocab_size=r.choice([97, 331]), n_positions=LONGEST, n_embd=heads * r.choice([8, 11, 16]), n_layer=r.choice([1, 2, 3]), n_head=heads, n_inner=r.choice([None, 50]),
                bos_token_id=1, eos_token_id=2, scale_attn_by_inverse_layer_idx=chance(r, 0.3), scale_attn_weights=chance(r, 0.8), reorder_and_upcast_attn=chance(r, 0.2),
                activation_function=r.choice(ACTIVATIONS), layer_norm_epsilon=r.choice([1e-5, 1e-3]), tie_word_embeddings=chance(r, 0.7))


def gpt_neox(r):
    c = common(r, share=[0.25, 0.5, 1.0], kv=False, head_dim=False)
    return c | {"layer_norm_eps": c.pop("rms_norm_eps"), "use_parallel_residual": chance(r), "attention_bias": chance(r)}


def olmo2(r):
    return common(r, head_dim=False) | {"attention_bias": chance(r)}


def starcoder2(r):
    c = common(r, head_dim=False)
    return c | {"norm_epsilon": c.pop("rms_norm_eps"), "use_bias": chance(r), "sliding_window": r.choice([None, 6])}


def granite(r):
    return common(r, head_dim=False) | {"attention_bias": chance(r), "mlp_bias": chance(r), "embedding_multiplier": r.choice([1.0, 6.0]), "attention_multiplier": r.choice([1.0, 0.2]),
                        "residual_multiplier": r.choice([1.0, 0.6]), "logits_scaling": r.choice([1.0, 3.0])}


def smollm3(r):
    c = qwen_windows(r, common(r, head_dim=False))
    c |= {"attention_bias": chance(r), "mlp_bias": chance(r)}
    if chance(r):
        c["no_rope_layers"] = [r.choice([0, 1]) for _ in range(c["num_hidden_layers"])]
    else:
        c["no_rope_layer_interval"] = r.choice([2, 3, 4])
    return c


FAMILIES = {f.__name__: f for f in (llama, mistral, mixtral, qwen2, qwen3, qwen2_moe, gemma, gemma2, gemma3_text, phi, phi3, gpt2, gpt_neox, olmo2, starcoder2, granite, smollm3)}


def fill(model, seed):
    g = torch.Generator().manual_seed(seed)
    offsets = model.config.model_type.startswith("gemma")
    for name, p in model.named_parameters():
        if p.ndim == 1:
            norm = name.endswith("weight")
            mean, std = float(norm and not offsets), 0.2 if norm else 0.1
        elif re.search(r"embed_tokens|wte|wpe|embed_in", name):
            mean, std = 0.0, 0.05 if offsets else 0.25
        else:
            fan_in = p.shape[-2] if model.config.model_type == "gpt2" and p.ndim == 2 and "lm_head" not in name else p.shape[-1]
            mean, std = 0.0, 1.2 / fan_in ** 0.5
        p.data.normal_(mean, std, generator=g)


def older(r, c):
    """config.json as transformers 4 wrote it."""
    c["torch_dtype"] = c.pop("dtype", c.pop("torch_dtype", "float32"))
    kind, p = c["model_type"], c.pop("rope_parameters", None)
    if kind == "gemma3_text":
        full = dict(p["full_attention"])
        c["rope_theta"], c["rope_local_base_freq"] = full.pop("rope_theta"), p["sliding_attention"]["rope_theta"]
        c["rope_scaling"] = None if full["rope_type"] == "default" else full
    elif p:
        p, neox = dict(p), kind == "gpt_neox"
        c["rotary_emb_base" if neox else "rope_theta"] = p.pop("rope_theta")
        if "partial_rotary_factor" in p:
            c["rotary_pct" if neox else "partial_rotary_factor"] = p.pop("partial_rotary_factor")
        if p["rope_type"] == "default":
            c["rope_scaling"] = None
        else:
            if chance(r):
                p["type"] = p.pop("rope_type")
            c["rope_scaling"] = p
    return c


def edit(r, folder):
    path = folder / "config.json"
    c = json.loads(path.read_text())
    notes = []
    if chance(r):
        c, notes = older(r, c), notes + ["v4"]
    if chance(r):
        defaults = CONFIG_MAPPING[c["model_type"]]().to_dict()
        c = {k: v for k, v in c.items() if k in ("model_type", "architectures") or k not in defaults or defaults[k] != v}
        notes.append("minimal")
    if chance(r, 0.15):
        del c["architectures"]
        notes.append("unnamed")
    path.write_text(json.dumps(c, indent=1))
    return notes


def make(family, number):
    r = random.Random(f"{arguments.seed}/{family}/{number}")
    folder = arguments.out / f"{family}-{number}"
    shutil.rmtree(folder, ignore_errors=True)
    config = AutoConfig.for_model(family, **FAMILIES[family](r))
    model = AutoModelForCausalLM.from_config(config, attn_implementation="eager")
    fill(model, r.randrange(1 << 30))
    store = r.choice([torch.float32, torch.float32, torch.bfloat16, torch.float16])
    model.to(store).save_pretrained(folder, max_shard_size=r.choice(["50GB", "20KB"]))
    notes = edit(r, folder)
    reference = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    if hasattr(reference, "set_experts_implementation") and ("moe" in family or family == "mixtral"):
        reference.set_experts_implementation("eager")
    rows = [[r.randrange(3, config.vocab_size) for _ in range(n)] for n in (1, 6, 33, LONGEST)]
    with torch.no_grad():
        logits = [reference(input_ids=torch.tensor([row]), use_cache=False).logits[0].tolist() for row in rows]
    (folder / "ids.json").write_text(json.dumps(rows))
    (folder / "logits.json").write_text(json.dumps(logits))
    (folder / "notes.json").write_text(json.dumps(notes + [str(store)]))


failed = 0
for family in arguments.families or FAMILIES:
    for number in range(arguments.each):
        try:
            make(family, number)
        except Exception as e:  # a combination that the reference library refuses is no case
            failed += 1
            print(f"{family}-{number}: {type(e).__name__}: {str(e)[:200]}", file=sys.stderr)
            shutil.rmtree(arguments.out / f"{family}-{number}", ignore_errors=True)
print(f"{failed} refused by the reference library", file=sys.stderr)
