using System.Runtime.InteropServices;

namespace Attune.Benchmarks.MatrixProducts;

/// <summary>OpenBLAS as it is installed on the machine, bound at run time.</summary>
internal sealed unsafe class OpenBlas
{
    const int RowMajor = 101, NoTranspose = 111, Transpose = 112;

    static readonly string[] s_names = ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll"];

    readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _sgemm;
    readonly delegate* unmanaged<int, void> _setThreads;

    OpenBlas(nint library)
    {
        _sgemm = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(library, "cblas_sgemm");
        _setThreads = (delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads");
        Configuration = Text(library, "openblas_get_config");
        Core = Text(library, "openblas_get_corename");
    }

    public string Configuration { get; }

    /// <summary>The kernel family OpenBLAS chose for this processor.</summary>
    public string Core { get; }

    /// <summary>Null where OpenBLAS is not installed.</summary>
    /// <param name="core">Kernel family to force, as OPENBLAS_CORETYPE would; null leaves the choice to OpenBLAS.</param>
    public static OpenBlas? Load(string? core)
    {
        // The library reads the C environment, which Environment.SetEnvironmentVariable does not reach.
        if (core is not null) _ = SetEnvironment("OPENBLAS_CORETYPE", core, 1);

        // Idle threads yield for 2^24 cycles (instead of 2^28) before they sleep: long against one product, short against our pause.
        _ = SetEnvironment("OPENBLAS_THREAD_TIMEOUT", "24", 1);
        foreach (string name in s_names)
        {
            if (NativeLibrary.TryLoad(name, out nint library)) return new OpenBlas(library);
        }

        return null;
    }

    public void SetThreads(int threads) => _setThreads(threads);

    public void Multiply(bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda, float* b, int ldb, bool accumulate, float* c, int ldc) =>
        _sgemm(RowMajor, transposeA ? Transpose : NoTranspose, transposeB ? Transpose : NoTranspose, m, n, k, 1, a, lda, b, ldb,
            accumulate ? 1 : 0, c, ldc);

    static string Text(nint library, string function) =>
        Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, function))()) ?? "";

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int SetEnvironment(string name, string value, int overwrite);
}
