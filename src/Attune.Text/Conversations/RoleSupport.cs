namespace Attune.Text.Conversations;

/// <summary>What a chat template does with messages of a role.</summary>
public enum RoleSupport
{
    /// <summary>It writes them.</summary>
    Written,

    /// <summary>It renders without an error but leaves them out: the model never sees them.</summary>
    LeftOut,

    /// <summary>It fails, by its own <c>raise_exception</c> or otherwise.</summary>
    Refused,
}
