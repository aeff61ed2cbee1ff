using System.Data.Common;

namespace Pipeline.Engines.Sql.Silver;

/// <summary>A session on which the hashes to look up lie in a table; all of it is closed with this.</summary>
/// <param name="Connection">The session.</param>
/// <param name="Table">The table as SQL writes its name.</param>
/// <param name="Staging">What drops the table where the end of the session does not.</param>
internal sealed record WantedHashes(DbConnection Connection, string Table = "wanted", IAsyncDisposable? Staging = null) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (Staging is not null)
        {
            await Staging.DisposeAsync();
        }

        await Connection.DisposeAsync();
    }
}
