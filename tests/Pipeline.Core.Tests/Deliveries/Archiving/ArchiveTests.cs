using Pipeline.Core.Deliveries.Archiving;

namespace Pipeline.Core.Tests.Deliveries.Archiving;

public sealed class ArchiveTests : DeliveryTest
{
    [Fact]
    public void What_was_stored_is_found_again_with_all_that_is_known_of_it()
    {
        var stored = Store("authors.json", "[1]");

        Assert.Equal(stored with { FromArchive = true }, Archive.Find(Night, "vendor", "authors.json"));
        Assert.Equal("[1]", Read(stored));
        Assert.Equal(Path.Combine(Archive.Root, "streaming", "2021-12-01", "vendor", "authors.json", stored.Sha256[..12], "authors.json"), stored.ArchivePath);
    }

    [Fact]
    public void Different_files_for_one_night_are_all_kept_and_the_last_one_counts()
    {
        var first = Store("authors.json", "[1]", minute: 0);
        var second = Store("authors.json", "[2]", minute: 1);

        Assert.Equal(second.Sha256, Archive.Find(Night, "vendor", "authors.json")!.Sha256);
        Assert.Equal("[1]", Read(first));
        Assert.Equal(first.Sha256, Archive.FindByDigest("streaming", first.Sha256)!.Sha256);
    }

    [Fact]
    public void An_unusable_delivery_is_kept_but_not_found_until_it_is_received_again()
    {
        var first = Store("authors.json", "[1]", minute: 0);
        var second = Store("authors.json", "[2", minute: 1);

        Archive.MarkUnusable(second, "cut short");

        Assert.Equal(first.Sha256, Archive.Find(Night, "vendor", "authors.json")!.Sha256);
        Assert.Null(Archive.FindByDigest("streaming", second.Sha256));
        Assert.Equal("[2", Read(second));
        Store("authors.json", "[2", minute: 2);
        Assert.Equal(second.Sha256, Archive.Find(Night, "vendor", "authors.json")!.Sha256);
    }

    [Fact]
    public void The_nights_are_those_that_hold_a_delivery()
    {
        Store("authors.json", "[2]", night: Night with { Date = new DateOnly(2021, 12, 3) });
        Store("authors.json", "[1]");
        Archive.PartPath(Night with { Date = new DateOnly(2021, 12, 2) }, "vendor", "authors.json");

        Assert.Equal([new DateOnly(2021, 12, 1), new DateOnly(2021, 12, 3)], Archive.All("streaming").Select(Archive.NightOf).Order());
        Assert.Empty(Archive.All("another"));
        Assert.Null(Archive.Find(Night with { Date = new DateOnly(2021, 12, 2) }, "vendor", "authors.json"));
    }

    [Fact]
    public void Names_that_are_odd_long_or_differ_only_in_case_never_meet()
    {
        string[] names =
        [
            "authors.json", "Authors.json", "AUTHORS.JSON", "delivery.json", "delivery.json.gz", "receiving", "con", "nul.csv",
            "..", ".", " ", "a b.csv", "a#b%20[1].csv", "a-b-20-1-.csv", "sub/authors.json", "sub-authors.json", "C:\\x", "tail.",
            "Bücher.json", "Bu\u0308cher.json", "書籍.json", new string('x', 300) + ".json", new string('x', 301) + ".json", "🎬.csv",
        ];

        var stored = names.Select(name => Store(name, "the same bytes in every file")).ToList();

        Assert.Equal(names.Length, stored.Select(delivery => delivery.ArchivePath.ToUpperInvariant()).Distinct().Count());
        Assert.All(names, name => Assert.Equal(name, Archive.Find(Night, "vendor", name)!.File));
        Assert.All(stored, delivery => Assert.StartsWith(Archive.Root, delivery.ArchivePath, StringComparison.Ordinal));
        Assert.All(stored, delivery => Assert.Equal("the same bytes in every file", Read(delivery)));
    }

    [Fact]
    public async Task A_compressed_delivery_reads_the_same_also_by_its_former_path()
    {
        var text = string.Concat(Enumerable.Repeat("{\"name\":\"Ama Ata Aidoo\"}\n", 1000));
        var plain = Store("authors.json", text);

        var compressed = await Archive.CompressAsync(plain, Cancellation);

        Assert.Equal(plain.ArchivePath + ".gz", compressed.ArchivePath);
        Assert.InRange(new FileInfo(compressed.ArchivePath).Length, 1, text.Length / 10);
        Assert.False(File.Exists(plain.ArchivePath));
        Assert.Equal(text, Read(compressed));
        Assert.Equal(text, Read(plain));
        Assert.Equal(compressed with { FromArchive = true }, Archive.Find(Night, "vendor", "authors.json"));
        Assert.Equal(compressed, await Archive.CompressAsync(plain, Cancellation));
        Assert.Equal(compressed.ArchivePath, Store("authors.json", text, minute: 5).ArchivePath);
    }

    [Theory]
    [InlineData("authors.json.gz")]
    [InlineData("dump.ZIP")]
    public async Task What_came_compressed_stays_as_it_came(string file)
    {
        var stored = Store(file, "PK");

        Assert.Equal(stored, await Archive.CompressAsync(stored, Cancellation));
        using var bytes = Archive.OpenRead(stored);
        Assert.True(bytes.CanSeek);
    }

    [Fact]
    public async Task A_file_that_rotted_on_the_disk_is_not_compressed()
    {
        var stored = Store("authors.json", "[1]");
        await File.WriteAllTextAsync(stored.ArchivePath, "[7]", Cancellation);

        var fault = await Assert.ThrowsAsync<ArchiveException>(() => Archive.CompressAsync(stored, Cancellation));

        Assert.Equal(
            $"""
            {stored.ArchivePath} no longer holds what was received: its SHA-256 begins with {Digest(Bytes("[7]"))[..12]} instead of {stored.Sha256[..12]}.
            It is the only copy of what the vendor delivered for that night, so it was not compressed.
            Nothing was changed.
            Check the disk; put the file back from a backup, or move its folder away to have it received again, then run: run FEED
            """,
            fault.Message);
        Assert.Equal("[7]", Read(stored));
    }

    [Fact]
    public void A_delivery_scrubbed_anew_leaves_nothing_of_the_former_bytes()
    {
        var former = Store("users.csv", "name,email\nA,a@x", minute: 0);

        var scrubbed = Store("users.csv", "name\nA", minute: 1, scrubbed: true, delivered: "name,email\nA,a@x");

        Assert.Equal(former.Sha256, scrubbed.Sha256);
        Assert.Equal("name\nA", Read(scrubbed));
        Assert.Equal(["delivery.json", "users.csv"], Directory.GetFiles(Path.GetDirectoryName(scrubbed.ArchivePath)!).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_file_that_was_cut_or_lost_is_a_clear_fault()
    {
        var stored = Store("authors.json", "[1,2]");
        File.WriteAllText(stored.ArchivePath, "[1");

        Assert.Equal(
            $"""
            {stored.ArchivePath} has 2 bytes instead of 5.
            It is the only copy of what the vendor delivered for that night, and a part of it must not pass for the whole.
            Nothing was changed.
            Put the file back from a backup, or move its folder away to have it received again, then run: run FEED
            """,
            Assert.Throws<ArchiveException>(() => Archive.Find(Night, "vendor", "authors.json")).Message);

        File.Delete(stored.ArchivePath);
        Assert.StartsWith($"{stored.ArchivePath} is missing.", Assert.Throws<ArchiveException>(() => Archive.OpenRead(stored)).Message, StringComparison.Ordinal);
        Assert.Equal("[1,2]", Read(Store("authors.json", "[1,2]", minute: 1)));
    }

    [Fact]
    public void A_damaged_manifest_is_a_clear_fault_and_receiving_again_heals_it()
    {
        var stored = Store("authors.json", "[1]");
        var manifest = Path.Combine(Path.GetDirectoryName(stored.ArchivePath)!, "delivery.json");
        File.WriteAllText(manifest, "{ \"source\":");

        var fault = Assert.Throws<ArchiveException>(() => Archive.Find(Night, "vendor", "authors.json"));

        Assert.StartsWith($"The manifest {manifest} can't be read: ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("then run: run FEED", fault.Message, StringComparison.Ordinal);
        Store("authors.json", "[1]", minute: 1);
        Assert.NotNull(Archive.Find(Night, "vendor", "authors.json"));
    }

    [Fact]
    public void A_folder_that_was_never_finished_is_no_delivery()
    {
        var stored = Store("authors.json", "[1]");
        File.Delete(Path.Combine(Path.GetDirectoryName(stored.ArchivePath)!, "delivery.json"));

        Assert.Null(Archive.Find(Night, "vendor", "authors.json"));
        Assert.Empty(Archive.All("streaming"));
        Assert.Throws<ArchiveException>(() => Archive.OpenRead(stored));
    }

    [Fact]
    public void A_path_outside_the_archive_is_refused()
    {
        var stored = Store("authors.json", "[1]");
        var elsewhere = new Archive(Path.Combine(Folder, "arch"));

        Assert.Throws<ArchiveException>(() => elsewhere.OpenRead(stored));
    }
}
