using System.CommandLine;
using Attune.Cli.CommandLine;

namespace Attune.Cli.Templates;

/// <summary><c>attune template</c>.</summary>
internal static class TemplateCommand
{
    public static Command Create(Streams streams) =>
        new("template", "Works with chat templates. Example: attune template render --template chat.jinja --context conversation.json")
        {
            new RenderCommand(streams).Create(),
            new CheckCommand(streams).Create(),
        };
}
