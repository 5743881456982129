using System.Globalization;
using System.Text;

namespace Attune.Text.Templates.Formatting;

/// <summary>C's strftime in the C locale. Unknown directives stay as they are.</summary>
internal static class DateText
{
    public static string Format(DateTime time, string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                text.Append(format[i]);
                continue;
            }

            var isBare = format[i + 1] == '-' && i + 2 < format.Length;
            i += isBare ? 2 : 1;
            var part = Directive(time, format[i]);
            if (part is null)
                text.Append('%').Append(isBare ? "-" : "").Append(format[i]);
            else
                text.Append(isBare ? TrimPadding(part) : part);
        }

        return text.ToString();
    }

    private static string TrimPadding(string part)
    {
        var bare = part.TrimStart('0', ' ');
        return bare.Length == 0 ? "0" : bare;
    }

    private static string? Directive(DateTime time, char directive) => directive switch
    {
        'Y' => time.Year.ToString(CultureInfo.InvariantCulture),
        'F' => Net(time, "yyyy-MM-dd"),
        'T' or 'X' => Net(time, "HH:mm:ss"),
        'D' or 'x' => Net(time, "MM/dd/yy"),
        'R' => Net(time, "HH:mm"),
        'r' => Net(time, "hh:mm:ss tt"),
        'c' => Net(time, "ddd MMM ") + Space(time.Day) + Net(time, " HH:mm:ss yyyy"),
        'm' => Net(time, "MM"),
        'd' => Net(time, "dd"),
        'e' => Space(time.Day),
        'H' => Net(time, "HH"),
        'I' => Net(time, "hh"),
        'M' => Net(time, "mm"),
        'S' => Net(time, "ss"),
        'f' => Net(time, "ffffff"),
        'y' => Net(time, "yy"),
        'C' => (time.Year / 100).ToString("00", CultureInfo.InvariantCulture),
        _ => NameOrWeek(time, directive),
    };

    private static string? NameOrWeek(DateTime time, char directive) => directive switch
    {
        'B' => Net(time, "MMMM"),
        'b' or 'h' => Net(time, "MMM"),
        'A' => Net(time, "dddd"),
        'a' => Net(time, "ddd"),
        'p' => Net(time, "tt"),
        'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        'w' => ((int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        'u' => (time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        'U' => Week(time, (int)time.DayOfWeek),
        'W' => Week(time, ((int)time.DayOfWeek + 6) % 7),
        // A time of the clock has no zone of its own.
        'Z' or 'z' => "",
        'n' => "\n",
        't' => "\t",
        '%' => "%",
        _ => null,
    };

    private static string Week(DateTime time, int dayOfWeek) => ((time.DayOfYear + 6 - dayOfWeek) / 7).ToString("00", CultureInfo.InvariantCulture);

    private static string Space(int number) => number.ToString(CultureInfo.InvariantCulture).PadLeft(2);

    private static string Net(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
