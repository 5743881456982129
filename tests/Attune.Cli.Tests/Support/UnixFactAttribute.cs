namespace Attune.Cli.Tests.Support;

/// <summary>A fact about signals, pipes and shells as Unix has them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "needs a Unix shell, which this system has not" : null;
}
