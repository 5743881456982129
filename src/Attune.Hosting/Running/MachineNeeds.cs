namespace Attune.Hosting.Running;

/// <summary>What a process takes of the machine while it runs, or what the machine has.</summary>
/// <param name="Processors">Processor slots; 0 where it takes none, as a server that mostly waits.</param>
/// <param name="Gpus">Whole GPUs.</param>
/// <param name="Builds">Builds at a time; two builds of projects that share a reference would write the same files.</param>
internal readonly record struct MachineNeeds(int Processors, int Gpus = 0, int Builds = 0)
{
    public bool IsNone => this == default;

    public bool FitsIn(MachineNeeds free) => Processors <= free.Processors && Gpus <= free.Gpus && Builds <= free.Builds;

    /// <summary>Whether both take of the same thing.</summary>
    public bool Overlaps(MachineNeeds other) =>
        (Processors > 0 && other.Processors > 0) || (Gpus > 0 && other.Gpus > 0) || (Builds > 0 && other.Builds > 0);

    public MachineNeeds AtMost(MachineNeeds all) => new(Math.Min(Processors, all.Processors), Math.Min(Gpus, all.Gpus), Math.Min(Builds, all.Builds));

    public static MachineNeeds operator +(MachineNeeds one, MachineNeeds two) =>
        new(one.Processors + two.Processors, one.Gpus + two.Gpus, one.Builds + two.Builds);

    public static MachineNeeds operator -(MachineNeeds one, MachineNeeds two) =>
        new(one.Processors - two.Processors, one.Gpus - two.Gpus, one.Builds - two.Builds);
}
