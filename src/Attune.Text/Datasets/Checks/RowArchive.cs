using System.Text;

namespace Attune.Text.Datasets.Checks;

/// <summary>A row read back from the archive.</summary>
/// <param name="File">Its file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="AnswerSpot">Where its answer is.</param>
/// <param name="Question">The hash of its question.</param>
/// <param name="Answer">Its answer.</param>
/// <param name="Inputs">The texts of its input fields.</param>
internal sealed record ArchivedRow(string File, int Line, RowSpot AnswerSpot, ulong Question, string Answer, IReadOnlyList<string> Inputs)
{
    /// <summary>Its place, <c>file(line)</c>.</summary>
    public string Source => $"{File}({Line})";
}

/// <summary>
/// The rows that rules may want to see again, in a temporary file that goes with the archive: of each row 8 bytes stay in
/// memory, whatever its texts are.
/// </summary>
internal sealed class RowArchive : IDisposable
{
    private readonly FileStream _file;
    private readonly BinaryWriter _writer;
    private readonly BinaryReader _reader;
    private readonly List<string> _files = [];
    private readonly List<long> _offsets;
    private bool _reads;

    /// <param name="folder">Where the file is; null for the system's folder of temporary files.</param>
    /// <param name="rows">How many rows are to be expected.</param>
    public RowArchive(string? folder, int rows)
    {
        folder ??= Path.GetTempPath();
        _file = Guarded(folder, () => TemporaryFile.Create(folder, "rows"));
        _writer = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
        _reader = new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
        _offsets = new List<long>(rows);
    }

    /// <summary>Rows archived; the next one has this number.</summary>
    public int Count => _offsets.Count;

    public void Add(CheckedRow row) => Guarded(_file.Name, () =>
    {
        if (_reads)
            _file.Seek(0, SeekOrigin.End);
        _reads = false;
        _offsets.Add(_file.Position);
        _writer.Write7BitEncodedInt(FileNumber(row.File));
        _writer.Write7BitEncodedInt(row.Line);
        _writer.Write7BitEncodedInt(row.AnswerSpot.Line);
        _writer.Write7BitEncodedInt(row.AnswerSpot.Column);
        _writer.Write(TextHash.Of(row.Question));
        _writer.Write(row.Answer);
        var inputs = row.Fields.Where(field => field.Role == FieldRole.Input).ToList();
        _writer.Write7BitEncodedInt(inputs.Count);
        foreach (var input in inputs)
            _writer.Write(input.Text);
        return 0;
    });

    public ArchivedRow Read(int row) => Guarded(_file.Name, () =>
    {
        _file.Seek(_offsets[row], SeekOrigin.Begin);
        _reads = true;
        var (file, line) = (_files[_reader.Read7BitEncodedInt()], _reader.Read7BitEncodedInt());
        var answerSpot = new RowSpot(file, _reader.Read7BitEncodedInt(), _reader.Read7BitEncodedInt());
        var (question, answer) = (_reader.ReadUInt64(), _reader.ReadString());
        var inputs = new string[_reader.Read7BitEncodedInt()];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = _reader.ReadString();
        return new ArchivedRow(file, line, answerSpot, question, answer, inputs);
    });

    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
        _file.Dispose();
    }

    private int FileNumber(string file)
    {
        // Rows come file by file.
        if (_files.Count == 0 || !ReferenceEquals(_files[^1], file))
        {
            var known = _files.IndexOf(file);
            if (known >= 0)
                return known;
            _files.Add(file);
        }

        return _files.Count - 1;
    }

    private static T Guarded<T>(string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AttuneException(
                DataErrors.WorkFile, $"The rows cannot be kept in '{path}' while they are checked: {e.Message}",
                "Make space for about the size of the data, or give write permission.", path, inner: e);
        }
    }
}
