using System.Text;

namespace Attune.Hosting.Processes;

/// <summary>Cuts a process's output into lines as it comes. A line that never ends is given in pieces, so memory stays bounded.</summary>
internal static class LineReader
{
    public static async Task ReadAsync(TextReader reader, Action<string> onLine)
    {
        var buffer = new char[4096];
        var line = new StringBuilder();
        var afterReturn = false;
        int count;
        while ((count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            foreach (var character in buffer.AsSpan(0, count))
            {
                // A lone carriage return ends a line too: progress bars redraw themselves with it.
                if (character is '\n' or '\r' || line.Length == LogBuffer.MostCharacters)
                {
                    if (!(character == '\n' && afterReturn))
                        Flush(line, onLine);
                }

                if (character is not ('\n' or '\r'))
                    line.Append(character);
                afterReturn = character == '\r';
            }
        }

        if (line.Length > 0)
            Flush(line, onLine);
    }

    private static void Flush(StringBuilder line, Action<string> onLine)
    {
        onLine(line.ToString());
        line.Clear();
    }
}
