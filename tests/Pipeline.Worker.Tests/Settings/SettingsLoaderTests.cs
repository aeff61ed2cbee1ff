using Microsoft.Extensions.Configuration;
using Pipeline.Core.Deliveries.Receiving;
using Pipeline.Testing;
using Pipeline.Worker.Settings;
using Pipeline.Worker.Sources;
using Pipeline.Worker.Tests.Cli.Commands;

namespace Pipeline.Worker.Tests.Settings;

public sealed class SettingsLoaderTests : CommandTest
{
    [Fact]
    public async Task Flags_win_over_the_environment_and_the_environment_over_the_file_here()
    {
        Folder.Write("appsettings.json", """{ "Warehouse": "sqlite:from-file" }""");
        var environment = new Dictionary<string, string> { ["PIPELINE_WAREHOUSE"] = "sqlite:from-environment" };

        Assert.Contains("sqlite:FOLDER/from-file yet", (await RunAsync("status")).Error, StringComparison.Ordinal);
        Assert.Contains(
            "sqlite:FOLDER/from-environment yet",
            Scrubbed(await PipelineCli.RunAsync(Folder.Path, environment, "status")).Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "sqlite:FOLDER/from-flag yet",
            Scrubbed(await PipelineCli.RunAsync(Folder.Path, environment, "status", "--warehouse", "sqlite:from-flag")).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_is_named_at_once_with_the_place_it_was_found_in()
    {
        Folder.Write("appsettings.json", """{ "Warehose": "sqlite:x", "Receive": { "Retries": "often" } }""");
        var environment = new Dictionary<string, string>
        {
            ["PIPELINE_RECEIVE__STABLEFOR"] = "10",
            ["PIPELINE_LOG__LEVEL"] = "loud",
            ["PIPELINE_OF_ANOTHER_PROGRAM"] = "x",
        };

        var result = Scrubbed(await PipelineCli.RunAsync(Folder.Path, environment, "status", "--warehouse", "oracle:Password=hunter2"));

        Assert.Equal(
            """
            5 settings are wrong:
              Warehouse: it names no engine that there is; write sqlite:DIR or postgres:CONNECTION or sqlserver:CONNECTION (found in --warehouse)
              Log:Level: 'loud' is none of Verbose, Debug, Information, Warning, Error, Fatal (found in PIPELINE_LOG__LEVEL)
              Receive:StableFor: '10' is no length of time between 00:00:00 and one day; write it as hh:mm:ss, such as 00:00:10 (found in PIPELINE_RECEIVE__STABLEFOR)
              Receive:Retries: 'often' is no whole number from 0 to 100; write it like 6 (found in FOLDER/appsettings.json)
              Warehose: there is no such setting; there are Archive, Curl:ConnectTimeout, Curl:Home, Curl:Program, Curl:StallBytesPerSecond, Curl:StallTime, Feeds, Log:File, Log:Level, Postgres, Receive:FirstDelay, Receive:FolderStableFor, Receive:MaxDelay, Receive:OldAfter, Receive:Restarts, Receive:Retries, Receive:StableFor, Receive:WaitAtMost, Sqlserver, Warehouse, WarehousePassword, Work (found in FOLDER/appsettings.json)
            A command with other settings than were meant may work on the wrong warehouse.
            Nothing was read or written.
            Fix what is named, then check: ./pipeline validate
            """,
            result.Error.TrimEnd());
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task A_file_that_the_environment_names_holds_a_setting_and_a_variable_wins_over_it()
    {
        var named = Folder.Write("secret", "sqlite:from-secret\n");
        var environment = new Dictionary<string, string> { ["PIPELINE_WAREHOUSE_FILE"] = named };

        Assert.Contains(
            "sqlite:FOLDER/from-secret yet",
            Scrubbed(await PipelineCli.RunAsync(Folder.Path, environment, "status")).Error,
            StringComparison.Ordinal);
        environment["PIPELINE_WAREHOUSE"] = "sqlite:from-environment";
        Assert.Contains(
            "sqlite:FOLDER/from-environment yet",
            Scrubbed(await PipelineCli.RunAsync(Folder.Path, environment, "status")).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_environment_names_and_that_gives_nothing_is_a_mistake()
    {
        var environment = new Dictionary<string, string>
        {
            ["PIPELINE_WAREHOUSEPASSWORD_FILE"] = Folder.Write("empty", "\n"),
            ["PIPELINE_WAREHOUSE_FILE"] = Path.Combine(Folder.Path, "nowhere"),
        };

        var result = Scrubbed(await PipelineCli.RunAsync(Folder.Path, environment, "status"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("\n  PIPELINE_WAREHOUSEPASSWORD_FILE: the file FOLDER/empty is empty\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("\n  PIPELINE_WAREHOUSE_FILE: the file FOLDER/nowhere does not exist\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_warehouse_s_password_may_stand_by_itself()
    {
        var settings = SettingsLoader.Read((IConfigurationRoot)new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Warehouse"] = "postgres:",
                ["Postgres"] = "Host=db;Database=warehouse;Username=worker",
                ["WarehousePassword"] = "a;b'c\"d",
            }).Build());

        var read = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = settings.Warehouse.Location };
        Assert.Equal("a;b'c\"d", read["Password"]);
        Assert.Equal("db", read["Host"]);
    }

    [Fact]
    public void The_shipped_file_holds_the_defaults()
    {
        var shipped = SettingsLoader.Read((IConfigurationRoot)new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build());
        var none = SettingsLoader.Read((IConfigurationRoot)new ConfigurationBuilder().Build());

        Assert.Equal(none, shipped);
        Assert.Equal(new ReceiveOptions(), shipped.Receive);
        Assert.Equal(new CurlOptions(), shipped.Curl);
        Assert.Equal(Path.GetFullPath("warehouse/archive"), shipped.ArchiveFolder);
    }
}
