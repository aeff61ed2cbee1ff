using Pipeline.Core.Feeds.Definitions;
using Pipeline.Worker.Cli.Output;

namespace Pipeline.Worker.Tests.Cli.Output;

/// <summary>What `as-of` gives back, value by value.</summary>
public sealed class DumpWriterTests
{
    private static readonly IReadOnlyList<IReadOnlyList<string?>> Records =
    [
        ["1", "a, \"b\" c", "2022-03-01 01:00:00.250000", "2022-03-01", "true"],
        ["2", "", null, null, null],
        [null, " é", "0001-01-01 00:00:00.000000", "9999-12-31", "false"],
    ];

    private static readonly IReadOnlyList<ColumnDefinition> Columns =
    [
        Column("id", "integer"), Column("name", "text"), Column("at", "timestamp"), Column("day", "date"), Column("is_old", "boolean"),
    ];

    [Fact]
    public async Task Csv_distinguishes_null_from_empty_text_and_writes_instants_with_their_zone() => Assert.Equal(
        """
        id,name,at,day,is_old
        1,"a, ""b"" c",2022-03-01T01:00:00.250000Z,2022-03-01,true
        2,"",,,
        ," é",0001-01-01T00:00:00.000000Z,9999-12-31,false

        """,
        await WriteAsync(isJson: false));

    [Fact]
    public async Task Json_writes_numbers_and_booleans_bare_and_instants_with_their_zone() => Assert.Equal(
        """
        [
        {"id":1,"name":"a, \"b\" c","at":"2022-03-01T01:00:00.250000Z","day":"2022-03-01","is_old":true},
        {"id":2,"name":"","at":null,"day":null,"is_old":null},
        {"id":null,"name":" é","at":"0001-01-01T00:00:00.000000Z","day":"9999-12-31","is_old":false}
        ]

        """,
        await WriteAsync(isJson: true));

    private static async Task<string> WriteAsync(bool isJson)
    {
        await using var writer = new StringWriter();
        Assert.Equal(Records.Count, await new DumpWriter(writer, Columns, isJson).WriteAsync(Records.ToAsyncEnumerable(), CancellationToken.None));
        return writer.ToString();
    }

    private static ColumnDefinition Column(string name, string type) => new() { Name = name, Path = [name], Type = ColumnType.TryParse(type)! };
}
