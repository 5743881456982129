namespace Attune.Training;

/// <summary>One row, tokenized: the model learns to say the tokens whose mask is set, given all before them.</summary>
/// <param name="TokenIds">Prompt and completion.</param>
/// <param name="LossMask">For each token, whether it is a target. The first never is: nothing comes before it.</param>
/// <param name="Source">Where the row is, for messages: <c>file(line)</c>.</param>
public sealed record TrainingExample(int[] TokenIds, bool[] LossMask, string Source)
{
    /// <summary>How many tokens are learned.</summary>
    public int SupervisedTokens
    {
        get
        {
            int count = 0;
            for (int i = 1; i < LossMask.Length; i++)
                count += LossMask[i] ? 1 : 0;
            return count;
        }
    }
}
