using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Attune.Aspire.Hosting.Tests;

public sealed class AttunePublicApiTests : IDisposable
{
    private readonly AppHosts _hosts = new();

    public void Dispose() => _hosts.Dispose();

    public static TheoryData<string, Action> WithoutBuilder => new()
    {
        { nameof(AttuneBuilderExtensions.AddTuningProject), () => AttuneBuilderExtensions.AddTuningProject(null!, "bot", ".") },
        { nameof(TuningProjectBuilderExtensions.AddTrainer), () => TuningProjectBuilderExtensions.AddTrainer(null!) },
        { nameof(TuningProjectBuilderExtensions.AddEvaluator), () => TuningProjectBuilderExtensions.AddEvaluator(null!) },
        { nameof(TuningProjectBuilderExtensions.AddModelServer), () => TuningProjectBuilderExtensions.AddModelServer(null!) },
        { nameof(TuningProjectBuilderExtensions.WithModel), () => TuningProjectBuilderExtensions.WithModel(null!, "Route") },
        { nameof(TuningProjectBuilderExtensions.WithApiKey), () => TuningProjectBuilderExtensions.WithApiKey(null!, null!) },
        { "trainer " + nameof(TuningProjectBuilderExtensions.WithThreads), () => TuningProjectBuilderExtensions.WithThreads((IResourceBuilder<TrainerResource>)null!, 1) },
        { nameof(AttuneBuilderExtensions.WithTuningGpus), () => AttuneBuilderExtensions.WithTuningGpus(null!, 1) },
        { "trainer " + nameof(TuningProjectBuilderExtensions.WithGpu), () => TuningProjectBuilderExtensions.WithGpu((IResourceBuilder<TrainerResource>)null!) },
        { "evaluator " + nameof(TuningProjectBuilderExtensions.WithGpu), () => TuningProjectBuilderExtensions.WithGpu((IResourceBuilder<EvaluatorResource>)null!) },
        { "server " + nameof(TuningProjectBuilderExtensions.WithGpu), () => TuningProjectBuilderExtensions.WithGpu((IResourceBuilder<ModelServerResource>)null!) },
        { "evaluator " + nameof(TuningProjectBuilderExtensions.WithThreads), () => TuningProjectBuilderExtensions.WithThreads((IResourceBuilder<EvaluatorResource>)null!, 1) },
    };

    [Theory]
    [MemberData(nameof(WithoutBuilder), DisableDiscoveryEnumeration = true)]
    public void A_builder_must_be_given(string method, Action call)
    {
        var thrown = Assert.Throws<ArgumentNullException>(call);
        Assert.True(thrown.ParamName == "builder", $"{method} complains of {thrown.ParamName}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Names_and_paths_must_be_given(string? text)
    {
        var builder = _hosts.Builder();
        Assert.ThrowsAny<ArgumentException>(() => builder.AddTuningProject(text!, "../SupportBot"));
        Assert.ThrowsAny<ArgumentException>(() => builder.AddTuningProject("bot", text!));
        Assert.ThrowsAny<ArgumentException>(() => builder.AddTuningProject("bot", "../SupportBot").AddModelServer().WithModel(text!));
    }

    [Fact]
    public void Numbers_must_be_in_their_range()
    {
        var bot = _hosts.Builder().AddTuningProject("bot", "../SupportBot");
        Assert.Throws<ArgumentOutOfRangeException>(() => bot.AddModelServer(port: 65_536));
        Assert.Throws<ArgumentOutOfRangeException>(() => bot.AddTrainer().WithThreads(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => bot.AddEvaluator().WithThreads(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => bot.ApplicationBuilder.WithTuningGpus(0));
    }
}
