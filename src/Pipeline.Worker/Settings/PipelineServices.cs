using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core;
using Pipeline.Core.Operations;

namespace Pipeline.Worker.Settings;

/// <summary>The operations, for whoever calls them: commands now; the daemon's jobs and the REST API later.</summary>
internal static class PipelineServices
{
    /// <summary>Registers every operation. The warehouse, the feeds, the archive, the sources and the options are registered by the host.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton<NightlyRun>()
        .AddSingleton<NightSequence>()
        .AddSingleton<RunNights>()
        .AddSingleton<DryRunNight>()
        .AddSingleton<WithdrawNight>()
        .AddSingleton<ApproveDelivery>()
        .AddSingleton<ReadQuarantine>()
        .AddSingleton<ReadStatus>()
        .AddSingleton<AnswerQuestions>()
        .AddSingleton<ExplainRecord>()
        .AddSingleton<ReadAsOf>()
        .AddSingleton<VerifyFeed>()
        .AddSingleton<ForgetRecord>()
        .AddSingleton<ValidateFeed>()
        .AddSingleton<PublishGold>()
        .AddSingleton<RollBackGold>()
        .AddSingleton<MigrateWarehouse>()
        .AddSingleton<PlanMigration>()
        .AddSingleton<MigrateFeed>()
        .AddSingleton<RebuildFeed>()
        .AddSingleton<ReadRoles>()
        .AddSingleton<RenderSql>();
}
