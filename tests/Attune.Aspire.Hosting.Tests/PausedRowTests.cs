using Aspire.Hosting.ApplicationModel;
using Attune.Aspire.Hosting.Rows;
using Attune.Hosting;
using Attune.Hosting.Running;

namespace Attune.Aspire.Hosting.Tests;

/// <summary>What rows show that Attune keeps from starting.</summary>
public sealed class PausedRowTests
{
    private static readonly ResourceSnapshot Row = new() { Name = "trainer", DisplayName = "trainer", Type = "Trainer" };

    [Fact]
    public void A_queued_row_says_so_in_a_word_and_what_it_waits_for_in_its_details()
    {
        var row = Row with { State = ResourceState.Waiting, WaitKind = WaitKind.Turn, WaitsFor = "2 of 2 processors" };
        var shown = RowPublisher.With(News(KnownResourceStates.Starting), row);
        Assert.Equal("Queued", shown.State?.Text);
        Assert.Equal("2 of 2 processors", Assert.Single(shown.Properties, property => property.Name == "attune.waitsFor").Value);
        Assert.Same(shown, RowPublisher.With(shown, row));
    }

    [Fact]
    public void Aspires_news_do_not_end_a_pause()
    {
        var row = Row with { State = ResourceState.Waiting, WaitKind = WaitKind.Restart, WaitsFor = "restart 1 in 1 s after exit code 3" };
        var after = RowStates.Apply(row, News(KnownResourceStates.Finished) with { ExitCode = 3 });
        Assert.Equal((ResourceState.Waiting, WaitKind.Restart), (after.State, after.WaitKind));
    }

    [Fact]
    public void A_start_that_was_given_up_is_no_failure()
    {
        var row = Row with { State = ResourceState.Stopped };
        Assert.Equal(ResourceState.Stopped, RowStates.Apply(row, News(KnownResourceStates.FailedToStart)).State);
        Assert.Equal(KnownResourceStates.Exited, RowPublisher.With(News(KnownResourceStates.FailedToStart), row).State?.Text);
    }

    [Fact]
    public void What_was_asked_to_end_has_not_failed()
    {
        var row = Row with { State = ResourceState.Running };
        Assert.Equal(ResourceState.Stopped, RowStates.Apply(row, News("Terminated") with { ExitCode = 143 }).State);
        Assert.Equal(ResourceState.Failed, RowStates.Apply(row, News(KnownResourceStates.Finished) with { ExitCode = 143 }).State);
    }

    [Fact]
    public async Task A_pause_is_given_up_once()
    {
        var pauses = new RowPauses();
        var pause = pauses.RunAsync<bool>("row", async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return true;
        }, CancellationToken.None);
        Assert.True(pauses.GiveUp("row"));
        Assert.False(pauses.GiveUp("row"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pause);
    }

    private static CustomResourceSnapshot News(string state) => new() { ResourceType = "Executable", Properties = [], State = state };
}
