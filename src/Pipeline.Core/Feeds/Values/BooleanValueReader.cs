namespace Pipeline.Core.Feeds.Values;

/// <summary>True or false, in the words that exports use, in any letter case.</summary>
internal sealed class BooleanValueReader : ValueReader
{
    public override string Expected => "a boolean (true, false, t, f, yes, no, y, n, 1 or 0)";

    public override string? Read(string text, out ValueProblem? problem)
    {
        problem = null;
        switch (text.Length > 5 ? "" : text.ToLowerInvariant())
        {
            case "true" or "t" or "yes" or "y" or "1":
                return "true";
            case "false" or "f" or "no" or "n" or "0":
                return "false";
            default:
                problem = new ValueProblem();
                return null;
        }
    }
}
