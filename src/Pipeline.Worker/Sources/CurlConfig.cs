using System.Globalization;
using System.Text;

namespace Pipeline.Worker.Sources;

/// <summary>What curl receives on standard input: one option a line, values quoted.</summary>
/// <remarks>Everything secret or variable goes this way, because every user of the machine can read a command line.</remarks>
internal sealed class CurlConfig
{
    private readonly StringBuilder text = new();

    public CurlConfig Add(string option)
    {
        text.Append(option).Append('\n');
        return this;
    }

    public CurlConfig Add(string option, long value) => Add(string.Create(CultureInfo.InvariantCulture, $"{option} = {value}"));

    /// <summary>Adds an option with a text, whatever characters it has: inside quotes curl knows these escapes and no others.</summary>
    public CurlConfig Add(string option, string value)
    {
        text.Append(option).Append(" = \"");
        foreach (var symbol in value)
        {
            text.Append(symbol switch
            {
                '\\' => "\\\\",
                '"' => "\\\"",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\v' => "\\v",
                _ => symbol.ToString(),
            });
        }

        text.Append("\"\n");
        return this;
    }

    public override string ToString() => text.ToString();
}
