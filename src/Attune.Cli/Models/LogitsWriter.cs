using System.Globalization;
using Attune.Cli.CommandLine;

namespace Attune.Cli.Models;

/// <summary>Writes logits as they come, so that they need not fit into memory as text.</summary>
/// <param name="output">Where to.</param>
/// <param name="top">How many of the highest at each position; null: all, in the order of the vocabulary.</param>
internal sealed class LogitsWriter(OutputStream output, int? top)
{
    private bool _firstRow = true, _firstPosition = true;
    private int[] _order = [];

    public void Begin() => output.Write(top is null ? "{\"logits\":[" : "{\"top\":[");

    public void BeginRow()
    {
        output.Write(_firstRow ? "[" : ",[");
        (_firstRow, _firstPosition) = (false, true);
    }

    public void Position(ReadOnlySpan<float> logits)
    {
        output.Write(_firstPosition ? "[" : ",[");
        _firstPosition = false;
        if (top is null)
            WriteAll(logits);
        else
            WriteTop(logits, Math.Min(top.Value, logits.Length));
        output.Write("]");
    }

    public void EndRow() => output.Write("]");

    public void End() => output.Write("]}\n");

    private void WriteAll(ReadOnlySpan<float> logits)
    {
        for (var i = 0; i < logits.Length; i++)
        {
            if (i > 0)
                output.Write(",");
            Number(logits[i]);
        }
    }

    private void WriteTop(ReadOnlySpan<float> logits, int count)
    {
        if (_order.Length != logits.Length)
            _order = new int[logits.Length];
        for (var i = 0; i < _order.Length; i++)
            _order[i] = i;
        var keys = logits.ToArray();
        // A stable order: of equal logits the smaller id comes first.
        Array.Sort(_order, (a, b) => keys[a] == keys[b] ? a.CompareTo(b) : keys[b].CompareTo(keys[a]));
        for (var i = 0; i < count; i++)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}{{\"id\":{_order[i]},\"logit\":"));
            Number(logits[_order[i]]);
            output.Write("}");
        }
    }

    private void Number(float value)
    {
        Span<char> text = stackalloc char[32];
        if (!float.IsFinite(value) || !value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture))
            output.Write("null");
        else
            output.Write(text[..length]);
    }
}
