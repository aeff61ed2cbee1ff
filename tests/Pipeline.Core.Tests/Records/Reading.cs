using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Records;

namespace Pipeline.Core.Tests.Records;

/// <summary>Datasets in few words, and what is read of bytes.</summary>
internal static class Reading
{
    /// <summary>A dataset of columns written as <c>name: type</c>, <c>name: type @path.in.record</c>; the first is the key.</summary>
    public static DatasetDefinition Dataset(params string[] columns) => new()
    {
        Name = "things",
        Source = "vendor",
        File = "things",
        Mode = DatasetMode.Full,
        Key = [columns[0].Split(':')[0]],
        Columns = [.. columns.Select(Column)],
    };

    public static ColumnDefinition Column(string text)
    {
        var parts = text.Split([':', '@'], StringSplitOptions.TrimEntries);
        return new ColumnDefinition
        {
            Name = parts[0],
            Type = ColumnType.TryParse(parts[1])!,
            Path = parts.Length == 2 ? [parts[0]] : parts[2].Split('.', StringSplitOptions.RemoveEmptyEntries),
        };
    }

    /// <summary>A nested list of a dataset; its columns begin with the parent's key.</summary>
    public static DatasetDefinition WithList(this DatasetDefinition parent, string name, string path, params string[] columns)
    {
        var inherited = parent.Key.Select(key => parent.Columns.First(column => column.Name == key) with
        {
            Name = key.Contains('_', StringComparison.Ordinal) ? key : $"{parent.Name}_{key}",
        }).ToList();
        var list = Dataset(columns) with
        {
            Name = name,
            Parent = parent.Name,
            ListPath = path.Split('.'),
            ParentKeyColumns = inherited.Count,
            Key = [.. inherited.Select(column => column.Name), columns[0].Split(':')[0]],
            Columns = [.. inherited, .. columns.Select(Column)],
        };
        return parent with { Lists = [.. parent.Lists, list] };
    }

    public static DatasetDefinition With(this DatasetDefinition dataset, string column, Func<ColumnDefinition, ColumnDefinition> change) =>
        dataset with { Columns = [.. dataset.Columns.Select(one => one.Name == column ? change(one) : one)] };

    public static List<ReadRecord> Read(this DatasetDefinition dataset, string text, string fileName = "things.json") =>
        dataset.Read(Encoding.UTF8.GetBytes(text), fileName);

    public static List<ReadRecord> Read(this DatasetDefinition dataset, byte[] bytes, string fileName = "things.json") =>
        [.. new DeliveryReader(new FeedFile(dataset)).Read(() => new MemoryStream(bytes), fileName, CancellationToken.None)];

    public static List<ReadRecord> ReadCsv(this DatasetDefinition dataset, string text) => dataset.Read(text, "things.csv");

    public static string Fault(this DatasetDefinition dataset, string text, string fileName = "things.json") =>
        dataset.Fault(Encoding.UTF8.GetBytes(text), fileName);

    public static string Fault(this DatasetDefinition dataset, byte[] bytes, string fileName) =>
        Assert.Throws<UnusableDeliveryException>(() => dataset.Read(bytes, fileName)).Message;

    /// <summary>One line a record: its dataset where it is a list's, its outcome, and its values or its rejection.</summary>
    public static string Show(this IEnumerable<ReadRecord> records) => string.Join('\n', records.Select(Show));

    private static string Show(ReadRecord record)
    {
        var name = record.Dataset.Parent is null ? "" : record.Dataset.Name + " ";
        return record.Outcome switch
        {
            RecordOutcome.Accepted => name + string.Join('|', record.Values.Select(value => value ?? "null")),
            RecordOutcome.Skipped => name + "skipped",
            _ => $"{name}{record.Rejection!.Reason} {record.Rejection.Column} {record.Rejection.Hold}",
        };
    }
}
