using System.Globalization;
using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Starters;

/// <summary>Template <c>attune-chat</c>: what visitors ask a bookshop, in one turn or two, and what it answers.</summary>
internal sealed class ShopChats(Draw draw)
{
    private const string System = "You answer visitors of the Lantern bookshop in short sentences.";

    private static readonly (string Answer, string[] Questions)[] s_subjects =
    [
        ("We are open from 9 to 18, Monday to Saturday.",
            ["when are you open", "what are your opening hours", "are you open on Saturday", "how late can I come", "when do you close", "can I come on Monday morning"]),
        ("You find us at 12 Mill Street, beside the library.",
            ["where are you", "what is your address", "how do I find the shop", "which street are you in", "is the shop near the library", "where can I find you"]),
        ("Orders of 30 euros and more are sent free of charge.",
            ["what does shipping cost", "do you send books by post", "is delivery free", "how much is postage", "can you mail me a book", "do I pay for delivery"]),
        ("You can return a book within 14 days with the receipt.",
            ["can I return a book", "how do I give a book back", "do you take books back", "what if I do not like the book", "can I exchange a present", "how long can I return something"]),
        ("Gift vouchers are at the till, from 10 euros.",
            ["do you have gift vouchers", "can I buy a gift card", "where do I get a voucher", "how much is a voucher", "I need a voucher for a friend", "do you sell gift cards"]),
        ("The reading for children is on Friday at 16.",
            ["is there a reading for children", "when is the story hour", "what can my kids do there", "do you read to children", "when is the children's reading", "is there something for kids on Friday"]),
        ("We buy used books on the first Tuesday of the month.",
            ["do you buy used books", "can I sell you my old books", "when do you take used books", "what can I do with old books", "I have books to sell", "do you trade second hand books"]),
        ("We order any book in print; it is here in two days.",
            ["can you order a book for me", "how long does an order take", "the book I want is not on the shelf", "can you get me a rare title", "when will my order be here", "do you order books in print"]),
    ];

    private static readonly (string Genre, int Shelf)[] s_genres =
    [
        ("cookbooks", 1), ("crime novels", 2), ("poetry", 3), ("maps", 4), ("comics", 5), ("picture books", 6), ("dictionaries", 7), ("biographies", 8),
        ("garden books", 9), ("travel guides", 10), ("plays", 11), ("fairy tales", 12),
    ];

    private static readonly string[] s_genreQuestions =
        ["where are the {0}", "on which shelf do I find {0}", "do you have {0}", "I am looking for {0}", "show me the {0}", "could you tell me where {0} stand"];

    private static readonly string[] s_openings = ["", "", "", "hello, ", "hi, ", "excuse me, ", "good day, ", "one question, "];
    private static readonly string[] s_endings = ["?", "?", "", " please?", ", please"];

    public StarterRow Next()
    {
        var messages = new List<object> { new { role = "system", content = System } };
        string key = Turn(messages, draw.Pick(s_openings));
        if (draw.Chance(0.7))
            key += "|" + Turn(messages, draw.Chance(0.5) ? "and " : "thanks, ");
        return new StarterRow(key, key, new { messages });
    }

    /// <summary>Adds a question and its answer; returns the question alone, so that no two rows differ by greetings.</summary>
    private string Turn(List<object> messages, string opening)
    {
        (string question, string answer) = draw.Chance(0.5) ? OfAGenre() : OfAFact();
        string text = opening + question + draw.Pick(s_endings);
        if (draw.Chance(0.6))
            text = char.ToUpperInvariant(text[0]) + text[1..];
        messages.Add(new { role = "user", content = text });
        messages.Add(new { role = "assistant", content = answer });
        return question;
    }

    private (string Question, string Answer) OfAFact()
    {
        (string answer, string[] questions) = draw.Pick(s_subjects);
        return (draw.Pick(questions), answer);
    }

    private (string Question, string Answer) OfAGenre()
    {
        (string genre, int shelf) = draw.Pick(s_genres);
        string question = string.Format(CultureInfo.InvariantCulture, draw.Pick(s_genreQuestions), genre);
        return (question, $"{char.ToUpperInvariant(genre[0])}{genre[1..]}: shelf {shelf.ToString(CultureInfo.InvariantCulture)}.");
    }
}
