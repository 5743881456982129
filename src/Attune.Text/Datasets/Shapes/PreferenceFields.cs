using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Shapes;

/// <summary>The names under which preference data has its prompt and its two answers.</summary>
internal static class PreferenceFields
{
    private static readonly (string Chosen, string Rejected)[] Pairs =
        [("chosen", "rejected"), ("chosen_messages", "rejected_messages"), ("chosen_response", "rejected_response")];

    /// <summary>How a prompt can be given; null at the end: it is the common start of the answers.</summary>
    private static readonly string?[] Prompts = ["prompt", "question", "instruction", "conversations", "messages", null];

    /// <summary>The match of the first prompt and pair of answers that all rows have.</summary>
    public static ShapeMatch? Recognise(RowSample rows)
    {
        foreach (var (chosen, rejected) in Pairs)
        {
            foreach (var prompt in Prompts)
            {
                var answers = ((string, Func<DataValue, bool>)[])[(chosen, RowSample.IsTextOrMessages), (rejected, RowSample.IsTextOrMessages)];
                if (rows.Match(prompt is null ? answers : [(prompt, RowSample.IsTextOrMessages), .. answers]) is { } match)
                    return match;
            }
        }

        return rows.Match(("messages", RowSample.IsMessages), ("rejected_response", RowSample.IsText))
            ?? rows.Match(("messages", RowSample.IsMessages), ("rejected_messages", RowSample.IsMessages));
    }

    /// <summary>The two answers of a row.</summary>
    public static (DataValue Chosen, DataValue Rejected)? Answers(DataValue row)
    {
        foreach (var (chosen, rejected) in Pairs)
        {
            if (row[chosen] is { } first && row[rejected] is { } second)
                return (first, second);
        }

        return null;
    }

    /// <summary>The prompt of a row, or null where it is the common start of the answers.</summary>
    public static List<Message>? Prompt(DataValue row, ShapeOptions options)
    {
        if ((row.Optional("prompt") ?? row.Optional("question")) is { } prompt)
        {
            var before = TurnReader.Before(row);
            before.AddRange(TurnReader.ReadTurns(prompt, "user", options));
            return before;
        }

        if (row["instruction"] is not null)
            return AlpacaShape.Question(row);
        return (row.Optional("conversations") ?? row.Optional("messages")) is { } turns ? TurnReader.ReadAll(turns, options, row["system"]) : null;
    }
}
