namespace Attune.Evaluation;

/// <summary>The report page's style: readable in light and dark, on paper and on a phone.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d9dee6; --paper: #fff; --panel: #f5f7fa; --train: #8aa4c8; --held: #c2410c; --good: #15803d; --bad: #b91c1c; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b5; --line: #323b47; --paper: #14181f; --panel: #1c222b; --train: #5b7fb0; --held: #fb923c; --good: #4ade80; --bad: #f87171; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 960px; margin: 0 auto; padding: 28px 20px 60px; }
        header { display: flex; align-items: center; gap: 14px; }
        h1 { font-size: 26px; margin: 0; } h2 { font-size: 18px; margin: 34px 0 10px; } small, .sub { color: var(--soft); }
        .badge { border: 1px solid currentColor; border-radius: 99px; padding: 1px 10px; font-size: 13px; } .good { color: var(--good); } .bad { color: var(--bad); }
        .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th { text-align: left; font-weight: 600; color: var(--soft); }
        td, th { padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); vertical-align: middle; } td.n { font-variant-numeric: tabular-nums; white-space: nowrap; }
        .facts th { width: 32%; font-weight: 400; } .facts td { overflow-wrap: anywhere; }
        svg { width: 100%; height: auto; display: block; } svg.interval { width: 120px; } svg text { fill: var(--soft); font-size: 11px; }
        .grid { stroke: var(--line); } polyline { fill: none; stroke-width: 1.5; } polyline.train { stroke: var(--train); } polyline.held { stroke: var(--held); stroke-width: 2; }
        circle.held { fill: var(--held); } .interval rect { fill: var(--train); opacity: .55; } .interval circle { fill: var(--ink); } .interval .ring { fill: none; stroke: var(--soft); } .interval .tick { stroke: var(--held); stroke-width: 1.5; }
        figure { margin: 0; background: var(--panel); border-radius: 10px; padding: 14px; } figcaption { color: var(--soft); font-size: 13px; }
        .key { display: inline-block; width: 18px; height: 3px; vertical-align: middle; margin: 0 4px 0 14px; } .key.train { background: var(--train); } .key.held { background: var(--held); }
        details { border-bottom: 1px solid var(--line); padding: 8px 0; } summary { cursor: pointer; } dl { display: grid; grid-template-columns: 130px 1fr; gap: 4px 14px; margin: 10px 0; }
        dt { color: var(--soft); overflow-wrap: anywhere; } dd { margin: 0; overflow-wrap: anywhere; } pre { margin: 0; white-space: pre-wrap; background: var(--panel); border-radius: 6px; padding: 6px 10px; }
        @media (max-width: 600px) { dl { grid-template-columns: 1fr; } }
        """;
}
