using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>Turns .NET values into values of the template language, marking every string with where it came from.</summary>
internal static class ContextValues
{
    public static object? Convert(object? value, Mark mark) => value switch
    {
        string text => new SpannedString(text, mark),
        null or bool or long or double => value,
        _ => FromOther(value, mark),
    };

    private static object? FromOther(object value, Mark mark)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return value switch
        {
            BigInteger big => Numbers.Normalise(big),
            SpannedText spanned => FromSpanned(spanned),
            IEnumerable<KeyValuePair<string, object?>> map => FromPairs(map, mark),
            IDictionary map => FromDictionary(map, mark),
            Func<DateTime> => throw new ArgumentException("A clock is given by RenderOptions.Clock, not as a variable."),
            IEnumerable items => FromItems(items, mark),
            SpannedString or Undefined or TemplateDictionary or Namespace or ICallable => value,
            _ => FromScalar(value, mark),
        };
    }

    private static object FromScalar(object value, Mark mark) => value switch
    {
        int or short or byte or sbyte or ushort or uint => System.Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong big => Numbers.Normalise(big),
        float single => (double)single,
        decimal number => number == decimal.Truncate(number) && number.ToString(CultureInfo.InvariantCulture).IndexOf('.') < 0
            ? Numbers.Normalise(new BigInteger(number))
            : (object)(double)number,
        char character => new SpannedString(character.ToString(), mark),
        Enum name => new SpannedString(name.ToString(), mark),
        IFormattable formattable => new SpannedString(formattable.ToString(null, CultureInfo.InvariantCulture), mark),
        _ => throw new ArgumentException($"A template variable cannot be a {value.GetType()}; give strings, numbers, booleans, dictionaries and lists."),
    };

    private static SpannedString FromSpanned(SpannedText spanned)
    {
        var builder = new SpannedStringBuilder(int.MaxValue);
        foreach (var span in spanned.Spans)
        {
            var mark = new Mark(span.Origin.MessageIndex, span.Origin.Part, span.Origin.Item);
            builder.Append(spanned.Text, span.Start, span.Length, mark);
        }

        return builder.ToSpannedString();
    }

    private static TemplateDictionary FromPairs(IEnumerable<KeyValuePair<string, object?>> map, Mark mark)
    {
        if (map is Dictionary<string, object?> dictionary && IsOrdinal(dictionary.Comparer))
            return new TemplateDictionary(mark, dictionary, ContextFields.Instance);
        var result = new TemplateDictionary(mark);
        foreach (var pair in map)
            result.Set(pair.Key, Convert(pair.Value, mark));
        return result;
    }

    // Keys of the language are equal by their characters alone.
    private static bool IsOrdinal(IEqualityComparer<string> comparer) =>
        ReferenceEquals(comparer, EqualityComparer<string>.Default) || ReferenceEquals(comparer, StringComparer.Ordinal);

    private static TemplateDictionary FromDictionary(IDictionary map, Mark mark)
    {
        var result = new TemplateDictionary(mark);
        foreach (DictionaryEntry entry in map)
            result.Set(Convert(entry.Key, mark), Convert(entry.Value, mark));
        return result;
    }

    private static TemplateList FromItems(IEnumerable items, Mark mark)
    {
        if (items is List<object?> given)
        {
            var values = new object?[given.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = Convert(given[i], mark);
            return new TemplateList(values, mark);
        }

        var list = new List<object?>();
        foreach (var item in items)
            list.Add(Convert(item, mark));
        return new TemplateList(list.ToArray(), mark);
    }
}
