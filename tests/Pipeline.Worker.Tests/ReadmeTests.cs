using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Pipeline.Testing;
using Pipeline.Worker.Cli.Parsing;
using Pipeline.Worker.Settings;
using Pipeline.Worker.Tests.Cli.Commands;

namespace Pipeline.Worker.Tests;

/// <summary>What README.md and docs say is so: the example works as printed, and every command, flag, setting and file they name is there.</summary>
public sealed partial class ReadmeTests : CommandTest
{
    // What ./pipeline itself does, without the worker.
    private static readonly string[] LauncherCommands = ["test"];

    private static readonly string Readme = File.ReadAllText(Path.Combine(PipelineCli.Repository, "README.md"));

    [Fact]
    public async Task The_shop_example_works_as_printed()
    {
        foreach (var path in new[] { "feeds/shop/feed.yaml", "incoming/2022-03-01/orders.json" })
        {
            Folder.Write(path, BlockAfter($"`{path}`\n"));
        }

        var commands = ShellBlocks().Matches(Readme).SelectMany(block => block.Groups["text"].Value.Split('\n'))
            .Where(line => line.Contains(" shop", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, commands.Count);
        foreach (var command in commands)
        {
            var result = await InShellAsync(command);
            Assert.True(result.ExitCode == 0, $"{command}: {result.Output}{result.Error}");
            Assert.NotEmpty(result.Output);
        }

        var line = await RunAsync("explain", "shop.order_lines", "1", "A-1", "--feeds", "feeds");
        Assert.Contains("quantity", line.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_that_is_named_is_in_the_help()
    {
        var help = (await SucceedAsync("--help")).Output;
        var named = Documents().SelectMany(document => CommandName().Matches(document.Text).Select(name => name.Groups["name"].Value)).ToList();

        Assert.True(named.Count >= 20, $"Only {named.Count} commands were found.");
        Assert.DoesNotContain(named.Except(LauncherCommands), name => !Regex.IsMatch(help, $@"^  {name}\b", RegexOptions.Multiline));
        Assert.Equal(
            CommandLine.Root().Subcommands.Select(command => command.Name).Order(StringComparer.Ordinal),
            CommandRows().Select(row => row.Command).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_flag_of_the_tables_is_one_of_its_command()
    {
        var flags = CommandRows().SelectMany(row => Flag().Matches(row.Text).Select(flag => (row.Command, Flag: flag.Value))).ToList();
        var settings = SettingRows().Select(row => row.Flag).ToList();

        Assert.True(flags.Count >= 4, "Flags are no longer found in the table of commands.");
        Assert.DoesNotContain(flags, flag => !FlagsOf(flag.Command).Contains(flag.Flag));
        Assert.DoesNotContain(settings, flag => !FlagsOf("run").Contains(flag));
    }

    [Fact]
    public void The_settings_of_the_table_have_the_defaults_that_it_says()
    {
        var rows = SettingRows().ToDictionary(row => row.Key, row => row.Default);
        var settings = SettingsLoader.Read((IConfigurationRoot)new ConfigurationBuilder().Build());

        Assert.Equal(["Archive", "Feeds", "Warehouse"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Path.GetFullPath(rows["Warehouse"]["sqlite:".Length..]), settings.Warehouse.Folder);
        Assert.EndsWith($"/{rows["Feeds"]}", settings.FeedsFolder, StringComparison.Ordinal); // here, or where the pipeline lies
        Assert.Equal(rows["Archive"].Replace("<warehouse>", settings.Warehouse.Folder, StringComparison.Ordinal), settings.ArchiveFolder);
    }

    [Fact]
    public void A_setting_is_set_by_its_key_in_the_table()
    {
        var set = SettingRows().ToDictionary(row => row.Key, row => (string?)(row.Key == "Warehouse" ? "sqlite:other-Warehouse" : $"other-{row.Key}"));
        var settings = SettingsLoader.Read((IConfigurationRoot)new ConfigurationBuilder().AddInMemoryCollection(set).Build());

        Assert.Equal(
            [Path.GetFullPath("other-Archive"), Path.GetFullPath("other-Feeds"), Path.GetFullPath("other-Warehouse")],
            [settings.ArchiveFolder, settings.FeedsFolder, settings.Warehouse.Folder]);
    }

    [Fact]
    public void Every_relative_link_leads_to_a_file_and_a_heading_that_are_there()
    {
        var links = Documents().SelectMany(document => Link().Matches(document.Text).Select(link =>
            (document.Path, Text: link.Value, File: link.Groups["file"].Value, Heading: link.Groups["heading"].Value))).ToList();

        Assert.True(links.Count >= 20, $"Only {links.Count} links were found.");
        Assert.Empty(links.Where(link => !Leads(link.Path, link.File, link.Heading)).Select(link => $"{link.Path}: {link.Text}"));
    }

    private static bool Leads(string document, string file, string heading)
    {
        var path = file.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, file);
        return heading.Length == 0
            ? Path.Exists(path)
            : File.Exists(path) && Heading().Matches(File.ReadAllText(path)).Any(match => Anchor(match.Groups["text"].Value) == heading);
    }

    // As GitHub makes them: lower case, blanks to hyphens, everything else but letters, digits, hyphens and underscores away.
    private static string Anchor(string heading) => string.Concat(heading.Trim().ToLowerInvariant()
        .Replace(' ', '-').Where(c => char.IsLetterOrDigit(c) || c is '-' or '_'));

    private static IEnumerable<(string Path, string Text)> Documents() => Directory
        .EnumerateFiles(Path.Combine(PipelineCli.Repository, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(PipelineCli.Repository, "README.md"))
        .Select(path => (path, File.ReadAllText(path)));

    private static List<(string Command, string Text)> CommandRows() =>
        [.. CommandRow().Matches(Readme).Select(row => (row.Groups["command"].Value, row.Value))];

    private static List<(string Key, string Flag, string Default)> SettingRows() =>
        [.. SettingRow().Matches(Readme).Select(row => (row.Groups["key"].Value, row.Groups["flag"].Value, row.Groups["default"].Value))];

    private static IEnumerable<string> FlagsOf(string command) =>
        CommandLine.Root().Subcommands.Single(named => named.Name == command).Options.Select(option => option.Name);

    private static string BlockAfter(string title)
    {
        var rest = Readme[(Readme.IndexOf(title, StringComparison.Ordinal) + title.Length)..];
        var match = Block().Match(rest);
        Assert.True(match.Success, $"README.md has no block after {title}");
        return match.Groups["text"].Value;
    }

    // As printed; only the launcher, which would build the worker again, is replaced by the built one.
    private Task<CliResult> InShellAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command.Replace("./pipeline", $"dotnet '{PipelineCli.Worker}'", StringComparison.Ordinal)])
        {
            WorkingDirectory = Folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return PipelineCli.EndAsync(process);
    }

    [GeneratedRegex(@"\A```\w+\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^```sh\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex ShellBlocks();

    [GeneratedRegex(@"\./pipeline +(?<name>[a-z]+(-[a-z]+)*)", RegexOptions.ExplicitCapture)]
    private static partial Regex CommandName();

    [GeneratedRegex(@"^\| `\./pipeline (?<command>[a-z]+(-[a-z]+)*).*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex CommandRow();

    [GeneratedRegex(@"^\| `(?<key>[A-Z]\w+)` \| `(?<flag>--\w+)` \| `(?<default>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex SettingRow();

    [GeneratedRegex(@"--[a-z]+(-[a-z]+)*", RegexOptions.ExplicitCapture)]
    private static partial Regex Flag();

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#\s]*)(#(?<heading>[^)\s]+))?\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
