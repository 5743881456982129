namespace Attune.Text.Tokenizers.Normalizers.Unicode;

/// <summary>The four forms of Unicode Standard Annex 15.</summary>
internal enum NormalForm
{
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}
