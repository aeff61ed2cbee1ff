using System.Text;

namespace Pipeline.SampleData;

/// <summary>One of our own CSV dumps: a header and rows, fields quoted only where they must be.</summary>
/// <param name="header">The names of the columns.</param>
/// <param name="rows">The rows, in the order of the file.</param>
internal sealed class CsvDump(string[] header, IEnumerable<string[]> rows)
{
    private readonly List<string[]> rows = [.. rows];

    public IReadOnlyList<string[]> Rows => rows;

    /// <summary>The same rows, which may be changed without changing this dump.</summary>
    public CsvDump Copy() => new(header, rows.Select(row => (string[])row.Clone()));

    public void Add(params string[] row) => rows.Add(row);

    public void Remove(string column, string value) => rows.Remove(Find(column, value));

    /// <summary>Says a row once more, word for word, in another place.</summary>
    public void Duplicate(int row, int place) => rows.Insert(place, (string[])rows[row].Clone());

    /// <summary>Gives one field of the first row that has this value another value.</summary>
    public void Change(string column, string value, string changed, string to) =>
        Find(column, value)[Array.IndexOf(header, changed)] = to;

    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
        {
            text.AppendJoin(',', row.Select(Quoted)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(",\"\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private string[] Find(string column, string value) =>
        rows.First(row => row[Array.IndexOf(header, column)] == value);
}
