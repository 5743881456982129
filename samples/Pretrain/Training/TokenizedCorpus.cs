using Attune.Text.Tokenizers;
using Attune.Training;

namespace Attune.Pretrain.Training;

/// <summary>Documents of the corpus as tokens. Threads write and encode stretches of it; they are joined in their order.</summary>
internal static class TokenizedCorpus
{
    private const int StretchDocuments = 2000;

    /// <summary>Whole documents from the first on, until there are <paramref name="tokens"/> tokens.</summary>
    public static TokenCorpus Make(Tokenizer tokenizer, ulong seed, long tokens, int threads)
    {
        var corpus = new TokenCorpus();
        ulong first = 0;
        while (corpus.TokenCount < tokens)
        {
            int[][] documents = new int[StretchDocuments * threads][];
            ulong from = first;
            Parallel.For(0, documents.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
                documents[i] = tokenizer.Encode(Corpus.Document(seed, from + (ulong)i).Rendered()).Ids);
            first += (ulong)documents.Length;
            foreach (int[] document in documents)
            {
                if (corpus.TokenCount >= tokens)
                    break;
                corpus.Add(document);
            }
        }

        return corpus;
    }
}
