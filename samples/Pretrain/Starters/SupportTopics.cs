using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Starters;

/// <summary>Template <c>attune-classifier</c>: what customers write, and the team that answers it.</summary>
internal sealed class SupportTopics(Draw draw)
{
    private static readonly (string Topic, string[] Messages)[] s_topics =
    [
        ("Billing",
        [
            "I was charged twice for {0}", "why is my invoice for {0} so high", "please send me a receipt for {0}", "my card was declined when I paid for {0}",
            "I need the VAT number on the invoice for {0}", "the price of {0} on my bill is wrong", "can I pay for {0} by bank transfer",
        ]),
        ("Shipping",
        [
            "where is {0}, it should have arrived", "my parcel with {0} is late", "can you deliver {0} to another address", "the tracking page says nothing about {0}",
            "when will {0} be shipped", "the courier never came with {0}", "do you ship {0} abroad",
        ]),
        ("Returns",
        [
            "I want to send {0} back", "how do I return {0}", "I would like a refund for {0}", "can I exchange {0} for another size", "is it too late to give {0} back",
            "I changed my mind about {0}, take it back please", "who pays for sending {0} back",
        ]),
        ("Account",
        [
            "I cannot log in to see {0}", "how do I change my password, I ordered {0}", "please delete my account, I only bought {0}", "my email address is wrong on the order of {0}",
            "I forgot my user name after buying {0}", "the login code for {0} never comes", "close my account, I do not need {0} any more",
        ]),
        ("Product",
        [
            "{0} is broken", "does {0} come in blue", "how do I clean {0}", "{0} makes a strange noise", "which batteries does {0} need", "what is {0} made of",
            "is there a manual for {0}",
        ]),
    ];

    private static readonly string[] s_things =
        ["the lamp", "my kettle", "the blue jacket", "two chairs", "the garden hose", "the headphones", "my new phone case", "the coffee machine", "the desk", "a pair of boots", "the radio", "the backpack"];

    private static readonly string[] s_openings = ["", "", "", "hello, ", "hi, ", "good morning, ", "please help: ", "one question: "];
    private static readonly string[] s_endings = ["", "", "", ".", "!", ", thanks", ", please answer soon"];

    public StarterRow Next()
    {
        (string topic, string[] messages) = draw.Pick(s_topics);
        string text = draw.Pick(s_openings) + string.Format(System.Globalization.CultureInfo.InvariantCulture, draw.Pick(messages), draw.Pick(s_things)) + draw.Pick(s_endings);
        if (draw.Chance(0.5))
            text = char.ToUpperInvariant(text[0]) + text[1..];
        return new StarterRow(Key(text), topic, new { text, topic });
    }

    /// <summary>The message without greeting and ending, so that no two rows differ by these alone.</summary>
    private static string Key(string text)
    {
        string key = text.ToLowerInvariant();
        string opening = s_openings.FirstOrDefault(opening => opening.Length > 0 && key.StartsWith(opening, StringComparison.Ordinal)) ?? "";
        string ending = s_endings.FirstOrDefault(ending => ending.Length > 0 && key.EndsWith(ending, StringComparison.Ordinal)) ?? "";
        return key[opening.Length..^ending.Length];
    }
}
