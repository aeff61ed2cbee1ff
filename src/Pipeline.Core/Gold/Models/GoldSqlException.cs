using System.Data.Common;
using HandlebarsDotNet;
using Pipeline.Core.Faults;
using Pipeline.Core.Gold.Publishing;
using Pipeline.Core.Warehouse;

namespace Pipeline.Core.Gold.Models;

/// <summary>A SQL file of a feed could not be run.</summary>
public sealed class GoldSqlException : PipelineException
{
    private GoldSqlException(string file, GoldAttempt attempt, Exception cause, bool isTransient) : base(
        new Fault
        {
            What = $"{file} of feed '{attempt.Feed}' could not be run: {cause.Message}",
            Why = "Gold is published as a whole or not at all, so it was not published.",
            Untouched = attempt.Kept,
            Next = [attempt.TryAgain("Fix the file, then run")],
            IsTransient = isTransient,
        },
        cause)
    {
    }

    /// <summary>Runs a query of a feed's file, and names the file where the engine, or a helper in it, refuses it.</summary>
    public static async Task<T> ExplainAsync<T>(string file, GoldAttempt attempt, IWarehouse warehouse, Func<Task<T>> query)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(warehouse);
        ArgumentNullException.ThrowIfNull(query);
        try
        {
            return await query();
        }
        catch (Exception fault) when (fault is DbException or HandlebarsException or ArgumentException)
        {
            throw new GoldSqlException(file, attempt, fault, warehouse.IsTransient(fault));
        }
    }
}
