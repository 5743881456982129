using System.Globalization;
using Attune.Text;
using Attune.Text.Datasets.Checks;
using Attune.Text.Tokenizers;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Attune.Terminal;

/// <summary>Shows the tokens of a row with their role in training.</summary>
internal static class TokenView
{
    private static readonly Style Supervised = new(Color.Black, Color.Green);
    private static readonly Style Special = new(Color.Blue, decoration: Decoration.Bold);
    private static readonly Style Literal = new(Color.Grey);
    private static readonly Style Content = Style.Plain;

    /// <summary>As running text: supervised tokens on green, special tokens blue, template literals grey. Without colours, supervised tokens stand in brackets.</summary>
    public static void WriteText(Screen screen, EncodedRow row, Tokenizer tokenizer)
    {
        WriteTitle(screen, row);
        var colours = screen.Console.Profile.Capabilities.Ansi;
        var paragraph = new Paragraph();
        for (var i = 0; i < row.Tokens.Ids.Length; i++)
        {
            var text = Visible(row, tokenizer, i);
            var endsLine = text.EndsWith('⏎');
            paragraph.Append(colours || !row.LossMask[i] ? text : $"[{text}]", StyleOf(row, tokenizer, i));
            if (endsLine)
                paragraph.Append("\n");
        }

        screen.Console.Write(paragraph);
        screen.Line();
        screen.Line();
    }

    /// <summary>One line a token.</summary>
    public static void WriteTable(Screen screen, EncodedRow row, Tokenizer tokenizer)
    {
        WriteTitle(screen, row);
        var table = new Table { Border = TableBorder.Minimal };
        foreach (var title in new[] { "position", "id", "text", "origin", "supervised" })
            table.AddColumn(title);
        for (var i = 0; i < row.Tokens.Ids.Length; i++)
        {
            table.AddRow(
                new Cell(i.ToString(CultureInfo.InvariantCulture)),
                new Cell(row.Tokens.Ids[i].ToString(CultureInfo.InvariantCulture)),
                new Cell(Visible(row, tokenizer, i), StyleOf(row, tokenizer, i)),
                new Cell(OriginOf(row, i)),
                new Cell(row.LossMask[i] ? "yes" : ""));
        }

        screen.Console.Write(table);
    }

    private static void WriteTitle(Screen screen, EncodedRow row) => screen.Heading(string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Source}  {(row.Part == DatasetPart.Train ? "train" : "held out")}  {row.Tokens.Ids.Length} tokens, {row.LossMask.Count(target => target)} supervised"));

    private static string Visible(EncodedRow row, Tokenizer tokenizer, int index)
    {
        var offset = row.Tokens.Offsets[index];
        var text = offset.End > offset.Start
            ? row.Conversation.Text.Text[offset.Start..offset.End]
            : tokenizer.Decode([row.Tokens.Ids[index]], skipSpecialTokens: false);
        return text.Replace("\r", "␍", StringComparison.Ordinal).Replace("\n", "⏎", StringComparison.Ordinal).Replace("\t", "→", StringComparison.Ordinal);
    }

    private static Style StyleOf(EncodedRow row, Tokenizer tokenizer, int index)
    {
        if (row.LossMask[index])
            return Supervised;
        if (tokenizer.IsSpecial(row.Tokens.Ids[index]))
            return Special;
        return Origin(row, index).IsTemplate ? Literal : Content;
    }

    private static string OriginOf(EncodedRow row, int index)
    {
        var origin = Origin(row, index);
        if (origin.IsTemplate)
            return "template";
        var role = row.Conversation.Messages[origin.MessageIndex].Role;
        return string.Create(CultureInfo.InvariantCulture, $"message {origin.MessageIndex} ({role}, {origin.Part.ToString().ToLowerInvariant()})");
    }

    private static Origin Origin(EncodedRow row, int index)
    {
        var start = row.Tokens.Offsets[index].Start;
        foreach (var span in row.Conversation.Text.Spans)
        {
            if (start < span.End)
                return span.Origin;
        }

        return Text.Origin.Template;
    }
}
