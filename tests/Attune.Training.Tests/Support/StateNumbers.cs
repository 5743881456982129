namespace Attune.Training.Tests.Support;

/// <summary>The numbers of state, wherever they lie.</summary>
internal static class StateNumbers
{
    public static float[] Numbers(this OptimizedParameters.Slot slot, int part)
    {
        var numbers = new float[slot.StateNames[part].Shape.ElementCount];
        slot.State.Read(part, 0, numbers);
        return numbers;
    }
}
