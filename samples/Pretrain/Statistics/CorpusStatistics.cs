using System.Globalization;
using System.Text;

namespace Attune.Pretrain.Statistics;

/// <summary>Counts what a training text is made of: characters by family, distinct sentences, word 8-grams, words.</summary>
internal sealed class CorpusStatistics
{
    private const int GramLength = 8;

    private static readonly char[] s_sentenceEnds = ['.', '?', '!', '\n'];

    private readonly SortedDictionary<string, (long Documents, long Characters)> _families = [];
    private readonly HashSet<ulong> _sentences = [];
    private readonly HashSet<ulong> _grams = [];
    private readonly HashSet<ulong> _documents = [];
    private readonly HashSet<string> _words = [];
    private long _sentenceCount;
    private long _gramCount;
    private long _documentCount;
    private long _characters;
    private long _chatCharacters;

    public int DistinctWords => _words.Count;

    public double DistinctDocumentShare => (double)_documents.Count / _documentCount;

    public double DistinctGramShare => (double)_grams.Count / _gramCount;

    public double ChatShare => (double)_chatCharacters / _characters;

    public void Add(CorpusDocument document)
    {
        string text = document.Rendered();
        var (documents, characters) = _families.GetValueOrDefault(document.Family);
        _families[document.Family] = (documents + 1, characters + text.Length);
        _documentCount++;
        _characters += text.Length;
        _chatCharacters += document.Messages is null ? 0 : text.Length;
        _documents.Add(Hash(text));
        IEnumerable<string> bodies = document.Messages is null ? [document.Text!] : document.Messages.Select(message => message.Content);
        foreach (string body in bodies)
            AddBody(body);
    }

    public string Report()
    {
        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"{_documentCount:N0} documents ({DistinctDocumentShare:P2} distinct), {_characters:N0} characters, {ChatShare:P1} chat\n");
        report.Append(CultureInfo.InvariantCulture, $"sentences: {_sentenceCount:N0}, distinct {(double)_sentences.Count / _sentenceCount:P1}\n");
        report.Append(CultureInfo.InvariantCulture, $"word 8-grams: {_gramCount:N0}, distinct {DistinctGramShare:P1}\n");
        report.Append(CultureInfo.InvariantCulture, $"distinct words (letters only, lower case, three letters or more): {DistinctWords:N0}\n\n");
        foreach (var (family, (documents, characters)) in _families)
            report.Append(CultureInfo.InvariantCulture, $"{family,-22}{documents,9:N0} documents {characters,12:N0} characters {(double)characters / _characters,8:P1}\n");
        return report.ToString();
    }

    private void AddBody(string body)
    {
        foreach (string sentence in body.Split(s_sentenceEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            _sentenceCount++;
            _sentences.Add(Hash(sentence));
        }

        string[] words = body.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i + GramLength <= words.Length; i++)
        {
            _gramCount++;
            ulong hash = 0;
            for (int j = 0; j < GramLength; j++)
                hash = (hash * 0x9E3779B97F4A7C15) + Hash(words[i + j]);
            _grams.Add(hash);
        }

        foreach (string word in words)
        {
            string bare = word.Trim('.', ',', '?', '!', ';', ':', '"', '\'', '(', ')').ToLowerInvariant();
            if (bare.Length >= 3 && bare.All(char.IsAsciiLetterLower))
                _words.Add(bare);
        }
    }

    /// <summary>FNV-1a.</summary>
    private static ulong Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char letter in text)
            hash = (hash ^ letter) * 1099511628211;
        return hash;
    }
}
