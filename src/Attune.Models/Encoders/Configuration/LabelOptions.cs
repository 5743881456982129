namespace Attune.Models;

/// <summary>The labels of a classifier (<c>id2label</c>, <c>problem_type</c>).</summary>
public sealed record LabelOptions
{
    /// <summary>Their names in the order of the logits.</summary>
    /// <value>Default <c>LABEL_0</c> and <c>LABEL_1</c>.</value>
    public IReadOnlyList<string> Names { get; init; } = ["LABEL_0", "LABEL_1"];

    /// <summary>What is asked of a text.</summary>
    /// <value>Default null: the file does not say, and one label is regression and several a choice, as in the reference library.</value>
    public LabelProblem? Stated { get; init; }

    /// <summary>What is asked of a text.</summary>
    public LabelProblem Problem => Stated ?? (Names.Count == 1 ? LabelProblem.Regression : LabelProblem.SingleLabel);

    /// <inheritdoc/>
    public bool Equals(LabelOptions? other) => other is not null && Stated == other.Stated && Names.SequenceEqual(other.Names);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Names.Count, Stated);
}

/// <summary>What a classifier of texts is asked.</summary>
public enum LabelProblem
{
    /// <summary>Which one label is right: softmax and cross-entropy.</summary>
    SingleLabel,

    /// <summary>Which labels are right, each by itself: sigmoid and binary cross-entropy.</summary>
    MultiLabel,

    /// <summary>Numbers: the mean squared error.</summary>
    Regression,
}
