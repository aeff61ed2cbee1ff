using Microsoft.Extensions.Logging;

namespace Pipeline.Core.Nights;

/// <summary>Every event the core logs, in one place, so that ids stay unique and wording stays even.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 101, Level = LogLevel.Information, Message = "{Feed} {Night}: run {RunId} begins")]
    public static partial void RunBegan(this ILogger logger, string feed, string night, Guid runId);

    [LoggerMessage(EventId = 102, Level = LogLevel.Information, Message = "{Feed} {Night}: run {RunId} ended {State} after {ElapsedMs:0} ms")]
    public static partial void RunEnded(this ILogger logger, string feed, string night, Guid runId, string state, double elapsedMs);

    [LoggerMessage(EventId = 103, Level = LogLevel.Debug, Message = "{Feed} {Night}: {Step} {Subject} took {ElapsedMs:0} ms")]
    public static partial void StepEnded(this ILogger logger, string feed, string night, string step, string subject, double elapsedMs);

    [LoggerMessage(EventId = 104, Level = LogLevel.Warning, Message = "{Feed} {Night}: {Warning}")]
    public static partial void Warned(this ILogger logger, string feed, string night, string warning);

    [LoggerMessage(EventId = 201, Level = LogLevel.Information, Message = "{Feed} {Night}: {Dataset}: {Counts}")]
    public static partial void DatasetEnded(this ILogger logger, string feed, string night, string dataset, string counts);

    [LoggerMessage(EventId = 202, Level = LogLevel.Error, Message = "{Feed} {Night}: {Dataset} keeps its last accepted night. {Reason}")]
    public static partial void DatasetNotAccepted(this ILogger logger, string feed, string night, string dataset, string reason);

    [LoggerMessage(EventId = 301, Level = LogLevel.Information, Message = "{Feed} {Night}: gold published with {Models} table(s)")]
    public static partial void GoldPublished(this ILogger logger, string feed, string night, int models);

    [LoggerMessage(EventId = 303, Level = LogLevel.Warning, Message = "{Feed}: gold rolled back to generation {Generation}")]
    public static partial void GoldRolledBack(this ILogger logger, string feed, string generation);

    [LoggerMessage(EventId = 302, Level = LogLevel.Error, Message = "{Feed} {Night}: gold is unchanged. {Reason}")]
    public static partial void GoldNotPublished(this ILogger logger, string feed, string night, string reason);
}
