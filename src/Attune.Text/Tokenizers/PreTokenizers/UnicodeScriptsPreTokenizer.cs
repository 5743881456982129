using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Normalizers.Unicode;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary>
/// <c>UnicodeScripts</c>: cuts where the script changes. Spaces and unassigned characters go with what is before them;
/// at the start of a text, where nothing is, they are lost.
/// </summary>
internal sealed class UnicodeScriptsPreTokenizer : PreTokenizer
{
    private const int AnyScript = -1;
    private static readonly Lazy<(int First, int Last, int Script)[]> Loaded = new(() => [.. UnicodeRanges.Read("scripts.txt")]);
    private readonly (int First, int Last, int Script)[] scripts = Loaded.Value;
    private readonly Action<AlignedText, Piece, List<Piece>> rule;

    public UnicodeScriptsPreTokenizer() => rule = Cut;

    public static UnicodeScriptsPreTokenizer Read(DataValue value) => new();

    public override void Apply(PreTokenizedText text) => text.Split(rule);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "UnicodeScripts");
        writer.WriteEndObject();
    }

    private void Cut(AlignedText text, Piece piece, List<Piece> pieces)
    {
        var span = text.Text[..piece.End];
        var (start, current) = (-1, AnyScript);
        for (var at = piece.Start; at < piece.End;)
        {
            var script = ScriptOf(PatternNode.CodePointAt(span, at, out var length));
            if (script != AnyScript && script != current)
            {
                if (start >= 0)
                    pieces.Add(new Piece(start, at));
                (start, current) = (at, script);
            }

            at += length;
        }

        if (start >= 0)
            pieces.Add(new Piece(start, piece.End));
    }

    private int ScriptOf(int codePoint)
    {
        var (low, high) = (0, scripts.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, script) = scripts[middle];
            if (codePoint < first)
                high = middle - 1;
            else if (codePoint > last)
                low = middle + 1;
            else
                return script;
        }

        return AnyScript;
    }
}
