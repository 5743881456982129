using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>The micro-kernels of one vector width: tiles of up to Rows x Columns. Which one runs changes speed, never a bit.</summary>
internal sealed unsafe class GemmKernel
{
    readonly delegate*<int, float*, nint, nint, float*, nint, bool, float*, nint, float*, void>[] _tiles;
    readonly delegate*<int, float*, nint, nint, float*, float*, nint, bool, float*, nint, void>[] _wide;

    GemmKernel(string name, int columns, bool isSupported, delegate*<int, float*, nint, nint, float*, nint, bool, float*, nint, float*, void>[] tiles,
        delegate*<int, float*, nint, nint, float*, float*, nint, bool, float*, nint, void>[] wide)
    {
        Name = name;
        Rows = tiles.Length;
        Columns = columns;
        WideRows = wide.Length;
        IsSupported = isSupported;
        _tiles = tiles;
        _wide = wide;
    }

    public static GemmKernel Avx512 { get; } = new("AVX-512 12x32", 32, Vector512.IsHardwareAccelerated && Avx512F.IsSupported,
    [
        &TileKernel<Lanes512, Vector512<float>, Rows1>.Run, &TileKernel<Lanes512, Vector512<float>, Rows2>.Run,
        &TileKernel<Lanes512, Vector512<float>, Rows3>.Run, &TileKernel<Lanes512, Vector512<float>, Rows4>.Run,
        &TileKernel<Lanes512, Vector512<float>, Rows5>.Run, &TileKernel<Lanes512, Vector512<float>, Rows6>.Run,
        &TileKernel<Lanes512, Vector512<float>, Rows7>.Run, &TileKernel<Lanes512, Vector512<float>, Rows8>.Run,
        &TileKernel<Lanes512, Vector512<float>, Rows9>.Run, &TileKernel<Lanes512, Vector512<float>, Rows10>.Run,
        &TileKernel<Lanes512, Vector512<float>, Rows11>.Run, &TileKernel<Lanes512, Vector512<float>, Rows12>.Run,
    ],
    [
        &WideKernel<Lanes512, Vector512<float>, Rows1>.Run, &WideKernel<Lanes512, Vector512<float>, Rows2>.Run,
        &WideKernel<Lanes512, Vector512<float>, Rows3>.Run,
    ]);

    public static GemmKernel Avx2 { get; } = new("AVX2 6x16", 16, Vector256.IsHardwareAccelerated && Fma.IsSupported,
    [
        &TileKernel<Lanes256, Vector256<float>, Rows1>.Run, &TileKernel<Lanes256, Vector256<float>, Rows2>.Run,
        &TileKernel<Lanes256, Vector256<float>, Rows3>.Run, &TileKernel<Lanes256, Vector256<float>, Rows4>.Run,
        &TileKernel<Lanes256, Vector256<float>, Rows5>.Run, &TileKernel<Lanes256, Vector256<float>, Rows6>.Run,
    ],
    [
        &WideKernel<Lanes256, Vector256<float>, Rows1>.Run, &WideKernel<Lanes256, Vector256<float>, Rows2>.Run,
    ]);

    public static GemmKernel Portable { get; } = new("portable 6x8", 8, true,
    [
        &TileKernel<Lanes128, Vector128<float>, Rows1>.Run, &TileKernel<Lanes128, Vector128<float>, Rows2>.Run,
        &TileKernel<Lanes128, Vector128<float>, Rows3>.Run, &TileKernel<Lanes128, Vector128<float>, Rows4>.Run,
        &TileKernel<Lanes128, Vector128<float>, Rows5>.Run, &TileKernel<Lanes128, Vector128<float>, Rows6>.Run,
    ],
    [
        &WideKernel<Lanes128, Vector128<float>, Rows1>.Run, &WideKernel<Lanes128, Vector128<float>, Rows2>.Run,
    ]);

    /// <summary>The widest kernel of this machine; the runtime's switches (DOTNET_EnableAVX512=0 and the like) are respected.</summary>
    public static GemmKernel Best { get; } = Avx512.IsSupported ? Avx512 : Avx2.IsSupported ? Avx2 : Portable;

    public string Name { get; }

    /// <summary>Height of a full tile, and of a packed panel of A.</summary>
    public int Rows { get; }

    /// <summary>Width of a tile, and of a packed panel of B.</summary>
    public int Columns { get; }

    /// <summary>The most rows that <see cref="Wide"/> takes.</summary>
    public int WideRows { get; }

    public bool IsSupported { get; }

    /// <inheritdoc cref="TileKernel{TLanes, TVector, TRows}.Run"/>
    public void Tile(int rows, int k, float* a, nint aRow, nint aStep, float* b, nint bStep, bool accumulate, float* c, nint ldc, float* next) =>
        _tiles[rows - 1](k, a, aRow, aStep, b, bStep, accumulate, c, ldc, next);

    /// <inheritdoc cref="WideKernel{TLanes, TVector, TRows}.Run"/>
    public void Wide(int rows, int k, float* a, nint aRow, nint aStep, float* b, float* right, nint bStep, bool accumulate, float* c, nint ldc) =>
        _wide[rows - 1](k, a, aRow, aStep, b, right, bStep, accumulate, c, ldc);

    public override string ToString() => Name;
}
