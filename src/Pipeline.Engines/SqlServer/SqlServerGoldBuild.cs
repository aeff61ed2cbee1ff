using Microsoft.Data.SqlClient;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Engines.Sql.Gold;
using Pipeline.Engines.Sql.Servers;

namespace Pipeline.Engines.SqlServer;

/// <summary>A generation in the making on SQL Server: its rows can be emptied only when nobody reads the generation before the last one any more.</summary>
internal sealed class SqlServerGoldBuild(SlotSession session, int slot, IReadOnlyDictionary<string, string> owners)
    : ServerGoldBuild(session, slot, owners)
{
    private SqlServerStaging? _answers;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_answers is not null)
        {
            await _answers.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override Dictionary<string, object> ModelOf(GoldSlot slot, int number)
    {
        var model = slot.Model(number, SqlServerDialect.Instance);
        model["view"] = slot.View;
        model["wait"] = ServerTimeouts.Milliseconds(SqlServerTimeouts.OldReaders);
        model["milliseconds"] = ServerTimeouts.Milliseconds(ServerTimeouts.Lock);
        foreach (var (column, place) in ((List<Dictionary<string, object>>)model["columns"]).Select((column, place) => (column, place)))
        {
            // A slot can't be widened while anyone reads its view, so text of gold has any length from the beginning.
            column["type"] = slot.Columns[place].Type.Kind is ColumnKind.Text ? SqlServerDialect.TextOf(null) : column["type"];
        }

        return model;
    }

    /// <inheritdoc/>
    protected override void SetQuery(Dictionary<string, object> table, string query) =>
        (table["with"], table["query"]) = SqlServerQuery.Split(query);

    /// <inheritdoc/>
    protected override async Task<string> ShowAnswersAsync(Dictionary<string, object> model, CancellationToken cancellationToken)
    {
        _answers = await SqlServerStaging.MakeAsync(
            (SqlConnection)Session.Connection, Session.Sql, "gold/show_answers", model, cancellationToken);
        return _answers.Name;
    }
}
