namespace Attune.Models;

/// <summary>A layer that a low-rank update can be attached to, or, of embedding and head, trained rows.</summary>
internal interface ILoraHost
{
    string Name { get; }

    Parameter Weight { get; }

    LoraUpdate? Lora { get; set; }

    TokenRows? Rows { get; set; }
}
