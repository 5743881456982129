namespace Attune.Generated.Tests;

/// <summary>Prompts over more than strings.</summary>
public sealed class PromptTests
{
    private static readonly Ticket Printer = new()
    {
        Text = "printer on fire",
        Priority = 1,
        Tags = ["a", "b"],
        Author = new Person("Ada", Role.Staff),
        Label = "hardware",
    };

    [Fact]
    public void Numbers_records_enums_and_lists_reach_the_template()
    {
        var message = AskForLabel.ForInference(
            "printer on fire", 1, new DateTimeOffset(2025, 1, 31, 12, 0, 0, TimeSpan.FromHours(1)), ["a", "b"], new Person("Ada", Role.Staff)).Single();
        Assert.Equal("printer on fire (1) by Ada, it-staff #a #b at 2025-01-31T12:00:00+01:00", message.Content);
    }

    [Fact]
    public void Training_renders_what_inference_renders()
    {
        var training = AskForLabel.ForTraining(Printer);
        Assert.Equal(AskForLabel.ForInference(Printer.Text, Printer.Priority, Printer.OpenedAt, Printer.Tags, Printer.Author).Single(), training[0]);
        Assert.Equal(("assistant", "hardware"), (training[1].Role, training[1].Content));
    }

    [Fact]
    public void Other_prompt_languages_render_the_same_fields()
    {
        var scriban = AskInScriban.ForInference("printer on fire", 1, ["a", "b"]);
        Assert.Equal(["Hurry.", "PRINTER ON FIRE #a #b"], scriban.Select(message => message.Content));
        var brackets = AskInBrackets.ForInference("printer", new DateTimeOffset(2025, 1, 31, 12, 0, 0, TimeSpan.FromHours(1)));
        Assert.Equal("printer at 2025-01-31T12:00:00+01:00, [TEXT]", brackets.Single().Content);
        Assert.Equal(["text", "opened_at"], AskInBrackets.Definition.Variables);
    }

    [Fact]
    public void Null_is_false_in_a_template() =>
        Assert.Equal("x (3)", AskForLabel.ForInference("x", 3, null, [], null).Single().Content);

    [Fact]
    public void A_chat_template_is_part_of_its_recipe()
    {
        Assert.Equal(("PlainTemplate", "<|im_end|>"), (PlainTemplate.Definition.Name, PlainTemplate.Definition.StopToken));
        Assert.Same(PlainTemplate.Definition, LabelModel.Recipe.ChatTemplate);
        Assert.Equal(LearningRateSchedule.Linear, LabelModel.Recipe.Options.Schedule);
        Assert.Null(LabelModel.Recipe.Lora);
    }
}
