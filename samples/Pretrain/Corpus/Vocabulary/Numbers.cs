using System.Globalization;
using Attune.Pretrain.Grammars;
using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Vocabulary;

/// <summary>Numbers, money, dates, times, codes: computed, since no list would do.</summary>
internal static class Numbers
{
    public static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string LettersAndDigits = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
    private const string Hexadecimal = "0123456789abcdef";

    public static void Add(Grammar grammar)
    {
        grammar.Words("month", string.Join(',', Months)).Words("day", string.Join(',', Days))
            .Words("numberWord", """
                one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty, twenty-five, thirty, forty, fifty, sixty, seventy, eighty, ninety, a hundred, a thousand
                """)
            .Words("few", "two, three, four, five, six, a few, several, a couple of, some, many, both, all the, most of the, too many, enough")
            .Words("ordinal", "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, last, next")
            .Words("currency", "EUR, USD, GBP, CHF, SEK, NOK, DKK, PLN, CZK, HUF, RON, BGN, TRY, JPY, CNY, INR, AUD, CAD, NZD, SGD, HKD, ZAR, BRL, MXN, AED, THB, KRW, ILS")
            .Words("currencyName", """
                euros, US dollars, pounds, Swiss francs, Swedish kronor, Norwegian kroner, Danish kroner, Polish zloty, Czech koruna, Hungarian forints, Turkish lira, Japanese yen, Chinese yuan, Indian rupees, Australian dollars, Canadian dollars,
                South African rand, Brazilian reais, Mexican pesos, Thai baht, dollars, British pounds
                """)
            .Words("ago", """
                a few days ago, a few minutes ago, a long time ago, a month ago, a week ago, a while ago, a year ago, about an hour ago, an hour ago, at noon, earlier today, last Friday, last month, last night, last Saturday, last Thursday, last week, last year, on Monday,
                on Wednesday morning, over a week ago, several hours ago, ten days ago, the day before yesterday, the other day, this afternoon, this morning, this week, three days ago, three weeks ago, today, two days ago, two hours ago, two months ago, two weeks ago,
                yesterday, yesterday evening, yesterday morning
                """)
            .Words("soon", """
                at the weekend, before Friday, by the end of the month, by tomorrow, in a few days, in a few minutes, in an hour, in the evening, in the morning, in three days, in two weeks, later today, later this year, next month, next Monday, next summer, next Tuesday,
                next week, next year, on Saturday, soon, the day after tomorrow, this evening, this weekend, tomorrow, tomorrow morning, tonight, within a week, within two hours
                """)
            .Words("span", "a couple of days, a day, a few days, a few hours, a few minutes, a fortnight, a long time, a month, a week, a year, about a week, all day, all night, an hour, five days, four weeks, half an hour, over a week, several days, several weeks, six months, ten minutes, the whole morning, three days, three hours, three weeks, two days, two hours, two months, two weeks, two years")
            .Words("season", "spring, summer, autumn, winter");
        grammar
            .Function("digit", draw => Digits(draw.Below(10)))
            .Function("number9", draw => Digits(draw.Between(2, 9)))
            .Function("number20", draw => Digits(draw.Between(2, 20)))
            .Function("number99", draw => Digits(draw.Between(1, 99)))
            .Function("number999", draw => Digits(draw.Between(100, 999)))
            .Function("number", draw => Digits(draw.Between(1, (int)Math.Pow(10, draw.Between(1, 5)))))
            .Function("round", draw => Digits(draw.Pick([10, 15, 20, 25, 30, 40, 50, 60, 75, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600, 750, 800, 1000, 1200, 1500, 2000, 2500, 3000, 5000, 10000])))
            .Function("percent", draw => Digits(draw.Chance(0.6) ? draw.Between(1, 20) * 5 : draw.Between(1, 99)))
            .Function("decimal", draw => Decimal(draw.Between(1, 999) / 10m, "0.0"))
            .Function("price", Price)
            .Function("money", Money)
            .Function("year", draw => Digits(draw.Between(1950, 2035)))
            .Function("date", DateWords)
            .Function("isoDate", draw => Date(draw).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Function("time", Time)
            .Function("clock", draw => $"{draw.Below(24):00}:{draw.Below(60):00}")
            .Function("digits4", draw => Some(draw, "0123456789", 4))
            .Function("digits6", draw => Some(draw, "0123456789", 6))
            .Function("phoneNumber", draw => $"+{draw.Between(1, 99)} {Some(draw, "0123456789", 3)} {Some(draw, "0123456789", 3)} {Some(draw, "0123456789", 4)}")
            .Function("code", draw => $"{Some(draw, Letters, draw.Between(1, 3))}-{Some(draw, "0123456789", draw.Between(3, 5))}")
            .Function("reference", draw => draw.Chance(0.5) ? Some(draw, LettersAndDigits, draw.Between(5, 8)) : $"{Some(draw, Letters, 2)}{Some(draw, "0123456789", 6)}")
            .Function("hex", draw => Some(draw, Hexadecimal, draw.Pick([6, 7, 8, 12])))
            .Function("semver", draw => $"{draw.Between(0, 9)}.{draw.Between(0, 20)}.{draw.Between(0, 9)}")
            .Function("ip", draw => $"{draw.Pick([10, 172, 192])}.{draw.Below(256)}.{draw.Below(256)}.{draw.Between(1, 254)}");
    }

    public static DateOnly Date(Draw draw) => new DateOnly(2015, 1, 1).AddDays(draw.Below(365 * 15));

    public static string Digits(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Decimal(decimal value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    public static string Some(Draw draw, string alphabet, int length) =>
        string.Create(length, (draw, alphabet), static (span, state) =>
        {
            foreach (ref char letter in span)
                letter = state.alphabet[state.draw.Below(state.alphabet.Length)];
        });

    private static string Price(Draw draw) => draw.Below(4) switch
    {
        0 => Digits(draw.Between(2, 90)),
        1 => Digits(draw.Between(1, 60) * 10),
        2 => Decimal(draw.Between(100, 99999) / 100m, "0.00"),
        _ => Decimal(draw.Between(1, 200) - 0.01m, "0.00"),
    };

    private static string Money(Draw draw)
    {
        string price = Price(draw);
        return draw.Below(6) switch
        {
            0 => "£" + price,
            1 => "€" + price,
            2 => "$" + price,
            3 => price + " euros",
            4 => price + " " + draw.Pick(["EUR", "USD", "GBP"]),
            _ => price + " " + draw.Pick(["pounds", "dollars"]),
        };
    }

    private static string DateWords(Draw draw)
    {
        DateOnly date = Date(draw);
        string month = Months[date.Month - 1];
        return draw.Below(4) switch
        {
            0 => $"{date.Day} {month}",
            1 => $"{month} {date.Day}",
            2 => $"{date.Day} {month} {date.Year}",
            _ => $"{month} {date.Day}, {date.Year}",
        };
    }

    private static string Time(Draw draw) => draw.Below(3) switch
    {
        0 => $"{draw.Between(1, 12)} {draw.Pick(["am", "pm"])}",
        1 => $"{draw.Between(1, 12)}:{draw.Pick(["00", "15", "30", "45"])}",
        _ => $"{draw.Between(7, 22)}:{draw.Below(12) * 5:00}",
    };
}
