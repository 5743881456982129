namespace Attune.Packages.Tests.Support;

/// <summary>A theory that tunes models in projects made from templates: minutes, so it is left to CI and to whoever asks.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EndToEndTheoryAttribute : TheoryAttribute
{
    public EndToEndTheoryAttribute() =>
        Skip = Environment.GetEnvironmentVariable("ATTUNE_END_TO_END") == "1" ? null : "takes minutes; set ATTUNE_END_TO_END=1 to run it, as .ci/run does";
}
