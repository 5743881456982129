namespace Attune.Models;

/// <summary>The folder of a model, as a place on the disk.</summary>
internal static class ModelFolder
{
    /// <summary>The path of a file that must be there.</summary>
    /// <exception cref="AttuneException">ATT4100: no such folder. ATT4102: no such file in it.</exception>
    public static string Require(string folder, string name)
    {
        if (!Directory.Exists(folder))
            throw new AttuneException("ATT4100", "There is no such model folder.", "Check the path of the base model.", folder);
        var path = Path.Combine(folder, name);
        return File.Exists(path)
            ? path
            : throw new AttuneException("ATT4102", $"The folder has no {name}.", "Point to a Hugging Face model folder.", folder);
    }

    /// <summary>Makes a folder, and those above it.</summary>
    /// <exception cref="AttuneException">ATT4110: no permission, or a file is in the way.</exception>
    public static void Create(string folder)
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
