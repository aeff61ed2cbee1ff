using System.IO.Compression;
using System.Text;
using Pipeline.Core.Erasure;
using Pipeline.Core.Records.Typing;
using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>A forgotten record leaves the warehouse and the archive.</summary>
public abstract class ErasureConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    private const string Guests = """
          guests:
            source: vendor
            file: guests.json
            mode: full
            key: [name]
            columns: { name: text, city: text, age: integer, note: { type: text, tracked: false } }
            lists:
              stays:
                from: stays
                key: [room]
                columns: { room: text, paid: "decimal(9,2)" }
          visits:
            source: vendor
            file: visits.csv
            mode: append
            key: [guest, day]
            columns: { guest: text, day: date, spent: real }
        """;

    [Fact]
    public async Task A_forgotten_record_leaves_its_hashes_and_its_intervals_and_nothing_else_anywhere()
    {
        await LoadGuestsAsync();
        var before = Rig.Rows("select valid_from, valid_to, key_hash, row_hash from silver.guests order by key_hash, valid_from");

        var plan = await ForgetAsync("guests", "Erasmus Fogg");

        Assert.Equal((3, 5L), (plan.Files, plan.Records));
        Assert.Equal(before, Rig.Rows("select valid_from, valid_to, key_hash, row_hash from silver.guests order by key_hash, valid_from"));
        Assert.Equal("2", Rig.Rows($"select count(*) from silver.guests where {Rig.Warehouse.Forgot("name")} and city is null and age is null and note is null"));
        Assert.Equal("2", Rig.Rows($"select count(*) from silver.stays where room is null and {Rig.Warehouse.Forgot("guests_name")}"));
        Assert.Equal("1 guests", Rig.Rows("select count(*), min(dataset) from ops.erasures where finished_at is not null and reason = 'request 4711'"));
        AssertGone("Erasmus", "Fogg", "Antwerp", "Bruges", "Chamber-7", "secretnote");
        await AssertVerifiedAsync();
        Assert.Contains((await VerifyAsync(KeyShare.All)).Datasets, dataset => dataset is { Dataset: "guests", Forgotten: 1 });

        Rig.Warehouse.Execute($"update silver.guests set city = 'Ghent' where {Rig.Warehouse.Forgot("name")}");
        Assert.Contains("guests value of a forgotten key", Kinds(await VerifyAsync(KeyShare.All)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_a_list_is_taken_out_of_its_parent_too()
    {
        await LoadGuestsAsync();

        await ForgetAsync("stays", "Erasmus Fogg", "Chamber-7");

        AssertGone("Chamber-7");
        Assert.Equal("2", Rig.Rows("select count(*) from silver.guests where name = 'Erasmus Fogg'"));
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_row_of_a_csv_file_is_erased_in_place_and_its_neighbours_keep_their_lines()
    {
        await LoadGuestsAsync();
        var lines = Rig.Rows("select record_no, line_no, byte_offset from bronze.visits order by record_no, line_no");

        await ForgetAsync("visits", "Erasmus Fogg", "2021-11-30");

        Assert.Equal(lines, Rig.Rows("select record_no, line_no, byte_offset from bronze.visits order by record_no, line_no"));
        Assert.Equal("1", Rig.Rows("select count(*) from silver.visits where guest is null"));
        await AssertVerifiedAsync();
    }

    [Fact]
    public async Task Forgetting_again_changes_nothing_and_a_later_night_goes_on()
    {
        await LoadGuestsAsync();
        await ForgetAsync("guests", "Erasmus Fogg");
        var plan = await ForgetAsync("guests", "Erasmus Fogg");
        Assert.Equal(0, plan.Files);

        await LoadNightAsync(4, """[{"name":"Erasmus Fogg","city":"Bruges","age":41,"note":"secretnote","stays":[]},{"name":"Ada","city":"Rome"}]""", "guest,day,spent\nAda,2021-12-02,3\n");

        Assert.Equal("null", Rig.Rows($"select city from silver.guests where {Rig.Warehouse.Forgot("name")} and valid_to is null"));
        await AssertVerifiedAsync();
        Assert.Equal(1, (await ForgetAsync("guests", "Erasmus Fogg")).Files);
        AssertGone("Erasmus Fogg\",\"city", "secretnote");
        await AssertVerifiedAsync();

        await LoadNightAsync(5, """[{"name":"Erasmus Fogg","city":"Paris","age":42,"note":null}]""", "guest,day,spent\nAda,2021-12-02,3\n");
        Assert.Equal("Paris", Rig.Rows("select city from silver.guests where name = 'Erasmus Fogg' and valid_to is null"));
        await AssertVerifiedAsync();
    }

    [Theory]
    [InlineData("guests alice", "stays bobby one")]
    [InlineData("guests bobby", "stays alice one")]
    [InlineData("stays bobby one", "guests alice")]
    [InlineData("guests alice", "notes bobby one")]
    [InlineData("guests alice", "meals bobby one soup")]
    [InlineData("stays alice one", "meals bobby one soup")]
    [InlineData("stays alice one", "walks alice one soup")]
    [InlineData("notes alice one", "meals alice one soup")]
    [InlineData("meals carol one soup", "stays bobby one", "guests alice")]
    [InlineData("guests alice", "stays carol one", "notes bobby one")]
    [InlineData("guests bobby", "guests alice", "meals carol one soup", "stays carol one", "guests carol")]
    public async Task A_file_reads_the_same_whatever_was_erased_in_it_before(params string[] acts)
    {
        Rig.Feed(Families);
        await LoadAsync(1, $"[{Family("alice")},{Family("bobby")},{Family("carol")}]");
        await LoadAsync(2, $"[{Family("carol")},{Family("alice")}]");
        foreach (var act in acts.Select(act => act.Split(' ')))
        {
            await ForgetAsync(act[0], act[1..]);
            await AssertVerifiedAsync();
            Assert.Equal(0, (await ForgetAsync(act[0], act[1..])).Files);
        }
    }

    private const string Families = """
          guests:
            source: vendor
            file: things.json
            mode: full
            key: [k]
            columns: { k: text, v: text }
            lists:
              stays:
                key: [x]
                columns: { x: text, y: text }
                lists: { meals: { key: [z], columns: { z: text, y: text } } }
              notes:
                key: [x]
                columns: { x: text, y: text }
                lists: { walks: { key: [z], columns: { z: text, y: text } } }
        """;

    private static string Family(string name)
    {
        static string List(string inner) => $$"""[{"x":"one","y":"p","{{inner}}":[{"z":"soup","y":"q"},{"z":"fish","y":"r"}]},{"x":"two","y":"s","{{inner}}":[{"z":"soup","y":"t"}]}]""";
        return $$"""{"k":"{{name}}","v":"v","stays":{{List("meals")}},"notes":{{List("walks")}}}""";
    }

    private async Task LoadGuestsAsync()
    {
        Rig.Feed(Guests);
        await LoadNightAsync(
            1,
            """[{"name":"Ada","city":"Rome"},{"name":"Erasmus Fogg","city":"Antwerp","age":40,"note":"secretnote","stays":[{"room":"Chamber-7","paid":12.5}]},{"name":"Zoe","city":"Oslo","stays":[{"room":"1","paid":1}]}]""",
            "guest,day,spent\nAda,2021-11-30,1\nErasmus Fogg,2021-11-30,17\n\"Zoe\",2021-11-30,2\n");
        await LoadNightAsync(
            2,
            """[{"name":"Erasmus Fogg","city":"Bruges","age":41,"note":"secretnote","stays":[{"room":"Chamber-7","paid":13}]},{"name":"Ada","city":"Rome"}]""",
            "guest,day,spent\nErasmus Fogg,2021-12-01,18\n");
        await LoadNightAsync(
            3,
            """[{"name":"Ada","city":"Rome","age":7,"note":null,"stays":[]},{"name":"Erasmus Fogg","city":"Antwerp","age":"forty"}]""",
            "guest,day,spent\nAda,2021-12-02,3\n");
    }

    private async Task LoadNightAsync(int day, string guests, string visits)
    {
        Rig.Put("guests.json", guests);
        Rig.Put("visits.csv", visits);
        var report = await Rig.RunAsync(day);
        Assert.Equal([], report.Faults.Select(fault => fault.Message));
    }

    private async Task<ErasurePlan> ForgetAsync(string dataset, params string[] key)
    {
        await using var warehouse = Rig.Warehouse.Open();
        var feed = Rig.Read();
        Assert.True(KeyReader.TryHash(feed.AllDatasets.First(one => one.Name == dataset), key, out var hash, out _));
        var erasure = new FeedErasure(warehouse, Rig.Archive, Rig.WorkFolder, Rig.Clock);
        var plan = await erasure.PlanAsync(feed, new ErasureTarget(dataset, hash, key), CancellationToken.None);
        var (erasureId, texts) = await erasure.RunAsync(feed, plan, "request 4711", "a test", CancellationToken.None);
        await erasure.FinishAsync(erasureId, plan, texts, CancellationToken.None);
        return plan;
    }

    // In no table, in no file of the warehouse, and in no file of the archive, packed or not.
    private void AssertGone(params string[] texts)
    {
        var files = Directory.EnumerateFiles(Rig.Archive.Root, "*", SearchOption.AllDirectories).Select(file => (file, Unpacked(file)));
        var schemas = new[] { "bronze", "silver", "history", "ops" };
        var all = files
            .Concat(schemas.Select(schema => (schema, Rig.Warehouse.Bytes(schema) is { } bytes ? Encoding.Latin1.GetString(bytes) : "")))
            .Concat(schemas.Select(schema => (schema, string.Join('\n', Rig.Warehouse.Dump(schema, OurWork.Nothing).Where(line => !line.Contains("silver.visits:", StringComparison.Ordinal) && !line.Contains("bronze.visits:", StringComparison.Ordinal))))))
            .Where(one => !one.Item1.Contains("visits", StringComparison.Ordinal));
        Assert.Equal([], all.SelectMany(one => texts.Where(text => one.Item2.Contains(text, StringComparison.Ordinal) && !IsOther(one.Item1, text)).Select(text => $"{text} in {one.Item1}")));
    }

    // The visits of the same guest are records of their own: forgotten by their own keys.
    private static bool IsOther(string where, string text) => where is "bronze" or "silver" && text is "Erasmus" or "Fogg";

    private static string Unpacked(string file)
    {
        var bytes = File.ReadAllBytes(file);
        if (bytes is not [0x1F, 0x8B, ..])
        {
            return Encoding.UTF8.GetString(bytes);
        }

        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return new StreamReader(gzip).ReadToEnd();
    }
}
