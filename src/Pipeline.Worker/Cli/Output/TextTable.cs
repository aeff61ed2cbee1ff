using Spectre.Console;

namespace Pipeline.Worker.Cli.Output;

/// <summary>A table of texts: with lines for a person at a terminal, in aligned columns otherwise.</summary>
/// <param name="headers">The columns; one that begins with <c>&gt;</c> is aligned to the right.</param>
internal sealed class TextTable(params IReadOnlyList<string> headers)
{
    private const char RightMark = '>';

    private readonly List<IReadOnlyList<string>> _rows = [];

    public TextTable Add(params IReadOnlyList<string> cells)
    {
        _rows.Add(cells);
        return this;
    }

    public void Write(TextWriter output, bool isInteractive)
    {
        if (isInteractive)
        {
            WriteLined();
        }
        else
        {
            WriteAligned(output);
        }
    }

    private static bool IsRight(string header) => header.StartsWith(RightMark);

    private static string Title(string header) => header.TrimStart(RightMark);

    private void WriteLined()
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var header in headers)
        {
            var column = new TableColumn(Markup.Escape(Title(header)));
            table.AddColumn(IsRight(header) ? column.RightAligned().NoWrap() : column);
        }

        _rows.ForEach(row => table.AddRow([.. row.Select(Markup.Escape)]));
        AnsiConsole.Write(table);
    }

    private void WriteAligned(TextWriter output)
    {
        var lines = _rows.Prepend([.. headers.Select(Title)]).ToList();
        var widths = headers.Index().Select(header => lines.Max(line => line[header.Index].Length)).ToList();
        foreach (var line in lines)
        {
            var cells = line.Index().Select(cell => IsRight(headers[cell.Index])
                ? cell.Item.PadLeft(widths[cell.Index])
                : cell.Item.PadRight(widths[cell.Index]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }
}
