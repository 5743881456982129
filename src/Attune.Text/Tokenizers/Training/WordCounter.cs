namespace Attune.Text.Tokenizers;

/// <summary>Counts the words of texts, as a normalizer and a pre-tokenizer cut them.</summary>
internal sealed class WordCounter(TokenizerParts parts)
{
    /// <summary>Characters of the texts that are counted together, by all threads.</summary>
    private const int BatchLength = 1 << 22;

    /// <summary>
    /// Texts go to the threads in batches, each thread's share is a run of them, and shares are put together in order:
    /// so words come in the order of the texts whatever the number of threads.
    /// </summary>
    public WordCounts Count(IEnumerable<string> texts, TrainingRun run)
    {
        var (plain, bytes, done) = (new WordCounts(), new WordCounts(), 0L);
        foreach (var batch in Batches(texts))
        {
            run.Report(TokenizerTrainingStage.CountingWords, done, null);
            done += batch.Count;
            if (run.Threads == 1)
            {
                CountRange(batch, 0, batch.Count, plain, bytes);
                continue;
            }

            var shares = Enumerable.Range(0, run.Threads).Select(_ => (Plain: new WordCounts(), Bytes: new WordCounts())).ToArray();
            Parallel.For(0, shares.Length, run.Parallel, i => CountRange(
                batch, (int)((long)batch.Count * i / shares.Length), (int)((long)batch.Count * (i + 1) / shares.Length),
                shares[i].Plain, shares[i].Bytes));
            foreach (var share in shares)
            {
                plain.Add(share.Plain);
                bytes.Add(share.Bytes);
            }
        }

        run.Report(TokenizerTrainingStage.CountingWords, done, done);
        var spelled = new SpelledBytes();
        if (bytes.Words.Count > 0)
            plain.Add(bytes.Rewrite(word => spelled.Spell(word).ToString()));
        return plain;
    }

    private void CountRange(List<string> batch, int first, int end, WordCounts plain, WordCounts bytes)
    {
        var (buffers, pieces) = (new TextBuffers(), new PreTokenizedText(new AlignedText(""), default));
        for (var i = first; i < end; i++)
        {
            var text = new AlignedText(batch[i]);
            if (parts.Normalizer is { } normalizer && !normalizer.Keeps(text.Text))
                text = normalizer.Normalize(text, buffers);
            pieces.Restart(text, new Piece(0, text.Text.Length));
            parts.PreTokenizer?.Apply(pieces);
            var counts = pieces.AreBytes ? bytes : plain;
            var cut = pieces.Text.Text;
            foreach (var piece in pieces.Pieces)
            {
                if (piece.Length > 0)
                    counts.Add(cut.Slice(piece.Start, piece.Length));
            }
        }
    }

    private static IEnumerable<List<string>> Batches(IEnumerable<string> texts)
    {
        var (batch, length) = (new List<string>(), 0L);
        foreach (var text in texts)
        {
            batch.Add(text);
            length += text.Length;
            if (length < BatchLength)
                continue;
            yield return batch;
            (batch, length) = ([], 0);
        }

        if (batch.Count > 0)
            yield return batch;
    }
}
