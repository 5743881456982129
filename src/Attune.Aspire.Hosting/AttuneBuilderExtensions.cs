using Aspire.Hosting.ApplicationModel;
using Attune.Aspire.Hosting.Rows;
using Attune.Hosting;
using Attune.Hosting.Declarations;

namespace Aspire.Hosting;

/// <summary>Adds tuning projects of Attune to an AppHost.</summary>
public static class AttuneBuilderExtensions
{
    /// <summary>Adds a tuning project by its file or folder. Its own row is the build, which its trainer, evaluator and server wait for.</summary>
    /// <param name="builder">The AppHost's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="path">The project file, or a folder with one project file in it; relative to the AppHost's folder.</param>
    /// <exception cref="HostingException">There is no such project.</exception>
    [AspireExport]
    public static IResourceBuilder<TuningProjectResource> AddTuningProject(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var project = new TuningProjectResource(name, ProjectFiles.Find(Path.GetFullPath(path, builder.AppHostDirectory)));
        return TuningRows.Of(builder).AddProject(builder, project);
    }

    /// <summary>Says how many GPUs there are for rows with <c>WithGpu</c> to share.</summary>
    /// <param name="builder">The AppHost's builder.</param>
    /// <param name="count">At least 1. Without this: 1.</param>
    [AspireExport]
    public static IDistributedApplicationBuilder WithTuningGpus(this IDistributedApplicationBuilder builder, int count)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        TuningRows.Of(builder).SetGpus(count);
        return builder;
    }

    /// <summary>Adds a tuning project that the AppHost references.</summary>
    /// <typeparam name="TProject">The project, such as <c>Projects.SupportBot</c>.</typeparam>
    /// <param name="builder">The AppHost's builder.</param>
    /// <param name="name">The resource's name.</param>
    [AspireExportIgnore(Reason = "Types of project references exist in C# only; the overload with a path does the same.")]
    public static IResourceBuilder<TuningProjectResource> AddTuningProject<TProject>(
        this IDistributedApplicationBuilder builder, [ResourceName] string name)
        where TProject : IProjectMetadata, new() => AddTuningProject(builder, name, new TProject().ProjectPath);
}
