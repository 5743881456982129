namespace Attune.Models;

/// <summary>The settings of a tuning method that leaves the base as it is; each method has a record of its own.</summary>
public interface IAdapterOptions
{
    /// <summary>The method as <c>adapter_config.json</c> names it (<c>peft_type</c>), such as <c>LORA</c>.</summary>
    string PeftType { get; }
}
