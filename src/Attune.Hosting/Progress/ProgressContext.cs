using Attune.Hosting.Dialogs;
using Attune.Hosting.Reports;

namespace Attune.Hosting.Progress;

/// <summary>What events may do beside changing their row.</summary>
internal sealed record ProgressContext(IDialogs Dialogs, ReportServer Reports);
