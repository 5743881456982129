using System.Globalization;

namespace Attune.Pretrain;

/// <summary>Reads <c>--name value</c> from the command line.</summary>
internal sealed class Options(string[] args)
{
    public string? Text(string name)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    public string Text(string name, string otherwise) => Text(name) ?? otherwise;

    public long Number(string name, long otherwise) => Text(name) is { } text ? long.Parse(text, NumberStyles.Integer | NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : otherwise;

    public double Real(string name, double otherwise) => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
