"""Families and variants of decoders that the golden folders do not hold, as specifications for golden/scripts/models.py:

    decoder_variants.py OUT.json
    models.py build FOLDER --specs OUT.json      in the tree of the reference library (shared/tools/peers)

Tests read every folder below ../shared/golden/models, so what FOLDER holds is compared like the recorded ones when the tests run
from a copy of their output whose ../shared has it. Not part of the project: nothing needs the result.
"""
import json
import sys

LLAMA = dict(vocab_size=320, hidden_size=64, intermediate_size=128, num_hidden_layers=3, num_attention_heads=4,
             num_key_value_heads=2, max_position_embeddings=128, bos_token_id=1)
ROPE = {"rope_type": "default", "rope_theta": 10000.0}
SPECS = {
    "olmo2": dict(
        type="olmo2", seed=301,
        config=dict(LLAMA, rms_norm_eps=1e-05, rope_parameters=ROPE)),
    "olmo2-tied": dict(
        type="olmo2", seed=302,
        config=dict(LLAMA, attention_bias=True, tie_word_embeddings=True,
            rope_parameters={"rope_type": "default", "rope_theta": 500000.0})),
    "starcoder2": dict(
        type="starcoder2", seed=303,
        config=dict(LLAMA, rope_parameters=ROPE, residual_dropout=0.0, embedding_dropout=0.0, attention_dropout=0.0)),
    "starcoder2-window": dict(
        type="starcoder2", seed=304,
        config=dict(LLAMA, rope_parameters=ROPE, use_bias=False, sliding_window=8, tie_word_embeddings=False)),
    "granite": dict(
        type="granite", seed=305,
        config=dict(LLAMA, rope_parameters=ROPE, embedding_multiplier=6.0, attention_multiplier=0.2,
            residual_multiplier=0.6, logits_scaling=3.0)),
    "granite-tied": dict(
        type="granite", seed=306,
        config=dict(LLAMA, rope_parameters=ROPE, embedding_multiplier=4.0, attention_multiplier=0.3,
            residual_multiplier=0.8, logits_scaling=2.0, tie_word_embeddings=True, attention_bias=True, mlp_bias=True)),
    "smollm3": dict(
        type="smollm3", seed=307,
        config=dict(LLAMA, num_hidden_layers=4, rope_parameters=ROPE, pad_token_id=0)),
    "smollm3-window": dict(
        type="smollm3", seed=308,
        config=dict(LLAMA, num_hidden_layers=4, rope_parameters=ROPE, pad_token_id=0, use_sliding_window=True,
            sliding_window=7, no_rope_layers=[1, 0, 1, 0], tie_word_embeddings=False)),
    "phi": dict(
        type="phi", seed=309,
        config=dict(LLAMA, rope_parameters={"rope_type": "default", "rope_theta": 10000.0, "partial_rotary_factor": 0.5})),
    "phi-qk": dict(
        type="phi", seed=310,
        config=dict(LLAMA, rope_parameters={"rope_type": "default", "rope_theta": 10000.0, "partial_rotary_factor": 0.25},
            qk_layernorm=True, tie_word_embeddings=True)),
    "gemma": dict(
        type="gemma", seed=311,
        config=dict(LLAMA, num_key_value_heads=1, bos_token_id=2, head_dim=24, rope_parameters=ROPE, pad_token_id=0)),
    "gemma2-untied": dict(
        type="gemma2", seed=312,
        config=dict(LLAMA, bos_token_id=2, head_dim=16, sliding_window=6, query_pre_attn_scalar=16,
            attn_logit_softcapping=None, final_logit_softcapping=None, pad_token_id=0, rope_parameters=ROPE,
            tie_word_embeddings=False, attention_bias=True)),
    "gemma3-cap": dict(
        type="gemma3_text", seed=313,
        config=dict(LLAMA, bos_token_id=2, head_dim=16, sliding_window=5, query_pre_attn_scalar=20,
            final_logit_softcapping=6.0, pad_token_id=0,
            layer_types=["full_attention", "sliding_attention", "sliding_attention"],
            rope_parameters={"full_attention": {"rope_type": "default", "rope_theta": 1000000.0}, "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0}})),
    "qwen2-window": dict(
        type="qwen2", seed=314,
        config=dict(LLAMA, bos_token_id=None, use_sliding_window=True, sliding_window=6, max_window_layers=1,
            rope_parameters=ROPE)),
    "qwen3-window": dict(
        type="qwen3", seed=315,
        config=dict(LLAMA, bos_token_id=None, head_dim=24, use_sliding_window=True, sliding_window=9,
            layer_types=["sliding_attention", "full_attention", "sliding_attention"], attention_bias=True,
            rope_parameters={"rope_type": "yarn", "rope_theta": 10000.0, "factor": 4.0, "original_max_position_embeddings": 32})),
    "phi3-long": dict(
        type="phi3", seed=316,
        config=dict(LLAMA, pad_token_id=0, sliding_window=10, original_max_position_embeddings=24,
            rope_parameters={"rope_type": "longrope", "rope_theta": 10000.0, "partial_rotary_factor": 0.5, "short_factor": [1.0, 1.1, 1.3, 1.7], "long_factor": [1.5, 2.0, 4.0, 9.0]})),
    "phi3-short": dict(
        type="phi3", seed=317,
        config=dict(LLAMA, pad_token_id=0, original_max_position_embeddings=64,
            rope_parameters={"rope_type": "longrope", "rope_theta": 10000.0, "partial_rotary_factor": 1.0, "short_factor": [1.0, 1.1, 1.3, 1.7, 2.0, 2.0, 2.5, 3.0], "long_factor": [1.5, 2.0, 4.0, 9.0, 10.0, 11.0, 12.0, 13.0]})),
    "neox-sequential": dict(
        type="gpt_neox", seed=318,
        config=dict(vocab_size=320, hidden_size=64, intermediate_size=144, num_hidden_layers=3, num_attention_heads=4,
            max_position_embeddings=128, use_parallel_residual=False, attention_bias=False, tie_word_embeddings=True,
            bos_token_id=0, hidden_act="gelu_new",
            rope_parameters={"rope_type": "default", "rope_theta": 10000.0, "partial_rotary_factor": 1.0})),
    "gpt2-scales": dict(
        type="gpt2", seed=319, hub_layout=True,
        config=dict(vocab_size=320, n_positions=128, n_embd=48, n_layer=3, n_head=4, n_inner=100, resid_pdrop=0.0,
            embd_pdrop=0.0, attn_pdrop=0.0, bos_token_id=1, scale_attn_by_inverse_layer_idx=True,
            activation_function="gelu")),
    "mixtral-window": dict(
        type="mixtral", seed=320,
        config=dict(LLAMA, hidden_size=48, intermediate_size=40, num_hidden_layers=2, head_dim=16, num_local_experts=6,
            num_experts_per_tok=3, sliding_window=8, router_aux_loss_coef=0.05, tie_word_embeddings=True,
            rope_parameters=ROPE)),
    "qwen2moe-norm": dict(
        type="qwen2_moe", seed=321,
        config=dict(LLAMA, hidden_size=48, intermediate_size=96, num_hidden_layers=4, bos_token_id=None,
            moe_intermediate_size=32, shared_expert_intermediate_size=40, num_experts=6, num_experts_per_tok=3,
            norm_topk_prob=True, decoder_sparse_step=2, qkv_bias=False, use_sliding_window=True, sliding_window=7,
            max_window_layers=3, rope_parameters=ROPE)),
    "llama-dynamic": dict(
        type="llama", seed=322,
        config=dict(LLAMA, max_position_embeddings=24,
            rope_parameters={"rope_type": "dynamic", "rope_theta": 10000.0, "factor": 4.0})),
    "llama-yarn": dict(
        type="llama", seed=323,
        config=dict(LLAMA, attention_bias=True,
            rope_parameters={"rope_type": "yarn", "rope_theta": 10000.0, "factor": 8.0, "original_max_position_embeddings": 16, "mscale": 1.0, "mscale_all_dim": 0.5, "beta_fast": 16.0})),
    "llama-linear": dict(
        type="llama", seed=324,
        config=dict(LLAMA, num_key_value_heads=4, hidden_act="gelu_new",
            rope_parameters={"rope_type": "linear", "rope_theta": 10000.0, "factor": 3.0})),
    "mistral-full": dict(
        type="mistral", seed=325,
        config=dict(LLAMA, sliding_window=None, rope_parameters=ROPE)),
}

with open(sys.argv[1], "w") as file:
    json.dump(SPECS, file)
