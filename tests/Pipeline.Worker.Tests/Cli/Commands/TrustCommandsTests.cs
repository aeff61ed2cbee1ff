using System.Security.Cryptography;
using System.Text.Json;
using Pipeline.Testing;

namespace Pipeline.Worker.Tests.Cli.Commands;

/// <summary><c>plan</c>, <c>approve</c> and <c>quarantine</c>, and what a stopped night says.</summary>
public sealed class TrustCommandsTests : CommandTest
{
    private static readonly string[] Schemas = ["bronze", "silver", "gold", "ops"];

    private static readonly string[] Thirty = [.. Enumerable.Range(1, 30).Select(n => $"{n},Book {n},{n}")];

    public TrustCommandsTests()
    {
        LibraryFeed.Write(Folder);
        LibraryFeed.Deliver(Folder, "2022-03-01", [.. Thirty, "31,Ulysses,many"]);
        LibraryFeed.Deliver(Folder, "2022-03-02", [.. Thirty[..15], "30,Book 30,300", "40,New,1"]);
    }

    private string Digest => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Folder["data/2022-03-02/books.csv"])));

    [Fact]
    public async Task A_plan_shows_what_a_night_would_do_and_writes_nothing()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");
        var before = Snapshot();

        var plan = await RunAsync("plan", "library", "--night", "2022-03-02");

        Assert.Equal(
            """
            plan for library, night 2022-03-02; nothing is written to sqlite:FOLDER/warehouse
            dataset  new  of them back  changed  gone  unchanged  held  quarantined  records  state
            books      1                      1    14         15     0            0       17  would be stopped
            books, new: '40'
            books, gone: GONE, …
            books, changed: '30': pages 30 → 300
            books, columns of 1 changed row(s): pages in 1 (100%)
            would be stopped: books.csv of night 2022-03-02 would close 14 of 30 open version(s) of 'books' (46.67%); the limit is max_deleted: 20%, from 10 on.
            gold would stay unchanged
            If the file is wrong, have it sent again.
            If it is right as it is, approve it once: ./pipeline approve library --night 2022-03-02 --dataset books --delivery DIGEST --reason why
            Then run: ./pipeline run library --night 2022-03-02
            """.Replace("DIGEST", Digest, StringComparison.Ordinal),
            WithoutGone(plan.Output.TrimEnd()));
        Assert.Equal(3, plan.ExitCode);
        Assert.Equal(before, Snapshot());
        Assert.Empty(Directory.GetFileSystemEntries(Folder["warehouse/work"]));
    }

    [Fact]
    public async Task H34_a_plan_of_a_night_that_is_accepted_says_so_and_finds_no_fault()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");

        Assert.Equal(
            """
            plan for library, night 2022-03-01; nothing is written to sqlite:FOLDER/warehouse
            dataset  new  of them back  changed  gone  unchanged  held  quarantined  records  state
            books     30             0        0     0          0     0            1       31  accepted before
            gold would stay unchanged
            There is nothing to load: the night is accepted with these files.
            """,
            (await SucceedAsync("plan", "library", "--night", "2022-03-01")).Output.TrimEnd());
    }

    [Fact]
    public async Task A_plan_shows_how_gold_would_move_on_the_first_night_too()
    {
        var first = await SucceedAsync("plan", "library", "--night", "2022-03-01");
        Assert.Matches("longest_book +sum of pages +30\n", first.Output);
        Assert.False(File.Exists(Folder["warehouse/silver.db"]));

        await SucceedAsync("run", "library", "--night", "2022-03-01");
        LibraryFeed.Deliver(Folder, "2022-03-02", [.. Thirty[..29], "30,Book 30,300", "31,Ulysses,730"]);
        var json = JsonDocument.Parse((await SucceedAsync("plan", "library", "--night", "2022-03-02", "--json")).Output).RootElement;
        Assert.Equal("published", json.GetProperty("gold").GetProperty("state").GetString());
        Assert.Equal(
            """[{"table":"longest_book","column":null,"before":1,"after":1},{"table":"longest_book","column":"pages","before":30,"after":730}]""",
            string.Concat(json.GetProperty("gold").GetProperty("figures").GetRawText().Where(c => !char.IsWhiteSpace(c))));
        Assert.Equal("would be accepted", json.GetProperty("datasets")[0].GetProperty("state").GetString());
        Assert.Matches("longest_book +sum of pages +30 +730 +\\+700\n", (await SucceedAsync("plan", "library", "--night", "2022-03-02")).Output);
    }

    [Fact]
    public async Task H24_a_stopped_file_is_approved_with_a_reason_and_taken_once()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");
        await RefusesAsync(2, Refused("No guard has stopped a file of 'books' for night 2022-03-02; there is nothing to approve."), Approve(Digest, "why"));

        var stopped = await RunAsync("run", "library", "--night", "2022-03-02");
        Assert.Equal(3, stopped.ExitCode);
        Assert.Contains($"approve it once: ./pipeline approve library --night 2022-03-02 --dataset books --delivery {Digest} --reason why\nThen run: ./pipeline run library --night 2022-03-02", stopped.Error, StringComparison.Ordinal);
        var status = await SucceedAsync("status", "library");
        Assert.Contains("blocked", status.Output, StringComparison.Ordinal);

        var other = new string('0', 64);
        await RefusesAsync(2, Refused($"No guard has stopped the file {other} of 'books' for night 2022-03-02; it has stopped {Digest}."), Approve(other, "why"));
        await RefusesAsync(2, Refused("'abc' is not a SHA-256 digest: that has 64 hexadecimal digits."), Approve("abc", "why"));
        await RefusesAsync(2, Refused("The reason is blank; whoever looks at this night in a year has nothing else to go by."), Approve(Digest, " "));

        var approved = await SucceedAsync([.. Approve(Digest, "the shop in Ulm closed")]);
        Assert.Matches($"^The file of 'books' for night 2022-03-02 with sha256 {Digest[..12]} may pass its guards once; recorded in ops.approvals for .+ on .+\\.\nLoad it: ./pipeline run library --night 2022-03-02\n$", approved.Output);
        Assert.Contains("is approved already: by", (await RunAsync([.. Approve(Digest, "again")])).Error, StringComparison.Ordinal);

        File.Delete(Folder["data/2022-03-02/books.csv"]); // the vendor's server no longer has it
        var taken = await SucceedAsync("run", "library", "--night", "2022-03-02");
        Assert.Contains("books      1             0        1    14         15", taken.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task H17_H19_H24_an_approval_that_no_guard_asked_for_does_not_keep_out_what_comes_after_its_file(bool isWithdrawn)
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");
        Assert.Equal(3, (await RunAsync("run", "library", "--night", "2022-03-02")).ExitCode);
        await SucceedAsync(Approve(Digest, "the shop in Ulm closed"));
        LibraryFeed.Deliver(Folder, "2022-03-01", Thirty[..15]);
        await SucceedAsync("run", "library", "--night", "2022-03-01", "--source", "shop=data/{night:yyyy-MM-dd}");
        Assert.Contains(" 0            0       17  accepted", (await SucceedAsync("run", "library", "--night", "2022-03-02")).Output, StringComparison.Ordinal); // less is gone now

        LibraryFeed.Deliver(Folder, "2022-03-02", [.. Thirty[..15], "30,Book 30,301"]);
        if (isWithdrawn)
        {
            await SucceedAsync("withdraw", "library", "--night", "2022-03-02", "--reason", "a test system's dump");
            await SucceedAsync("run", "library", "--night", "2022-03-02");
        }
        else
        {
            await SucceedAsync("run", "library", "--night", "2022-03-02", "--source", "shop=data/{night:yyyy-MM-dd}");
        }

        Assert.Contains("30,Book 30,301\n", (await SucceedAsync("as-of", "library.books", "--night", "2022-03-02")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_quarantine_is_shown_with_its_reason_and_text()
    {
        await SucceedAsync("run", "library", "--night", "2022-03-01");

        Assert.Equal(
            """
            feed library, night 2022-03-01: 1 record(s) in quarantine, 1 of them keep versions open

            books, books.csv, line 32, record 31: bad value, column pages = many
              Column pages: "many" is not an integer (a whole number of 64 bits). Fix it at the vendor, declare another type, or set `on_bad_value: null`.
              held: the open version of its key stays open
              31,Ulysses,many

            Where the feed file can read them, correct it and run the night again: ./pipeline run library --night 2022-03-01
            """,
            (await SucceedAsync("quarantine", "library")).Output.TrimEnd());
        var json = JsonDocument.Parse((await SucceedAsync("quarantine", "library", "--json")).Output).RootElement;
        Assert.Equal("key", json[0].GetProperty("holds").GetString());
        await RefusesAsync(
            1,
            """
            Night 2022-03-02 of feed 'library' is not accepted; the last one is 2022-03-01.
            Quarantined rows belong to an accepted night; of other nights only the file is kept, in the archive.
            Nothing was written.
            See which nights are accepted: ./pipeline status library
            """,
            "quarantine", "library", "--night", "2022-03-02");
    }

    private static string[] Approve(string digest, string reason) =>
        ["approve", "library", "--night", "2022-03-02", "--dataset", "books", "--delivery", digest, "--reason", reason];

    private static string Refused(string what) =>
        $"""
        {what}
        An approval passes exactly one file once, so it must name one that a guard has stopped and that is not approved yet.
        Nothing was approved, and the warehouse is unchanged.
        Run the night to see what stops it, with the whole command to approve it: ./pipeline run library --night 2022-03-02
        """;

    // Which five of the keys that are gone are shown depends on their hashes.
    private static string WithoutGone(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, "gone: ('[0-9]+'(, )?){5}, …", "gone: GONE, …", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private string Snapshot() => string.Join('\n', Schemas.Select(schema =>
        Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Folder[$"warehouse/{schema}.db"])))));
}
