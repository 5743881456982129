namespace Attune.Models;

/// <summary>A Hugging Face model folder.</summary>
public static class ModelFolder
{
    /// <summary>Makes a folder, and those above it.</summary>
    /// <exception cref="AttuneException">ATT4110: no permission, or a file is in the way.</exception>
    internal static void Create(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AttuneException(
                "ATT4110", $"The folder cannot be made: {exception.Message}", "Give write permission, or choose another folder.", folder, inner: exception);
        }
    }
}
