using Pipeline.Testing.Warehouses;
using static Pipeline.Engines.Tests.Gold.StreamingWorld;

namespace Pipeline.Engines.Tests.Gold;

/// <summary>Two nights of small data, written so that every model has something to count.</summary>
public abstract class TwoNights(Func<WarehouseProbe>? probe) : IAsyncLifetime
{
    private readonly StreamingWorld? _world = probe is null ? null : new StreamingWorld(probe());

    /// <summary>Whether there is an engine to ask.</summary>
    public bool IsThere => _world is not null;

    /// <summary>Every row of a gold table in full.</summary>
    public string Gold(string table) => _world!.Gold(table);

    public async ValueTask InitializeAsync()
    {
        if (_world is null)
        {
            return;
        }

        _world.Deliver("movies.csv", "The Long Take,120,English,2000", "Zwei Tage,90,German,1500", "Old Reel,60,,500");
        _world.Deliver("users.csv", "Ann,A,ann@x", "Bob,B,bob@x", "Cy,C,cy@x", "Eve,E,eve@x");
        _world.Deliver(
            "streams.csv",
            "The Long Take,ann@x,1000.5,2021-12-24T23:30:00.000+0100,2021-12-25T01:30:00.000+0100",
            "THE LONG TAKE,bob@x,500,2021-12-25T10:00:00.000+0100,2021-12-25T10:59:59.999+0100",
            "Zwei Tage,ann@x,250.25,2021-12-25T12:00:00.000+0100,2021-12-25T12:45:00.000+0100",
            "Old Reel,cy@x,100,2021-12-26T00:00:00.000+0100,2021-12-26T01:30:00.000+0100",
            "Lost Title,dan@x,40.125,2021-12-26T20:00:00.000+0100,2021-12-26T20:30:00.000+0100",
            "The Long Take,ann@x,999.5,2021-12-26T08:00:00.000+0100,2021-12-26T11:00:00.000+0100");
        _world.Deliver(
            "books.json", Book("Tome One", "Ann Writer", "First", 300), Book("Tome Two", "Bo Writer", "Second", 200), Book("Lone", "Nobody Known"));
        _world.Deliver(
            "authors.json",
            Author("Ann Writer", "Singaporeans", "Danes"),
            Author("Bo Writer", "1960-03-04", "2050-05-06", ["", "Danes"]),
            """{"metadata":{"name":null,"birth_date":null,"died_at":null},"nationalities":null}""");
        string[] reviews =
        [
            Review("2021-12-02T06:00:00.000+0100", 5, ["TOME ONE"], ["THE LONG TAKE"]),
            Review("2021-12-03T06:00:00.000+0100", 2, ["TOME ONE", "TOME TWO"], ["THE LONG TAKE"]),
            Review("2021-12-05T06:00:00.000+0100", 1, ["NEVER LISTED"], ["OLD REEL"]),
            Review("2021-12-06T06:00:00.000+0100", 4, ["TOME TWO"], ["NOT OURS"]),
        ];
        _world.Deliver("reviews.json", [.. reviews, Review("2021-12-04T06:00:00.000+0100", 4, ["TOME TWO"], ["ZWEI TAGE"])]);
        await _world.LoadAsync(1);

        // Our catalogue and users change; the vendor deletes a book, its author, a nationality and a review: they still count.
        _world.Deliver("movies.csv", "The Long Take,120,English,2000", "Zwei Tage,90,German,1500", "Unseen,80,German,700");
        _world.Deliver("users.csv", "Anna,A,ann@x", "Bob,B,bob@x", "Eve,E,eve@x");
        _world.Deliver("books.json", Book("Tome One", "Ann Writer", "First", 300), Book("Lone", "Nobody Known"));
        _world.Deliver("authors.json", Author("Ann Writer", "Singaporeans", ""));
        _world.Deliver("reviews.json", reviews);
        await _world.LoadAsync(2);
    }

    public ValueTask DisposeAsync()
    {
        _world?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
