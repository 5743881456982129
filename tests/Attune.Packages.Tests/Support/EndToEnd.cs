namespace Attune.Packages.Tests.Support;

/// <summary>A test that tunes models in projects made from templates: minutes, so it is left to CI and to whoever asks.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EndToEndTheoryAttribute : TheoryAttribute
{
    public EndToEndTheoryAttribute() => Skip = EndToEnd.WhySkip;
}

/// <inheritdoc cref="EndToEndTheoryAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EndToEndFactAttribute : FactAttribute
{
    public EndToEndFactAttribute() => Skip = EndToEnd.WhySkip;
}

internal static class EndToEnd
{
    public static string? WhySkip =>
        Environment.GetEnvironmentVariable("ATTUNE_END_TO_END") == "1" ? null : "takes minutes; set ATTUNE_END_TO_END=1 to run it, as .ci/run does";
}
