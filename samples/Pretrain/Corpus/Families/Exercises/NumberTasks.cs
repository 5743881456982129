using Attune.Pretrain.Grammars;
using static Attune.Pretrain.Vocabulary.Numbers;

namespace Attune.Pretrain.Families.Exercises;

/// <summary>Small sums, comparisons, units and dates.</summary>
internal static class NumberTasks
{
    public static CorpusDocument Write(Page page)
    {
        var turns = new List<(string, string)>();
        if (page.Draw.Chance(0.3))
            turns.Add(("system", page.Draw.Pick(["Answer with a number or a word.", "Calculate.", "You are good with numbers."])));
        int count = page.Draw.Between(1, 4);
        for (int i = 0; i < count; i++)
        {
            var (question, answer) = page.Draw.Below(10) switch
            {
                < 3 => Sum(page),
                3 => Story(page),
                4 => Larger(page),
                5 => Convert(page),
                6 => Calendar(page),
                7 => Extreme(page),
                8 => Compare(page),
                _ => Money(page),
            };
            turns.Add(("user", question));
            turns.Add(("assistant", answer));
        }

        return Documents.Chat(turns);
    }

    private static (string, string) Sum(Page page)
    {
        int a = page.Draw.Between(1, 40);
        int b = page.Draw.Between(1, 20);
        var (sign, result) = page.Draw.Below(3) switch { 0 => ("+", a + b), 1 => ("-", a - b), _ => ("*", a % 12 * (b % 11)) };
        if (sign == "*")
            (a, b) = (a % 12, b % 11);
        return (page.Draw.Pick(["{0}", "What is {0}?", "{0} ="]).Replace("{0}", $"{a} {sign} {b}"), Digits(result));
    }

    private static (string, string) Story(Page page)
    {
        int has = page.Draw.Between(2, 30);
        int change = page.Draw.Between(1, has);
        string who = page.Say("first");
        string item = Inflection.Plural(page.Say("goods"));
        return page.Draw.Chance(0.5)
            ? ($"{who} has {has} {item} and buys {change} more. How many {item} are there now?", Digits(has + change))
            : ($"{who} has {has} {item} and gives away {change}. How many {item} are left?", Digits(has - change));
    }

    private static (string, string) Larger(Page page)
    {
        int a = page.Draw.Below(500);
        int b = a + page.Draw.Between(1, 300);
        bool swap = page.Draw.Chance(0.5);
        bool larger = page.Draw.Chance(0.5);
        return ($"Which is {(larger ? "larger" : "smaller")}, {(swap ? b : a)} or {(swap ? a : b)}?", Digits(larger ? b : a));
    }

    private static (string, string) Convert(Page page)
    {
        int n = page.Draw.Between(1, 12);
        var (one, many, factor, small) = page.Draw.Pick(new[] { ("second", "seconds", 1000, "ms"), ("minute", "minutes", 60, "seconds"), ("hour", "hours", 60, "minutes"), ("day", "days", 24, "hours"), ("week", "weeks", 7, "days"), ("metre", "metres", 100, "centimetres"), ("kilometre", "kilometres", 1000, "metres"), ("kilogram", "kilograms", 1000, "grams"), ("year", "years", 12, "months"), ("kilobyte", "kilobytes", 1024, "bytes"), ("dozen", "dozen", 12, "pieces") });
        string unit = n == 1 ? one : many;
        return page.Draw.Chance(0.5) ? ($"How many {small} are {n} {unit}?", Digits(n * factor)) : ($"{n} {unit} in {small}", Digits(n * factor) + " " + small);
    }

    private static (string, string) Calendar(Page page)
    {
        if (page.Draw.Chance(0.5))
        {
            int day = page.Draw.Below(7);
            bool after = page.Draw.Chance(0.5);
            return ($"Which day comes {(after ? "after" : "before")} {Days[day]}?", Days[(day + (after ? 1 : 6)) % 7]);
        }

        DateOnly date = Date(page.Draw);
        return ($"Write {date.Day} {Months[date.Month - 1]} {date.Year} as a date.", date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static (string, string) Extreme(Page page)
    {
        var numbers = Enumerable.Range(0, page.Draw.Between(3, 6)).Select(_ => page.Draw.Below(300)).ToList();
        return page.Draw.Below(3) switch
        {
            0 => ("Largest number: " + string.Join(", ", numbers), Digits(numbers.Max())),
            1 => ("Smallest number: " + string.Join(", ", numbers), Digits(numbers.Min())),
            _ => ("How many numbers are there? " + string.Join(", ", numbers), Digits(numbers.Count)),
        };
    }

    private static (string, string) Compare(Page page)
    {
        int a = page.Draw.Below(100);
        int b = page.Draw.Chance(0.2) ? a : page.Draw.Below(100);
        var (words, holds) = page.Draw.Pick(new[] { ("more than", a > b), ("less than", a < b), ("at least", a >= b), ("at most", a <= b), ("equal to", a == b) });
        return ($"Is {a} {words} {b}?", holds ? "yes" : "no");
    }

    private static (string, string) Money(Page page)
    {
        int price = page.Draw.Between(1, 30);
        int count = page.Draw.Between(2, 9);
        string item = page.Say("goods");
        return ($"One {item} costs {price} euros. What do {count} cost?", $"{price * count} euros");
    }
}
