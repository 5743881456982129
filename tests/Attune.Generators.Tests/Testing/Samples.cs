namespace Attune.Generators.Tests.Testing;

/// <summary>User code that tests vary.</summary>
internal static class Samples
{
    /// <summary>A dataset with two fields for prompts and a completion.</summary>
    public const string Ticket = """
        [Dataset("data/tickets.jsonl")]
        public sealed partial record Ticket(string Text, int Priority, [property: Completion] string Label);
        """ + "\n";

    /// <summary>The dataset with a prompt.</summary>
    public const string TicketPrompt = Ticket + """
        [Prompt<Ticket>(User = "{{ text }} {{ priority }}")]
        public static partial class AskForLabel;
        """ + "\n";

    /// <summary>The sample of the architecture page.</summary>
    public const string Question = """
        [Dataset("data/questions.jsonl", TestFraction = 0.1)]
        public sealed partial record Question(string Text, [property: Completion] Query Query);

        public enum Calculation { Count, Maximum }

        public sealed record Filter(string Column, string Value);

        public sealed record Query(Calculation Calculate, string? Column, Filter[] Filters, string[] Breakdowns);

        [Prompt<Question>(System = "Translate the question into a query.", User = "{{ text }}")]
        public static partial class AskForQuery;

        [Recipe<Question>(Base = "attune/tiny", Prompt = typeof(AskForQuery), Epochs = 3, LearningRate = 2e-3)]
        [Lora(Rank = 8)]
        public static partial class QueryModel
        {
            [Assertion(AtLeast = 0.98)]
            static void IsAQuery(Question question, Completion answer) => answer.Should().BeJson<Query>();

            [Assertion(AtLeast = 0.90)]
            static void IsTheExpectedQuery(Question question, Completion answer) =>
                answer.As<Query>().Should().BeEquivalentTo(question.Query);
        }
        """ + "\n";

    /// <summary>A method that a model may call.</summary>
    public const string Tool = """
        public static partial class QueryTools
        {
            /// <summary>Finds a <see cref="Query"/>.</summary>
            /// <param name="text">What to look for.</param>
            [Tool(Name = "find")]
            public static int FindQuery(string text, Query[]? others = null) => text.Length + (others?.Length ?? 0);
        }
        """ + "\n";

    /// <summary>A dataset, a prompt and a recipe with these arguments and members.</summary>
    public static string Recipe(string arguments = "", string members = "", string attributes = "") => TicketPrompt + $$"""
        [Recipe<Ticket>(Base = "attune/tiny", Prompt = typeof(AskForLabel){{(arguments.Length == 0 ? "" : ", " + arguments)}})]
        {{attributes}}
        public static partial class LabelModel
        {
            {{members}}
        }
        """;
}
