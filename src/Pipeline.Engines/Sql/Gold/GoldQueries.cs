using System.Data.Common;
using System.Globalization;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Engines.Sql.Gold;

/// <summary>What is asked of gold and done to it in words that every engine understands.</summary>
internal static class GoldQueries
{
    private const int Samples = 5;

    /// <summary>Runs a SELECT of one number.</summary>
    public static async Task<decimal?> AskAsync(DbConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        var value = await command.ExecuteScalarAsync(cancellationToken);
        return value is null or DBNull ? null : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
    }

    /// <summary>Runs one check: counts every offending row, and keeps the first of them.</summary>
    public static async Task<CheckResult> CheckAsync(
        DbConnection connection, GoldCheck check, string text, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var offending = 0L;
        var samples = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            offending++;
            if (samples.Count < Samples)
            {
                samples.Add(string.Join(", ", Enumerable.Range(0, reader.FieldCount)
                    .Select(column => $"{reader.GetName(column)} = {Text(reader.GetValue(column))}")));
            }
        }

        return new CheckResult(check, offending, samples);
    }

    /// <summary>What the templates know of a gold table.</summary>
    public static Dictionary<string, object> Model(GoldTable table, Dialect dialect) => new()
    {
        ["table"] = table.Name,
        ["columns"] = table.Columns
            .Select(column => new Dictionary<string, object> { ["name"] = column.Name, ["type"] = dialect.TypeOf(column.Type) })
            .ToList(),
        ["grain"] = table.Columns
            .Where(column => table.Grain.Contains(column.Name))
            .OrderBy(column => table.Grain.ToList().IndexOf(column.Name))
            .Select(column => new Dictionary<string, object>
            {
                ["name"] = column.Name,
                ["is_text"] = column.Type.Kind is ColumnKind.Text,
            })
            .ToList(),
        ["has_grain"] = table.Grain.Count > 0,
        ["key"] = string.Join(", ", table.Grain.Select(SqlLibrary.Quote)),
    };

    /// <summary>The value of answer of a feed in a statement's parameters.</summary>
    public static object Parameters(string feed, Answer answer, Dialect dialect) => new
    {
        feed,
        question_id = answer.QuestionId,
        question = answer.Question,
        value = (double?)answer.Value,
        value_text = answer.ValueText,
        unit = answer.Unit,
        night = answer.Night is { } night ? dialect.Night(night) : null,
    };

    private static string Text(object value) => value switch
    {
        DBNull => "null",
        DateTime instant => Instants.Text(instant),
        DateOnly night => Instants.Text(night),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
