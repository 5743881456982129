using System.Security.Cryptography;

namespace Attune.Hosting.Running;

/// <summary>A folder for what one host and its programs tell each other in files. It is made when the host is, since a declaration may fail.</summary>
internal sealed class StateFolder
{
    private const int Digits = 16;

    private StateFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>A folder of the temporary folder that nobody else has.</summary>
    public static StateFolder Choose(string prefix) =>
        new(System.IO.Path.Combine(System.IO.Path.GetTempPath(), prefix + RandomNumberGenerator.GetHexString(Digits, lowercase: true)));

    /// <summary>For this user alone: programs write there what rows hold.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Delete()
    {
        try
        {
            if (Directory.Exists(Path))
                Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that was just ended may still hold its file; the folder is in the temporary folder anyway.
        }
    }
}
