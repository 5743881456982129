using System.Text;

namespace Attune.Cli.CommandLine;

/// <summary>Standard output for texts that are no rows, such as help.</summary>
internal sealed class ToolOutput : TextWriter
{
    private readonly OutputStream _output;

    public ToolOutput(OutputStream output)
        : base(System.Globalization.CultureInfo.InvariantCulture)
    {
        _output = output;
        NewLine = "\n";
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => _output.Write([value]);

    public override void Write(string? value) => _output.Write(value);

    public override void Write(char[] buffer, int index, int count) => _output.Write(buffer.AsSpan(index, count));

    public override void Flush() => _output.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _output.Flush();
        base.Dispose(disposing);
    }
}
