using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pipeline.Testing;
using Pipeline.Testing.Warehouses;
using Pipeline.Worker.Demo;

namespace Pipeline.Worker.Tests.EndToEnd;

/// <summary>The real executable over the real data that lies beside the project, where it does.</summary>
public sealed partial class RealDataTests : IDisposable
{
    private const string Streaming = "streaming";
    private const int Seed = 20211225;
    private const string PasswordEnv = "VENDOR_FTP_PASSWORD";

    private static readonly string RealData = Path.GetFullPath(Path.Combine(PipelineCli.Repository, "..", "shared", "data", Streaming));

    private static readonly string Feeds = Path.Combine(PipelineCli.Repository, "sql", "feeds");

    private static readonly string[] Answers =
    [
        "01 93.406593 93.406593 percent", "02 4 4 users", "03 3 3 movies", "04 43336.01016 12:02:16 seconds",
        "05 0.935901448 0.935901448 gigabytes", "06 712 712 users",
    ];

    private static readonly string[] Schemas = ["bronze", "silver", "gold"];

    private readonly TempFolder _folder = new();
    private readonly SqliteProbe _warehouse = new();

    public void Dispose()
    {
        _warehouse.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public Task The_six_answers_are_right_by_folder_and_a_second_run_changes_no_byte()
    {
        RequireRealData();
        return AnswersAreRightAsync(Feeds, [], "--source", $"vendor={RealData}", "--source", $"internal={RealData}");
    }

    [Fact]
    public async Task The_six_answers_are_right_by_FTP_with_TLS_and_a_second_run_changes_no_byte()
    {
        RequireRealData();
        Assert.SkipWhen(VsftpdServer.WhyNot() is not null, VsftpdServer.WhyNot() ?? "");
        await using var server = await VsftpdServer.StartAsync(
            new VsftpdOptions { Folder = RealData, Tls = VsftpdTls.Explicit }, TimeProvider.System, TestContext.Current.CancellationToken);

        await AnswersAreRightAsync(FeedOver(server), new() { [PasswordEnv] = server.Password });
    }

    [Fact]
    public async Task H14_silver_as_of_each_night_is_the_dump_of_that_night()
    {
        RequireRealData();
        var nights = Enumerable.Range(25, 6).Select(day => $"2021-12-{day}").ToList();
        var derived = new DerivedNights(RealData, Seed);
        foreach (var night in nights)
        {
            if (night != nights[0] && night != nights[3])
            {
                derived.Change();
            }

            derived.Write(_folder[night]); // the fourth is the third in another order and form
        }

        var placeholder = Path.Combine(_folder.Path, "{night:yyyy-MM-dd}");
        await SucceedAsync(
            [], "run", Streaming, "--feeds", Feeds, "--warehouse", $"sqlite:{_warehouse.Folder}",
            "--backfill", $"{nights[0]}..{nights[^1]}", "--source", $"vendor={placeholder}", "--source", $"internal={placeholder}");

        foreach (var night in nights)
        {
            var dump = DumpRows.Read(_folder[night]);
            Assert.Equal(9, dump.Count);
            Assert.All(dump, dataset => Assert.Equal(dataset.Value, AsOf(dataset.Key, night)));
        }

        Assert.Equal("0|0|0|9", Rows($"select sum(new), sum(changed), sum(gone), count(*) from history.accepted_nights where night = '{nights[3]}'"));
        Assert.All(new[] { nights[2], nights[4], nights[5] }, night => Assert.Equal(
            "1|1|1", Rows($"select sum(new) > 0, sum(changed) > 0, sum(gone) > 0 from history.accepted_nights where night = '{night}'")));
        Assert.NotEqual("0", Rows("select count(*) from silver.books where is_latest = 1 and is_current = 0"));
        Assert.All(DumpRows.Columns.Keys, dataset => Assert.Equal(
            "0",
            Rows($"""
                select count(*) from silver.{dataset} as v
                inner join history.accepted_nights as n on n.dataset = '{dataset}' and n.night = '{nights[3]}'
                where v.valid_from = n.valid_from or v.valid_to = n.valid_from
                """)));
    }

    private static void RequireRealData() => Assert.SkipUnless(Directory.Exists(RealData), $"The real data is not here: {RealData}");

    private async Task AnswersAreRightAsync(string feeds, Dictionary<string, string> environment, params string[] sources)
    {
        string[] place = ["--feeds", feeds, "--warehouse", $"sqlite:{_warehouse.Folder}"];
        string[] run = ["run", Streaming, "--night", "2021-12-31", .. place, .. sources];
        await SucceedAsync(environment, run);
        var asked = await SucceedAsync([], ["answer", Streaming, "--json", .. place]);

        Assert.Equal(Answers, JsonDocument.Parse(asked.Output).RootElement.EnumerateArray().Select(answer =>
            $"{answer.GetProperty("question_id")} {answer.GetProperty("value").GetDecimal()} {answer.GetProperty("value_text")} {answer.GetProperty("unit")}"));
        Assert.Equal(
            Answers.Select(answer => answer.Split(' ')).Select(words => $"{words[0]}|{Number(words[1])}|{words[2]}|{words[3]}|2021-12-31"),
            Rows("select question_id, value, value_text, unit, night from gold.answers order by question_id").Split('\n'));
        Assert.All(DumpRows.Read(RealData), dataset => Assert.Equal(dataset.Value, AsOf(dataset.Key, "2021-12-31")));

        var before = Bytes();
        await SucceedAsync(environment, run);
        Assert.Equal(before, Bytes());
    }

    private async Task<CliResult> SucceedAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var result = await PipelineCli.RunAsync(_folder.Path, environment, arguments);
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}: {result.Error}{result.Output}");
        return result;
    }

    // The repository's feed, with every file at the server; the server's certificate vouches for itself.
    private string FeedOver(VsftpdServer server)
    {
        var from = Path.Combine(Feeds, Streaming);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            _folder.Write(Path.Combine("feeds", Streaming, Path.GetRelativePath(from, file)), File.ReadAllText(file));
        }

        var source = $"{{ url: \"{server.Url}\", password_env: {PasswordEnv}, tls: required, ca_file: \"{server.CertificateFile}\" }}";
        var feed = Sources().Replace(
            File.ReadAllText(Path.Combine(from, "feed.yaml")), $"sources:\n  vendor: {source}\n  internal: {source}\n\n");
        _folder.Write($"feeds/{Streaming}/feed.yaml", feed);
        return _folder["feeds"];
    }

    private IEnumerable<string> AsOf(string dataset, string night)
    {
        var columns = DumpRows.Columns[dataset].Split(", ").Select(column => $"v.{column}");
        return RowsOf($"""
            select {string.Join(", ", columns)} from silver.{dataset} as v
            inner join history.accepted_nights as n on n.dataset = '{dataset}' and n.night = '{night}'
            where v.valid_from <= n.valid_from and (v.valid_to is null or v.valid_to > n.valid_from)
            """).Order(StringComparer.Ordinal);
    }

    private string Rows(string sql) => string.Join('\n', RowsOf(sql));

    private IEnumerable<string> RowsOf(string sql) =>
        _warehouse.Query(sql).Select(row => string.Join('|', row.Select(value => value ?? "null")));

    private string[] Bytes() => [.. Schemas
        .Select(schema => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(_warehouse.Bytes(schema)!)))];

    private static string Number(string text) => double.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^sources:.*?(?=^# |^datasets:)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Sources();
}
