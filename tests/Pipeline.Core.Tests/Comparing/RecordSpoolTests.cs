using System.Diagnostics;
using System.Text;
using Pipeline.Core.Comparing;
using Pipeline.Core.Records;
using Pipeline.Core.Records.Hashing;
using Pipeline.Core.Tests.Records;

namespace Pipeline.Core.Tests.Comparing;

public sealed class RecordSpoolTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spool-");

    [Fact]
    public void Records_come_back_as_they_went_in_and_more_than_once()
    {
        var dataset = Reading.Dataset("id: text", "v: text");
        ReadRecord[] records =
        [
            Accepted(1, ["a", null]) with { Untracked = new Hash128(3, ulong.MaxValue), ParentKey = new Hash128(0, 0) },
            Accepted(2, ["\U0001F600 \u0001 e\u0301", ""]) with { RawUtf8 = Encoding.UTF8.GetBytes(new string('x', 3_000_000) + "\U0001F600") },
            Accepted(3, []) with
            {
                Outcome = RecordOutcome.Rejected,
                Key = null,
                Position = new RecordPosition(long.MaxValue, 7, -1),
                Rejection = new Rejection(RejectionReason.Conflict, null, null, "A message.", Hold.Siblings),
            },
            Accepted(4, []) with
            {
                Outcome = RecordOutcome.Rejected,
                Rejection = new Rejection(RejectionReason.BadValue, "v", "\U0001F600", "", Hold.Absent),
            },
        ];
        using var spool = new RecordSpool(dataset, _folder.FullName);
        foreach (var record in records)
        {
            spool.Add(record);
        }

        for (var reading = 0; reading < 2; reading++)
        {
            Assert.Equal(records.Select(Show), spool.Read().Select(Show));
        }

        Assert.Equal(4, spool.Count);

        ReadRecord Accepted(long ordinal, string?[] values) => new()
        {
            Dataset = dataset,
            Position = new RecordPosition(ordinal, ordinal * 10, ordinal * 100),
            Outcome = RecordOutcome.Accepted,
            Key = new Hash128(1, (ulong)ordinal),
            Row = new Hash128(2, (ulong)ordinal),
            Values = values,
            RawUtf8 = Encoding.UTF8.GetBytes(FormattableString.Invariant($"raw {ordinal}")),
        };
    }

    [Fact]
    public void Its_file_is_for_this_user_only_and_gone_when_it_is_closed()
    {
        using (new RecordSpool(Reading.Dataset("id: text"), _folder.FullName))
        {
            var file = Assert.Single(_folder.GetFiles());
            Assert.True(OperatingSystem.IsWindows() || file.UnixFileMode == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public void Its_file_is_gone_also_when_the_disk_was_full()
    {
        Assert.SkipUnless(Environment.UserName == "root" && Mount("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", _folder.FullName), "A full disk is a small one that only root can mount.");
        try
        {
            var dataset = Reading.Dataset("id: text");
            var spool = new RecordSpool(dataset, _folder.FullName);
            Assert.Throws<IOException>(() =>
            {
                for (var ordinal = 1L; ordinal < 1_000_000; ordinal++)
                {
                    spool.Add(new ReadRecord
                    {
                        Dataset = dataset,
                        Position = new RecordPosition(ordinal, ordinal, ordinal),
                        Outcome = RecordOutcome.Accepted,
                        Values = ["a"],
                        RawUtf8 = new byte[1000],
                    });
                }
            });
            Assert.Single(_folder.GetFiles());
            spool.Dispose();
            Assert.Empty(_folder.GetFiles());
        }
        finally
        {
            Mount("umount", "-l", _folder.FullName);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool Mount(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static string Show(ReadRecord record) =>
        $"{record.Position} {record.Outcome} {record.Key} {record.ParentKey} {record.Row} {record.Untracked} {record.Rejection} {record.Raw} " +
        string.Join('|', record.Values.Select(value => value ?? "null"));
}
