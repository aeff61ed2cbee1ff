using Pipeline.Core.Feeds.Definitions;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Reads the <c>delimiter</c> of a CSV file.</summary>
internal static class DelimiterReader
{
    public static char? Read(FeedSection section, string what, FileFormat? format)
    {
        if (section.Text("delimiter", "delimiter: \";\", \"|\" (in quotes), or tab") is not { } text)
        {
            return null;
        }

        if (format is FileFormat.Json)
        {
            section.Add("delimiter", "'delimiter' is for CSV files, and this one is JSON; take it out");
        }

        if (text == "tab")
        {
            return '\t';
        }

        if (text.Length == 1 && text[0] is var c && c is not '"' && (c == '\t' || (char.IsAscii(c) && !char.IsControl(c) && !char.IsLetterOrDigit(c))))
        {
            return c;
        }

        section.Add("delimiter", $"the delimiter {Words.Quote(text)} of {what} is not one ASCII character that can divide fields; write one such as \";\" or \"|\", or tab");
        return null;
    }
}
