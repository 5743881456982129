using Attune.Definitions;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Checks;

namespace Attune.Preparation;

/// <summary>A row as the user's type and as it stands in the file, and its part.</summary>
internal sealed record LoadedRow<TRow>(TRow Row, DatasetRow Data, DatasetPart Part);

/// <summary>
/// A dataset's files as typed rows. They have been read once, so that every row fits its type and the parts are known; rows
/// are read again each time they are asked for, and one is in memory.
/// </summary>
internal sealed class LoadedDataset<TRow>
{
    private readonly TypedFiles<TRow> _files;
    private readonly TypedFiles<TRow>? _testFiles;
    private readonly ContentSplit? _split;
    private readonly FileStamps _stamps;

    private LoadedDataset(TypedFiles<TRow> files, TypedFiles<TRow>? testFiles, ContentSplit? split)
    {
        (_files, _testFiles, _split) = (files, testFiles, split);
        Files = [.. files.Paths, .. testFiles?.Paths ?? []];
        _stamps = new FileStamps(Files);
    }

    public IReadOnlyList<string> Files { get; }

    public int TrainRows { get; private set; }

    public int TestRows { get; private set; }

    /// <summary>Reads all rows once.</summary>
    /// <exception cref="ProblemsException">Rows do not fit their type; each is named at its own place.</exception>
    public static LoadedDataset<TRow> Open(DatasetDefinition<TRow> dataset, ProjectPlace project)
    {
        var files = TypedFiles<TRow>.Of(dataset, dataset.Path, project);
        var testFiles = dataset.TestPath is { } path ? TypedFiles<TRow>.Of(dataset, path, project) : null;
        var split = testFiles is null && dataset.TestFraction > 0 ? new ContentSplit(dataset.TestFraction, (ulong)dataset.Seed) : null;
        var loaded = new LoadedDataset<TRow>(files, testFiles, split);
        loaded.Read();
        return loaded;
    }

    /// <summary>The rows of a part, in the order of the files.</summary>
    public IEnumerable<LoadedRow<TRow>> Rows(DatasetPart part)
    {
        if (part == DatasetPart.Test && TestRows == 0)
            return [];
        var files = part == DatasetPart.Test && _testFiles is not null ? _testFiles : _files;
        return Rows(files, data => PartOf(files, data) == part);
    }

    /// <summary>All rows, in the order of the files.</summary>
    public IEnumerable<LoadedRow<TRow>> Rows() => Rows(_files, _ => true).Concat(_testFiles is null ? [] : Rows(_testFiles, _ => true));

    private IEnumerable<LoadedRow<TRow>> Rows(TypedFiles<TRow> files, Func<DatasetRow, bool> isWanted)
    {
        foreach (var data in files.Data())
        {
            if (isWanted(data))
                yield return new LoadedRow<TRow>(files.Read(data), data, PartOf(files, data));
        }

        _stamps.Verify();
    }

    private DatasetPart PartOf(TypedFiles<TRow> files, DatasetRow data)
    {
        var isTest = files == _testFiles || (_split is not null && _split.IsTest(RowHash.Of(data.Value)));
        return isTest ? DatasetPart.Test : DatasetPart.Train;
    }

    private void Read()
    {
        var problems = new ProblemList();
        TrainRows = _files.Check(problems, data => _split?.Add(RowHash.Of(data.Value)));
        TestRows = _testFiles?.Check(problems, _ => { }) ?? _split?.TestRows ?? 0;
        TrainRows -= _testFiles is null ? TestRows : 0;
        problems.ThrowIfAny();
        _stamps.Verify();
    }
}
