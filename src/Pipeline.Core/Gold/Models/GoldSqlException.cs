using System.Data.Common;
using HandlebarsDotNet;
using Pipeline.Core.Faults;
using Pipeline.Core.Gold.Publishing;

namespace Pipeline.Core.Gold.Models;

/// <summary>A SQL file of a feed could not be run.</summary>
public sealed class GoldSqlException : PipelineException
{
    private GoldSqlException(string file, GoldAttempt attempt, Exception cause) : base(
        $"""
        {file} of feed '{attempt.Feed}' could not be run: {cause.Message}
        Gold is published as a whole or not at all, so it was not published.
        {attempt.Kept}
        Mend the file, then run: {attempt.Command}
        """,
        cause)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => InnerException is DbException { IsTransient: true };

    /// <summary>Runs a query of a feed's file, and names the file where the engine, or a helper in it, refuses it.</summary>
    public static async Task<T> ExplainAsync<T>(string file, GoldAttempt attempt, Func<Task<T>> query)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(query);
        try
        {
            return await query();
        }
        catch (Exception fault) when (fault is DbException or HandlebarsException or ArgumentException)
        {
            throw new GoldSqlException(file, attempt, fault);
        }
    }
}
