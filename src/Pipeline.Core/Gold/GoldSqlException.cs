using System.Data.Common;
using HandlebarsDotNet;
using Pipeline.Core.Errors;
using Pipeline.Core.Nights;

namespace Pipeline.Core.Gold;

/// <summary>A SQL file of a feed could not be run.</summary>
public sealed class GoldSqlException : PipelineException
{
    private GoldSqlException(string file, string feed, Exception cause) : base(
        $"""
        {file} of feed '{feed}' could not be run: {cause.Message}
        Gold is published as a whole or not at all, so it was not published.
        Gold is as it was; bronze and silver hold the night.
        Mend the file and run the night again: ./pipeline run {feed}
        """,
        cause)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => InnerException is DbException { IsTransient: true };

    /// <summary>Runs a query of a feed's file, and names the file where the engine, or a helper in it, refuses it.</summary>
    public static async Task<T> ExplainAsync<T>(string file, RunContext run, Func<Task<T>> query)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(query);
        try
        {
            return await query();
        }
        catch (Exception fault) when (fault is DbException or HandlebarsException or ArgumentException)
        {
            throw new GoldSqlException(file, run.Feed.Name, fault);
        }
    }
}
