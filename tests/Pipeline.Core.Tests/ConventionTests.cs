using System.Text.RegularExpressions;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Warehouse;
using Pipeline.Testing;

namespace Pipeline.Core.Tests;

/// <summary>What holds for every file of the repository; each test counts what it has visited, so that none passes for want of files.</summary>
public sealed partial class ConventionTests
{
    private const int MostLines = 300;
    private const string AnyEngine = "any";
    private const string Embedded = "sqlite"; // every other engine is a server

    // What an engine can't do without: each has a file of that name after the engine's own.
    private static readonly string[] Cast = ["Connections", "Dialect", "GoldBuild", "GoldStore", "History", "Warehouse"];

    private static readonly string[] Drivers = ["Dapper", "Microsoft.Data", "Npgsql", "SQLitePCLRaw", "System.Data", "FluentFTP", "Quartz"];

    private static readonly string[] SharedCode = ["Pipeline.Core", "Pipeline.Engines/Sql", "Pipeline.Worker"];

    // Within the shared code, what only servers share.
    private const string ServerCode = "Pipeline.Engines/Sql/Servers";

    private static readonly string Sources = Path.Combine(PipelineCli.Repository, "src");
    private static readonly string Engines = Path.Combine(Sources, "Pipeline.Engines");
    private static readonly string Sql = Path.Combine(PipelineCli.Repository, "sql");
    private static readonly string EngineSql = Path.Combine(Sql, "engines");

    [Fact]
    public void No_source_file_has_more_than_300_lines()
    {
        var files = Files(Sources, "*.cs", atLeast: 150);

        Assert.Empty(files.Where(file => file.Text.Split('\n').Length - 1 > MostLines).Select(file => file.Name));
    }

    [Fact]
    public void No_source_file_asks_the_machine_for_the_time()
    {
        var files = Files(Sources, "*.cs", atLeast: 150);

        Assert.Empty(files.Where(file => SystemClock().IsMatch(file.Text)).Select(file => file.Name));
    }

    [Fact]
    public void The_core_references_no_driver_and_no_other_project()
    {
        var project = File.ReadAllText(Path.Combine(Sources, "Pipeline.Core", "Pipeline.Core.csproj"));
        var packages = Package().Matches(project).Select(package => package.Groups["name"].Value).ToList();

        Assert.True(packages.Count >= 3, "Packages are no longer found in the project file.");
        Assert.DoesNotContain(packages, package => Drivers.Any(driver => package.StartsWith(driver, StringComparison.Ordinal)));
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_are_named_after_their_engine_and_every_engine_has_the_same_cast()
    {
        var engines = Directory.GetDirectories(Engines).Select(folder => Path.GetFileName(folder)!).Where(name => name != "Sql").ToList();

        Assert.NotEmpty(engines);
        foreach (var engine in engines)
        {
            var names = Directory.GetFiles(Path.Combine(Engines, engine), "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)!).ToList();
            Assert.DoesNotContain(names, name => !name.StartsWith(engine, StringComparison.Ordinal));
            Assert.Empty(Cast.Select(role => engine + role).Except(names));
            Assert.True(Directory.Exists(Path.Combine(EngineSql, engine.ToLowerInvariant())), $"{engine} has no folder of SQL.");
        }
    }

    [Fact]
    public void Every_engine_has_the_same_helpers()
    {
        var helpers = EngineNames().ToDictionary(engine => engine, engine => string.Join(' ', Directory
            .GetFiles(Path.Combine(EngineSql, engine, "helpers"), "*.sql").Select(Path.GetFileName).Order(StringComparer.Ordinal)));

        Assert.NotEmpty(helpers);
        Assert.All(helpers.Values, names => Assert.Equal(helpers.Values.First(), names));
    }

    [Fact]
    public void A_migration_has_one_number_one_name_and_the_same_on_every_engine_that_has_it()
    {
        var scripts = EngineNames()
            .SelectMany(engine => Directory.GetFiles(Path.Combine(EngineSql, engine, "migrations"), "*.sql").Select(Path.GetFileName).OfType<string>())
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Equal(Enumerable.Range(1, scripts.Count), scripts.Select(script => int.Parse(script[..4], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Every_SQL_text_of_an_engine_is_used_and_every_one_that_is_asked_for_is_there()
    {
        var code = string.Concat(Files(Sources, "*.cs", atLeast: 150).Select(file => file.Text));
        var asked = Asked(code);
        var feeds = string.Concat(Files(Path.Combine(Sql, "feeds"), "*.sql", atLeast: 25).Select(file => file.Text));
        var there = EngineTexts().SelectMany(engine => engine.Value).ToHashSet();

        Assert.Empty(asked.Except(there));
        Assert.DoesNotContain(there, file => Path.GetDirectoryName(file) switch
        {
            "migrations" => false,
            "helpers" => !IsHelperUsed(Path.GetFileNameWithoutExtension(file), code, feeds),
            _ => !asked.Contains(file),
        });
    }

    [Fact]
    public void Every_engine_has_the_SQL_texts_that_the_shared_code_asks_for()
    {
        var code = SharedCode
            .SelectMany(folder => Files(Sources, "*.cs", atLeast: 150).Where(file => file.Name.StartsWith(folder + '/', StringComparison.Ordinal)))
            .Where(file => !file.Name.EndsWith("/SqlReview.cs", StringComparison.Ordinal)) // it shows what an engine has, and skips what it has not
            .ToLookup(file => file.Name.StartsWith(ServerCode + '/', StringComparison.Ordinal), file => file.Text);

        Assert.Empty(NotThere(EngineNames(), code[false], atLeast: 10));
        Assert.Empty(NotThere(EngineNames().Where(engine => engine != Embedded), code[true], atLeast: 20));
    }

    [Fact]
    public void A_SQL_file_is_read_on_one_screen_and_says_what_it_is_for()
    {
        var files = Files(Sql, "*.sql", atLeast: 80);
        Assert.Empty(files.Where(file => file.Text.Count(c => c is '\n') > 80).Select(file => file.Name));
        Assert.Empty(files.Where(file => !file.Text.StartsWith("-- ", StringComparison.Ordinal) || file.Text.StartsWith("-- name: ", StringComparison.Ordinal)).Select(file => file.Name));
    }

    [Fact]
    public void No_SQL_file_selects_a_star()
    {
        var files = Files(Sql, "*.sql", atLeast: 60);

        Assert.Empty(files.Where(file => Star().IsMatch(Comment().Replace(file.Text, ""))).Select(file => file.Name));
    }

    [Fact]
    public void Every_model_check_and_question_of_the_repository_is_read_for_every_engine()
    {
        var feeds = Directory.GetDirectories(Path.Combine(Sql, "feeds")).Select(folder => Path.GetFileName(folder)!).ToList();

        Assert.NotEmpty(feeds);
        foreach (var (feed, engine) in feeds.SelectMany(feed => EngineNames().Select(engine => (feed, engine))))
        {
            var gold = GoldLibrary.Read(FeedReader.Read(Path.Combine(Sql, "feeds"), feed), engine);
            var files = Directory.GetFiles(Path.Combine(Sql, "feeds", feed), "*.sql", SearchOption.AllDirectories)
                .Count(file => !File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "..", Path.GetFileName(file))));
            Assert.Equal(files, gold.Models.Count + gold.Checks.Count + gold.Questions.Count);
        }
    }

    // The files that the code asks for and an engine has neither of its own nor among those for any.
    private static List<string> NotThere(IEnumerable<string> engines, IEnumerable<string> code, int atLeast)
    {
        var asked = Asked(string.Concat(code));
        Assert.True(asked.Count >= atLeast, "SQL texts are no longer found in the shared code.");
        var texts = EngineTexts();
        return [.. engines.SelectMany(engine => asked.Except(texts[engine]).Except(texts[AnyEngine]).Select(name => $"{engine}/{name}"))];
    }

    // Names of statements and files in the code: "merge/close_changed", "roles.sql".
    private static HashSet<string> Asked(string code)
    {
        var operations = Directory.EnumerateFiles(EngineSql, "*.sql", SearchOption.AllDirectories).Select(SqlStatements.OperationOf).ToHashSet();
        return [.. SqlName().Matches(code).Select(name => name.Groups["name"].Value).Where(name => name == "roles.sql" || operations.Contains(name.Split('/')[0]))];
    }

    // By engine, the names of its statements and files.
    private static Dictionary<string, HashSet<string>> EngineTexts() => Directory.GetDirectories(EngineSql).ToDictionary(
        folder => Path.GetFileName(folder)!,
        folder => Files(folder, "*.sql", atLeast: 10)
            .SelectMany(file => file.Name.Contains('/', StringComparison.Ordinal) || file.Name == "roles.sql"
                ? [file.Name]
                : SqlStatements.Split(file.Name, file.Text).Select(statement => $"{SqlStatements.OperationOf(file.Name)}/{statement.Name}"))
            .ToHashSet());

    private static bool IsHelperUsed(string name, string code, string feeds) =>
        feeds.Contains($"{{{{{name} ", StringComparison.Ordinal) || code.Contains($"Helper(\"{name}\"", StringComparison.Ordinal);

    private static List<string> EngineNames() =>
        [.. Directory.GetDirectories(EngineSql).Select(folder => Path.GetFileName(folder)!).Where(name => name != AnyEngine)];

    // Files with their names relative to the folder, written with slashes.
    private static List<(string Name, string Text)> Files(string folder, string pattern, int atLeast)
    {
        var files = Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file))).ToList();
        Assert.True(files.Count >= atLeast, $"Only {files.Count} files of {pattern} were found in {folder}, not {atLeast}.");
        return files;
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex SystemClock();

    [GeneratedRegex("""<PackageReference Include="(?<name>[^"]+)""")]
    private static partial Regex Package();

    [GeneratedRegex("\"(?<name>[a-z_]+/[a-z0-9_]+|roles\\.sql)\"")]
    private static partial Regex SqlName();

    [GeneratedRegex(@"(\bselect\s+(distinct\s+)?|\.)\*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Star();

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();
}
