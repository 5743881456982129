using System.Globalization;
using Attune.Text.Fuzz.Targets;

namespace Attune.Text.Fuzz;

/// <summary>The command line of a fuzzing program.</summary>
public static class FuzzProgram
{
    /// <summary>Tries targets. Each input follows from target, seed and number, so a finding is repeated by its three values.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="targets">What can be tried.</param>
    /// <param name="project">The program's project, for its usage.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, IReadOnlyList<IFuzzTarget> targets, string project)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (FuzzOptions.Parse(args, targets) is not { } options)
        {
            Console.Error.WriteLine($"""
                Usage: dotnet run -c Release --project {project} -- [{string.Join(" | ", targets.Select(target => target.Name))} | all] [options]
                  --inputs N    inputs per target; 100000 by default
                  --seed N      1 by default
                  --first N     number of the first input; with --inputs 1 a finding is repeated
                  --threads N   all processors by default
                  --show        print the input instead of trying it
                Ends with 0 where every input was read or refused with an error of our own, else with 1.
                """);
            return 2;
        }

        var found = 0;
        foreach (var target in targets.Where(target => options.Target is "all" || options.Target == target.Name))
            found += Try(target, options);
        return found == 0 ? 0 : 1;
    }

    private static int Try(IFuzzTarget target, FuzzOptions options)
    {
        if (options.Show)
        {
            Console.WriteLine(System.Text.Encoding.UTF8.GetString(new Fuzzer(target, options.Seed).Input(options.First)));
            return 0;
        }

        var result = new Fuzzer(target, options.Seed).Run(options.First, options.Inputs, options.Threads);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name}: {options.Inputs:N0} inputs, seed {options.Seed}: {result.Read:N0} read, {result.Refused:N0} refused, {result.Findings.Count} findings, slowest {result.Slowest.TotalMilliseconds:0} ms (input {result.SlowestInput})"));
        foreach (var finding in result.Findings.Take(10))
            Console.WriteLine($"  input {finding.Number}: {finding.What}");
        return result.Findings.Count;
    }
}
