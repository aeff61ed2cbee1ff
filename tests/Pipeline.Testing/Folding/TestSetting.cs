using System.Globalization;

namespace Pipeline.Testing.Folding;

/// <summary>The numbers that a person may give a property test: how many cases, from which seed on.</summary>
internal static class TestSetting
{
    /// <summary>How many cases are tried.</summary>
    public static int Cases(int usually) => Of("PIPELINE_TEST_CASES", usually);

    /// <summary>Whether a person asks for more than a test run usually takes.</summary>
    public static bool IsThorough => Cases(0) > 0;

    /// <summary>The seed of the first case.</summary>
    public static int FirstSeed => Of("PIPELINE_TEST_SEED", 1);

    private static int Of(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
