using Pipeline.Core.Verification;
using Pipeline.Core.Warehouse.Rows;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Conformance;

/// <summary>The archive explains every version, and what was changed by hand is found.</summary>
public abstract class VerificationConformance(WarehouseProbe probe) : ConformanceTest(probe)
{
    private const string Houses = """
          houses:
            source: vendor
            file: houses.json
            mode: full
            key: [id]
            columns: { id: text, v: integer, u: { type: text, tracked: false }, w: { from: v, type: text }, at: timestamp, day: { from: at, type: date, zone: feed } }
            lists:
              rooms:
                from: rooms
                key: [no]
                columns: { no: integer, size: "decimal(9,2)" }
                lists:
                  beds: { from: beds, key: [b], columns: { b: text } }
          facts:
            source: vendor
            file: facts.csv
            mode: append
            key: [id]
            columns: { id: text, v: real }
          prices:
            source: vendor
            file: prices.csv
            mode: upsert
            key: [id]
            columns: { id: text, v: integer }
        """;

    [Fact]
    public async Task H36_what_was_accepted_as_it_came_is_verified_without_a_deviation()
    {
        await LoadHousesAsync();
        await AssertVerifiedAsync();

        var report = await VerifyAsync(KeyShare.All);
        Assert.Equal(
            ["beds 3 5 3 3", "facts 3 5 2 2", "houses 3 9 4 6", "prices 3 4 3 4", "rooms 3 6 3 3"],
            report.Datasets.Select(dataset => $"{dataset.Dataset} {dataset.Nights} {dataset.Records} {dataset.Keys} {dataset.Versions}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["all keys", "0"],
            Assert.Single(Rig.Warehouse.Query("select verification_id, sample, deviations from ops.verifications"), row => row[0] == report.VerificationId.ToString("N")).Skip(1));
    }

    [Fact]
    public async Task H36_the_parts_of_thirty_days_are_every_key_once()
    {
        await LoadHousesAsync();
        var keys = 0L;
        for (var part = 0; part < KeyShare.UsualParts; part++)
        {
            var report = await VerifyAsync(new KeyShare(part, KeyShare.UsualParts));
            Assert.Empty(report.Findings);
            keys += report.Datasets.Sum(dataset => dataset.Keys);
        }

        Assert.Equal((await VerifyAsync(KeyShare.All)).Datasets.Sum(dataset => dataset.Keys), keys);
    }

    [Theory]
    [InlineData("mode: full, columns: { id: integer, v: text }", "mode: full, columns: { id: integer, v: text, w: integer }", "1 2 1")]
    [InlineData("mode: full, columns: { id: integer, v: text }", "mode: full, columns: { id: integer, v: { type: text, normalise: [casefold] } }", "1 2 2 1")]
    [InlineData("mode: append, columns: { id: integer, v: text }", "", "1 2 -1")]
    [InlineData("mode: append, on_conflict: ignore, columns: { id: integer, v: text }", "", "1 2 -1")]
    [InlineData("mode: append, columns: { id: integer, v: text }, lists: { parts: { key: [n], columns: { n: integer } } }", "", "1 2 -1")]
    [InlineData("mode: append, columns: { id: integer, v: text }", "", "2 1 -1")]
    [InlineData("mode: full, on_missing_column: hold, columns: { id: integer, v: text, w: integer }", "", "2 1 3")]
    [InlineData("mode: full, on_missing_column: hold, columns: { id: integer, v: text, w: integer }", "", "1 2 -1")]
    public async Task H36_what_a_correction_wrote_is_explained_by_the_archive(string before, string after, string nights)
    {
        string[] files = ["""[{"id":1,"v":"A","w":1},{"id":2,"v":"A","w":2}]""", """[{"id":1,"v":"A"},{"id":2,"v":"B","parts":[{"n":1}]}]""", """[{"id":1,"v":"C"}]"""];
        Rig.Feed($"  things: {{ source: vendor, file: things.json, key: [id], {before} }}");
        foreach (var (step, night) in nights.Split(' ').Select(int.Parse).Index())
        {
            if (step == 2 && after.Length > 0)
            {
                Rig.Feed($"  things: {{ source: vendor, file: things.json, key: [id], {after} }}");
            }

            if (night < 0)
            {
                await Rig.WithdrawAsync(-night, "a mistake");
            }
            else
            {
                Rig.Put("things.json", files[night - 1]);
                Assert.Empty((await Rig.RunAsync(night, isLatest: false)).Faults);
            }

            Assert.Empty((await VerifyAsync(KeyShare.All)).Findings);
        }
    }

    [Fact]
    public async Task H36_a_file_of_which_no_night_can_be_replayed_is_reported()
    {
        Rig.Feed("  things: { source: vendor, file: things.json, mode: full, key: [id], on_missing_column: hold, columns: { id: integer, v: text }, lists: { parts: { key: [n], columns: { n: integer }, lists: { bits: { key: [b], columns: { b: integer } } } } } }");
        Rig.Put("things.json", """[{"id":1,"v":"A","parts":[{"n":1,"bits":[{"b":1}]}]}]""");
        Assert.Empty((await Rig.RunAsync(1)).Faults);
        Rig.Put("things.json", """[{"id":1,"parts":[{"n":1,"bits":[{"b":1}]}]}]""");
        Assert.Empty((await Rig.RunAsync(2)).Faults);
        await Rig.WithdrawAsync(1, "a mistake");

        var report = await VerifyAsync(KeyShare.All);
        Assert.Empty(report.Findings);
        Assert.Equal(
            ["Night 2021-12-02 of 'things': a column that its file lacked kept its values (on_missing_column: hold), which the file alone does not tell."],
            report.Unverified);
    }

    [Theory]
    [InlineData("update silver.houses set v = 7 where id = 'a' and valid_to is null", "houses row_hash that is not its values'")]
    [InlineData("update silver.houses set u = 'other' where id = 'a' and valid_to is null", "houses untracked_hash that is not its values'")]
    [InlineData("update silver.houses set w = 'x' where id = 'a' and valid_to is null", "houses version with other derived values")]
    [InlineData("update silver.houses set row_hash = key_hash where id = 'a'", "houses row_hash that is not its values', houses version that bronze does not explain, houses version with other values")]
    [InlineData("update silver.houses set id = 'z' where id = 'a'", "houses key_hash that is not its values', houses row_hash that is not its values'")]
    [InlineData("update silver.houses set is_latest = IS_NOT where id = 'b'", "houses flag that does not agree")]
    [InlineData("delete from silver.houses where id = 'b'", "houses night that counts other versions than there are, houses version that is missing")]
    [InlineData("delete from silver.beds", "beds night that counts other versions than there are, beds version that is missing")]
    [InlineData("delete from silver.rooms", "beds record of a list without its parent, rooms night that counts other versions than there are, rooms version that is missing")]
    [InlineData("update silver.houses set valid_to = '2021-12-03 02:00:00.000000' where id = 'a' and valid_to = '2021-12-02 02:00:00.000000'", "houses night that counts other versions than there are, houses overlapping versions, houses version that ends at another night")]
    [InlineData("update silver.houses set valid_to = '2021-12-03 02:00:00.000000' where id = 'd' and valid_to is not null", "houses night that counts other versions than there are, houses version that ends at another night")]
    [InlineData("update silver.prices set valid_from = '2021-11-30 02:00:00.000000' where id = 'x' and valid_to is not null", "prices night that counts other versions than there are, prices version of no accepted night, prices version that is missing, prices version that no delivery tells")]
    [InlineData("update silver.prices set valid_to = '2021-12-02 03:00:00.000000' where id = 'x' and valid_to is not null", "prices night that counts other versions than there are, prices overlapping versions, prices version of no accepted night, prices version that ends at another night")]
    [InlineData("update silver.facts set v = 2.5 where id = 'f'", "facts row_hash that is not its values'")]
    [InlineData("delete from history.held_keys where dataset = 'houses'", "houses held key that is not noted")]
    [InlineData("update history.held_keys set night = '2021-12-01' where dataset = 'houses'", "houses held key that is not noted, houses held key that nothing holds")]
    [InlineData("update history.held_keys set night = '2021-12-09' where dataset = 'houses'", "houses held key that is not noted, houses held key without an accepted night")]
    [InlineData("update history.accepted_nights set records = records + 1 where dataset = 'facts' and night = '2021-12-02'", "facts night that does not add up")]
    [InlineData("update history.accepted_nights set open_after = 0 where dataset = 'facts' and night = '2021-12-03'", "facts night that counts other versions than there are, facts night that does not add up")]
    [InlineData("delete from bronze.prices", "prices version that bronze does not explain")]
    [InlineData("delete from ops.deliveries where dataset = 'prices'", "prices bronze of an unknown delivery")]
    public async Task What_was_changed_by_hand_is_found(string change, string expected)
    {
        if (change.StartsWith("update silver.houses set id", StringComparison.Ordinal))
        {
            Require(Capability.KeyUpdate);
        }

        await LoadHousesAsync();

        Rig.Warehouse.Execute(change.Replace("IS_NOT", Rig.Warehouse.False, StringComparison.Ordinal));

        var report = await VerifyAsync(KeyShare.All);
        Assert.Equal(expected, string.Join(", ", report.Findings.Select(finding => $"{finding.Dataset} {finding.Kind}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_deviation_is_shown_with_its_key_and_both_sides()
    {
        await LoadHousesAsync();

        Rig.Warehouse.Execute("delete from silver.houses where id = 'b'");
        Rig.Warehouse.Execute("update silver.prices set v = 7 where id = 'y'");

        var report = await VerifyAsync(KeyShare.All);
        Assert.Contains(
            new Deviation("'b'", "[2021-12-01 02:00:00, now) {v: '2', u: 'p', w: '2', at: '2021-12-01T10:00:00.000000Z', day: '2021-12-01'}", "no version that begins then"),
            report.Findings.SelectMany(finding => finding.First).Select(deviation => deviation with { Expected = Sorted(deviation.Expected) }),
            EqualityComparer<Deviation>.Create((left, right) => left! with { Expected = Sorted(left.Expected) } == right! with { Expected = Sorted(right.Expected) }));
        Assert.Contains("{v: '7'}", Assert.Single(report.Findings, finding => finding.Dataset == "prices").First[0].Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H18_what_lies_before_a_night_that_the_archive_lost_is_said_and_the_rest_verified()
    {
        await LoadHousesAsync();
        Directory.Delete(Path.Combine(Rig.Archive.Root, "shop", "2021-12-01", "vendor", "houses.json"), recursive: true);

        var report = await VerifyAsync(KeyShare.All);
        Assert.Empty(report.Findings);
        Assert.StartsWith("Night 2021-12-01 of 'houses': its file (sha256 ", Assert.Single(report.Unverified), StringComparison.Ordinal);

        Rig.Warehouse.Execute("delete from silver.houses where id = 'a' and valid_to is null");
        Assert.Contains((await VerifyAsync(KeyShare.All)).Findings, finding => finding.Kind == "version that is missing");
    }

    [Fact]
    public async Task An_archived_file_that_was_changed_is_found()
    {
        await LoadHousesAsync();
        var file = Directory.EnumerateFiles(Path.Combine(Rig.Archive.Root, "shop", "2021-12-01", "vendor", "prices.csv"), "prices.csv*", SearchOption.AllDirectories).Single();
        File.Delete(file);

        Assert.Equal("prices archived file that is damaged", Kinds(await VerifyAsync(KeyShare.All)));
    }

    private static string Sorted(string text) => string.Concat(text.Split(['{', '}', ','], StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal));

    // Three nights with whatever history has rules for: changes, deletions, a return, holds, lists in lists, duplicates, facts, news.
    private async Task LoadHousesAsync()
    {
        Rig.Feed(Houses);
        const string at = "\"at\":\"2021-12-01T10:00:00Z\"";
        await LoadShopAsync(
            1,
            $$"""[{"id":"a","v":1,"u":"p",{{at}},"rooms":[{"no":1,"size":12.50,"beds":[{"b":"l"},{"b":"r"}]},{"no":2,"size":9}]},{"id":"b","v":2,"u":"p",{{at}}},{"id":"d","v":4}]""",
            "id,v\nf,1.5\n",
            "id,v\nx,1\ny,2\n");
        await LoadShopAsync(
            2,
            $$"""[{"id":"a","v":3,"u":"q",{{at}},"rooms":[{"no":1,"size":12.5,"beds":[{"b":"l"},{"b":"m"}]}]},{"id":"b","v":"?"},{"id":"e","v":5,"rooms":[{"no":1,"size":1}]}]""",
            "id,v\nf,1.50\ng,2\n",
            "id,v\nx,5\n");
        await LoadShopAsync(
            3,
            $$"""[{"id":"a","v":3,"u":"r",{{at}},"rooms":[{"no":1,"size":12.5,"beds":[{"b":"l"}]},{"no":"?"}]},{"id":"b","v":2,"u":"p",{{at}}},{"id":"d","v":4}]""",
            "id,v\nf,9\ng,2\n",
            "id,v\nz,1\n");
    }

    private async Task LoadShopAsync(int day, string houses, string facts, string prices)
    {
        Rig.Put("houses.json", houses);
        Rig.Put("facts.csv", facts);
        Rig.Put("prices.csv", prices);
        Assert.Equal([], (await Rig.RunAsync(day)).Faults.Select(fault => fault.Message));
    }
}
