namespace Attune.Text.Conversations.Forms;

/// <summary>What a template makes of a tool call, the worst first.</summary>
internal enum CallWriting
{
    /// <summary>It fails, or prints <c>None</c>.</summary>
    Wrong,

    /// <summary>It leaves the call out.</summary>
    LeftOut,

    /// <summary>It writes the call.</summary>
    Written,
}
