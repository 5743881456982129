namespace Attune;

/// <summary>How characters are written in a file.</summary>
public enum DatasetEncoding
{
    /// <summary>UTF-8 with or without a byte order mark, or UTF-16 with one.</summary>
    Unicode,

    /// <summary>ISO 8859-1: one byte a character. It is never guessed, since every file is valid in it.</summary>
    Latin1,
}
