namespace Attune.Models;

/// <summary>Where a matrix stands in its block; plans of training follow gradients by it.</summary>
public enum LinearRole
{
    /// <summary>It reads the residual stream.</summary>
    Input,

    /// <summary>It writes what attention found to the residual stream.</summary>
    AttentionOutput,

    /// <summary>It writes what the feed-forward block found to the residual stream.</summary>
    MlpOutput,
}
