using Attune.Text.Tokenizers.PostProcessors;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>The post-processor of a configuration that wants tokens at the start or the end of each text.</summary>
internal static class SpecialTokensAround
{
    /// <summary>Null where the configuration wants none.</summary>
    public static TemplateProcessing? Of(TokenizerConfig config, Func<string, int?> idOf)
    {
        var start = config.AddBosToken == true ? config.BosToken : null;
        var end = config.AddEosToken == true ? config.EosToken : null;
        return Of(start, end, idOf);
    }

    public static TemplateProcessing? Of(string? start, string? end, Func<string, int?> idOf)
    {
        List<TemplateToken> tokens = [];
        foreach (var content in new[] { start, end }.OfType<string>().Distinct())
        {
            if (idOf(content) is { } id)
                tokens.Add(new TemplateToken(content, [id], [content]));
        }

        if (tokens.Count == 0)
            return null;
        List<TemplatePiece> single = [.. Around(0)];
        return new TemplateProcessing(single, [.. single, .. Around(1)], tokens);

        IEnumerable<TemplatePiece> Around(int sequence)
        {
            if (start is not null && tokens.Exists(token => token.Name == start))
                yield return new TemplatePiece(null, start, sequence);
            yield return new TemplatePiece(sequence, sequence == 0 ? "A" : "B", sequence);
            if (end is not null && tokens.Exists(token => token.Name == end))
                yield return new TemplatePiece(null, end, sequence);
        }
    }
}
