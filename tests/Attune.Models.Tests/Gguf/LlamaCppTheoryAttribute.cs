namespace Attune.Models.Tests.Gguf;

/// <summary>
/// A theory that needs llama.cpp: node, and in the folder that ATTUNE_LLAMA_CPP names the npm package node-llama-cpp with its binary
/// for this machine. <c>.ci/run</c> installs it; elsewhere the test is skipped, saying so.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LlamaCppTheoryAttribute : TheoryAttribute
{
    public LlamaCppTheoryAttribute()
    {
        if (Folder is null || !Directory.Exists(Path.Combine(Folder, "node_modules", "node-llama-cpp")))
            Skip = "needs llama.cpp: npm install --prefix FOLDER node-llama-cpp, and ATTUNE_LLAMA_CPP=FOLDER";
    }

    public static string? Folder => Environment.GetEnvironmentVariable("ATTUNE_LLAMA_CPP");
}
