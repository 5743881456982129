namespace Attune.Training;

/// <summary>The places of states in a file, which is there while a run is under way.</summary>
internal sealed class StatePages
{
    private StateFile? _file;

    /// <summary>The numbers that have been asked for.</summary>
    public long Length { get; private set; }

    private StateFile File => _file ?? throw new InvalidOperationException("The file of the optimizer's state is not open.");

    /// <summary>Takes space for so many numbers and returns where it begins.</summary>
    public long Reserve(int numbers)
    {
        long start = Length;
        Length += numbers;
        return start;
    }

    /// <summary>Lies from now on in a file, whose owner the caller is.</summary>
    public void LieIn(StateFile file) => _file = file;

    public void Read(long start, Span<float> numbers) => File.Read(start, numbers);

    public void Write(long start, ReadOnlySpan<float> numbers) => File.Write(start, numbers);
}
