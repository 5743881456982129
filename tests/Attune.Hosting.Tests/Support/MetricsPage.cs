namespace Attune.Hosting.Tests.Support;

/// <summary>The dashboard's page of metrics.</summary>
internal static class MetricsPage
{
    /// <summary>
    /// Waits until the graph of the loss begins high and ends low; a step in the middle may be worse than the one before. How long the
    /// run takes is the machine's affair, so longer stretches of time are looked at too.
    /// </summary>
    public static async Task LossFallsAsync(DashboardPage page, string pages, string row, string picture)
    {
        var minutes = new Queue<int>([1, 5, 15]);
        await page.UntilAsync("a falling loss in the metrics", async () => Falls([.. (await page.GraphAsync()).Where(value => value > 0)]), async () =>
        {
            minutes.Enqueue(minutes.Dequeue());
            await page.GoAsync($"{pages}/metrics/resource/{row}?meter=Attune&instrument=attune.training.loss&duration={minutes.Last()}&view=Graph", "attune.training.loss");
            return null;
        });
        await page.ShootAsync(picture);
    }

    private static bool Falls(IReadOnlyList<double> loss) => loss.Count > 1 && loss[0] == loss.Max() && loss[^1] < loss[0] / 2;
}
