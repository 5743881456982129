namespace A1;

[Prompt<Request>(System = "Translate the request into a ticket search.", User = "{{ text }}")]
public static partial class AskForSearch;

[Recipe<Request>(Base = "attune/tiny", Prompt = typeof(AskForSearch), Epochs = 10, LearningRate = 5e-3)]
[Lora(Rank = 8)]
public static partial class SearchModel
{
    [Assertion(AtLeast = 0.98)]
    static void IsASearch(Request request, Completion answer) => answer.Should().BeJson<TicketSearch>();

    [Assertion(AtLeast = 0.90)]
    static void IsTheExpectedSearch(Request request, Completion answer) =>
        answer.As<TicketSearch>().Should().Be(request.Search);
}
