using System.Globalization;
using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Feeds.Values;
using Pipeline.Core.Nights;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Operations;

/// <summary>Reads a dataset as of an accepted night, as it is known now or as it was known at an earlier time.</summary>
public sealed class ReadAsOf(FeedFolder feeds, IWarehouse warehouse)
{
    /// <summary>Finds the night and opens its records.</summary>
    /// <exception cref="NightNotAcceptedException">The night was not accepted, or no night was.</exception>
    /// <exception cref="RefusedException">Nothing was known of the night at that time, or the table lacks columns of the feed file.</exception>
    public async Task<AsOfDump> RunAsync(ReadAsOfRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (feed, dataset) = feeds.Read(request.Dataset);
        var night = await NightAsync(request, cancellationToken);
        if (request.KnownAt is { } then && await warehouse.Silver.KnownSinceAsync(feed.Name, dataset.Name, night.Instant, cancellationToken) is { } since && since > then)
        {
            throw Unknown($"{request.Dataset}", night, then, since);
        }

        await TableFit.RequireAsync(warehouse, feed.Name, dataset, cancellationToken);
        var records = warehouse.Silver.ReadAsOfAsync(new AsOf(dataset, night.Instant, request.KnownAt), cancellationToken);
        return new AsOfDump(dataset, night, records);
    }

    // A withdrawn night counts as never accepted (H19), except for what was known before it was withdrawn (H37).
    private async Task<Night> NightAsync(ReadAsOfRequest request, CancellationToken cancellationToken)
    {
        var (feed, dataset) = (request.Dataset.Feed, request.Dataset.Dataset);
        var accepted = (await warehouse.Silver.AcceptedAsync(feed, cancellationToken)).Where(one => one.Dataset == dataset).ToList();
        var former = request.KnownAt is null ? [] : (await warehouse.Silver.SupersededAsync(feed, cancellationToken))
            .Where(one => one.Dataset == dataset && one.SupersededAt > request.KnownAt)
            .Select(one => one.Night);
        var nights = accepted.Select(one => one.Night).Concat(former).ToList();
        if (request.Night is not { } date)
        {
            return (accepted.Count > 0 ? accepted.Select(one => one.Night) : nights).MaxBy(one => one.Date)
                ?? throw NightNotAcceptedException.NoneToRead(feed, dataset);
        }

        return nights.FirstOrDefault(one => one.Date == date) ?? throw NightNotAcceptedException.ToRead(feed, dataset, date, accepted);
    }

    private static RefusedException Unknown(string name, Night night, DateTimeOffset knownAt, DateTimeOffset since) => new(new Fault
    {
        What = $"Nothing was known of night {night} of {name} at {Text(knownAt)}: the first night up to it was accepted at {Text(since)}.",
        Why = "A dump without records would say that the vendor had sent one.",
        Untouched = "Nothing was written.",
        Next = [NextStep.Run("Name that instant or a later one", "as-of", name, "--night", night.Name, "--known-at", Text(since))],
    });

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(Canonical.TimestampFormat, CultureInfo.InvariantCulture);
}

/// <summary>Which records are read.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Night">The night; null for the dataset's last accepted one.</param>
/// <param name="KnownAt">As it was known at this time, before later corrections; null for what is known now (H37).</param>
public sealed record ReadAsOfRequest(DatasetName Dataset, DateOnly? Night, DateTimeOffset? KnownAt);

/// <summary>The records of a dataset as of a night.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Night">The night.</param>
/// <param name="Records">The records by key hash, read while they are consumed: each column's value as text, null for null.</param>
public sealed record AsOfDump(DatasetDefinition Dataset, Night Night, IAsyncEnumerable<IReadOnlyList<string?>> Records);
