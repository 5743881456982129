using Attune.Hosting.Processes;
using Attune.TestSupport;

namespace Attune.Hosting.Tests.Support;

/// <summary>A fact that runs llama.cpp's server on a small GGUF file of the shared data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LlamaServerFactAttribute : FactAttribute
{
    private const string Program = "llama-server";

    private const string File = "golden/quantization/tiny-llama-Q8_0.gguf";

    public static string Model { get; } = SharedData.Path(File);

    public LlamaServerFactAttribute() => Skip = HasProgram
        ? SharedData.WhyMissing(File)
        : $"needs {Program} of llama.cpp on the PATH, or {AttuneHostBuilder.LlamaServerVariable} with its path";

    private static bool HasProgram => Environment.GetEnvironmentVariable(AttuneHostBuilder.LlamaServerVariable) is { Length: > 0 } named
        ? System.IO.File.Exists(named)
        : ProgramSearch.OnPath(Program) is not null;
}
