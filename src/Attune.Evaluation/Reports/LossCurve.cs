using System.Globalization;
using System.Text;

namespace Attune.Evaluation;

/// <summary>Draws training and held-out loss as SVG: one y axis, labelled lines, no script.</summary>
internal static class LossCurve
{
    private const double Width = 720, Height = 260, Left = 48, Right = 16, Top = 14, Bottom = 34;

    public static string ToSvg(IReadOnlyList<CurvePoint> training, IReadOnlyList<CurvePoint> validation)
    {
        var all = training.Concat(validation).Where(point => double.IsFinite(point.Value)).ToList();
        if (all.Count == 0)
            return "<p>No loss was recorded.</p>";
        var lastStep = Math.Max(1, all.Max(point => point.Step));
        var axis = LossAxis.For(all.ConvertAll(point => point.Value));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Loss by step{(axis.IsLogarithmic ? ", logarithmic" : "")}\">");
        AppendGrid(svg, lastStep, axis);
        AppendLine(svg, "train", training, lastStep, axis);
        AppendLine(svg, "held", validation, lastStep, axis);
        foreach (var point in validation.Where(point => double.IsFinite(point.Value)))
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<circle class=\"held\" cx=\"{X(point.Step, lastStep):0.0}\" cy=\"{Y(point.Value, axis):0.0}\" r=\"3\"><title>step {point.Step}: {point.Value:0.0000}</title></circle>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static void AppendGrid(StringBuilder svg, int lastStep, LossAxis axis)
    {
        foreach (var (loss, label) in axis.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(loss, axis):0.0}\" y2=\"{Y(loss, axis):0.0}\"/>" +
                $"<text x=\"{Left - 6}\" y=\"{Y(loss, axis) + 4:0.0}\" text-anchor=\"end\">{label}</text>");
        }

        for (var i = 0; i <= 4; i++)
        {
            var step = (int)Math.Round((double)lastStep * i / 4);
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{X(step, lastStep):0.0}\" y=\"{Height - 14}\" text-anchor=\"middle\">{step}</text>");
        }
    }

    private static void AppendLine(StringBuilder svg, string style, IReadOnlyList<CurvePoint> points, int lastStep, LossAxis axis)
    {
        if (points.Count == 0)
            return;
        svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"{style}\" points=\"");

        // Many steps share a pixel; about two points a pixel are enough to see every spike.
        var stride = Math.Max(1, points.Count / (int)(2 * Width));
        for (var i = 0; i < points.Count; i += stride)
        {
            if (double.IsFinite(points[i].Value))
                svg.Append(CultureInfo.InvariantCulture, $"{X(points[i].Step, lastStep):0.0},{Y(points[i].Value, axis):0.0} ");
        }

        svg.Append("\"/>");
    }

    private static double X(int step, int lastStep) => Left + (Width - Left - Right) * step / lastStep;

    private static double Y(double loss, LossAxis axis) => Top + (Height - Top - Bottom) * (1 - axis.Height(loss));
}
