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
        var pause = pauses.RunAsync("row", Never, CancellationToken.None);
        Assert.True(pauses.GiveUp("row"));
        Assert.False(pauses.GiveUp("row"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pause);
    }

    [Fact]
    public async Task A_pause_that_ends_while_it_is_given_up_has_been_given_up()
    {
        var pauses = new RowPauses();
        var share = new MemoryStream();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pauses.RunAsync("row", _ =>
        {
            Assert.True(pauses.GiveUp("row"));
            return Task.FromResult(share);
        }, CancellationToken.None));
        Assert.False(share.CanRead);
    }

    [Fact]
    public async Task Aspires_stop_gives_up_a_pause_and_else_does_what_it_did()
    {
        var (pauses, asked) = (new RowPauses(), 0);
        var resource = new ContainerResource("row");
        resource.Annotations.Add(new ResourceCommandAnnotation(
            KnownResourceCommands.StopCommand, "Stop", _ => ResourceCommandState.Enabled, _ =>
            {
                asked++;
                return Task.FromResult(CommandResults.Success());
            }, displayDescription: null, parameter: null, confirmationMessage: null, iconName: "Stop", iconVariant: null, isHighlighted: true));
        var stop = new PausedStop(pauses);
        stop.AddTo(resource);
        stop.AddTo(resource);
        var command = Assert.Single(resource.Annotations.OfType<ResourceCommandAnnotation>());
        Assert.Equal(("Stop", "Stop", true), (command.DisplayName, command.IconName, command.IsHighlighted));

        var pause = pauses.RunAsync("row", Never, CancellationToken.None);
        Assert.True((await command.ExecuteCommand(null!)).Success);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pause);
        Assert.Equal(0, asked);
        Assert.True((await command.ExecuteCommand(null!)).Success);
        Assert.Equal(1, asked);
    }

    private static async Task<bool> Never(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        return true;
    }

    private static CustomResourceSnapshot News(string state) => new() { ResourceType = "Executable", Properties = [], State = state };
}
