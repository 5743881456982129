using System.Globalization;

namespace Attune.Text.Datasets;

/// <summary>The mistakes a data file can hold, each with its code; the one place that words them.</summary>
internal static class DataErrors
{
    public const string Unreadable = "ATT3001";
    public const string Empty = "ATT3002";
    public const string InvalidUtf8 = "ATT3003";
    public const string MalformedJson = "ATT3004";
    public const string NotRows = "ATT3005";
    public const string BrokenQuoting = "ATT3006";
    public const string FieldCount = "ATT3007";
    public const string Header = "ATT3008";
    public const string UnknownExtension = "ATT3009";
    public const string MissingProperty = "ATT3010";
    public const string WrongType = "ATT3011";
    public const string UnknownProperty = "ATT3012";
    public const string UnknownName = "ATT3013";
    public const string DuplicateKey = "ATT3014";
    public const string TooDeep = "ATT3015";
    public const string RowTooLarge = "ATT3016";
    public const string BrokenGzip = "ATT3017";
    public const string NoMatch = "ATT3018";
    public const string Encoding = "ATT3019";
    public const string UnknownRole = "ATT3020";
    public const string NoShape = "ATT3021";
    public const string SeveralShapes = "ATT3022";
    public const string UnknownShape = "ATT3023";
    public const string Incomplete = "ATT3026";
    public const string NoPair = "ATT3027";
    public const string Changed = "ATT3029";
    public const string WorkFile = "ATT3030";

    public static AttuneException At(DataValue value, string code, string fact, string remedy) =>
        new(code, fact, remedy, value.File.Length == 0 ? null : value.File, value.Line, value.Column);

    public static AttuneException CannotRead(string path, Exception inner)
    {
        var full = Path.GetFullPath(path);
        var (fact, remedy) = inner switch
        {
            FileNotFoundException or DirectoryNotFoundException =>
                ($"There is no file '{full}'.", "Create it, or correct the path."),
            UnauthorizedAccessException =>
                ($"The file '{full}' may not be read.", "Check that it is a file, and its permissions."),
            _ => ($"The file '{full}' could not be read: {inner.Message}", "Check the file and the disk it is on."),
        };
        return new AttuneException(Unreadable, fact, remedy, full, inner: inner);
    }

    /// <summary>A character as a message shows it: quoted, or by its code point where it cannot be seen.</summary>
    public static string Show(char c) => c switch
    {
        '\n' => "a line end",
        '\r' => "a carriage return",
        '\t' => "a tab",
        < ' ' or (>= '\u007F' and < '\u00A1') or (>= '\uD800' and < '\uE000') or '\uFEFF' =>
            string.Create(CultureInfo.InvariantCulture, $"the character U+{(int)c:X4}"),
        _ => $"'{c}'",
    };

    /// <summary>A text as a message shows it: quoted, on one line, cut where it is long.</summary>
    public static string Show(string text)
    {
        const int longest = 60;
        var oneLine = text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return oneLine.Length <= longest ? $"'{oneLine}'" : $"'{oneLine[..longest]}…'";
    }
}
