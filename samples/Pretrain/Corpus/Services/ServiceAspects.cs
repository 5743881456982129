namespace Attune.Pretrain.Services;

/// <summary>What customers say about an object: the label's pattern, the kinds of object it fits, messages, answers.</summary>
internal sealed record ServiceAspect(string Label, string Kinds, string[] Messages, string[] Answers);

/// <summary>The aspects, from several files. <c>{o#}</c> is the object's name.</summary>
internal static class ServiceAspects
{
    public static readonly ServiceAspect[] All = [.. GoodsAspects.All, .. PaymentAspects.All, .. AccountAspects.All, .. UseAspects.All];

    /// <summary>Blocks separated by blank lines: "label | kinds", then messages, then answers marked with '>'.</summary>
    public static ServiceAspect[] Parse(string text) =>
        [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Block)];

    private static ServiceAspect Block(string block)
    {
        string[] lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] head = lines[0].Split('|', StringSplitOptions.TrimEntries);
        return new ServiceAspect(
            head[0],
            head[1].Replace(" ", ""),
            [.. lines.Skip(1).Where(line => line[0] != '>')],
            [.. lines.Where(line => line[0] == '>').Select(line => line[1..].Trim())]);
    }
}
