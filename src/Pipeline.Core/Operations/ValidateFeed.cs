using Pipeline.Core.Faults;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Operations;

/// <summary>Finds every mistake in feed files and gold files, without touching a source.</summary>
/// <param name="feeds">The feeds.</param>
/// <param name="warehouse">The engine whose SQL the gold files use; it is only asked where that is wanted.</param>
/// <param name="open">Opens an embedded warehouse in an empty folder.</param>
public sealed class ValidateFeed(FeedFolder feeds, IWarehouse warehouse, OpenEmbedded open)
{
    /// <summary>Reads one feed's files, or every feed's.</summary>
    /// <param name="feed">The feed's name; null for every feed.</param>
    /// <param name="asksWarehouse">Whether the warehouse is asked too what it can run; it is left unchanged.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <exception cref="InvalidFeedException">The folder of feeds does not exist.</exception>
    public async Task<IReadOnlyList<FeedValidation>> RunAsync(string? feed, bool asksWarehouse, CancellationToken cancellationToken)
    {
        var validations = new List<FeedValidation>();
        foreach (var name in feed is null ? feeds.List() : [feed])
        {
            validations.Add(await ValidateAsync(name, asksWarehouse, cancellationToken));
        }

        return validations;
    }

    private async Task<FeedValidation> ValidateAsync(string name, bool asksWarehouse, CancellationToken cancellationToken)
    {
        try
        {
            var feed = feeds.Read(name);
            var library = GoldLibrary.Read(feed, warehouse.Traits.Name);
            var mistakes = await new GoldSqlCheck(open).FindMistakesAsync(feed, library, cancellationToken);
            if (mistakes.Count > 0)
            {
                throw new InvalidGoldException(name, mistakes);
            }

            var misfits = asksWarehouse ? await warehouse.Gold.TryAsync(feed, library.Queries(feed, warehouse.Sql), cancellationToken) : [];
            return misfits.Count > 0
                ? throw new GoldMisfitException(name, warehouse.Name, warehouse.Traits.Name, misfits)
                : new FeedValidation(name) { Definition = feed, Library = library };
        }
        catch (InvalidFeedException fault)
        {
            return new FeedValidation(name) { Fault = fault, Mistakes = fault.Mistakes };
        }
        catch (InvalidGoldException fault)
        {
            return new FeedValidation(name) { Fault = fault, Mistakes = fault.Mistakes };
        }
        catch (GoldMisfitException fault)
        {
            return new FeedValidation(name) { Fault = fault, Mistakes = fault.Mistakes };
        }
    }
}

/// <summary>What is wrong with one feed, or what it has.</summary>
/// <param name="Feed">The feed's name.</param>
public sealed record FeedValidation(string Feed)
{
    /// <summary>What is wrong; null where the feed is valid.</summary>
    public PipelineException? Fault { get; init; }

    /// <summary>Every mistake; none where the feed is valid.</summary>
    public IReadOnlyList<FeedMistake> Mistakes { get; init; } = [];

    /// <summary>The feed as its file declares it; null where it has mistakes.</summary>
    public FeedDefinition? Definition { get; init; }

    /// <summary>The feed's models, checks and questions; null where something is wrong.</summary>
    public GoldLibrary? Library { get; init; }
}
