using System.Text.RegularExpressions;
using NetArchTest.Rules;
using Pipeline.Testing;

namespace Pipeline.Core.Tests.Architecture;

/// <summary>That the folders of Core use each other in one direction only: in what is compiled, and in what their files name.</summary>
public sealed partial class CoreArrowTests
{
    private static readonly string Core = Path.Combine(PipelineCli.Repository, "src", "Pipeline.Core");

    // What a person sees, what a driver speaks, and what calls the core.
    private static readonly string[] Outside =
    [
        "Dapper", "Microsoft.AspNetCore", "Microsoft.Data", "Microsoft.Extensions.Hosting", "Npgsql", "Pipeline.Engines", "Pipeline.Worker",
        "Quartz", "Serilog", "Spectre.Console", "System.CommandLine", "System.Console", "System.Data.SqlClient",
    ];

    public static TheoryData<string> Folders => [.. CoreFolders.All.Select(folder => folder.Folder)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_those_below_it(string folder)
    {
        var types = Types.InAssembly(typeof(NightlyRun).Assembly).That();
        var own = folder == CoreFolders.Root
            ? types.ResideInNamespaceMatching("^Pipeline\\.Core$")
            : types.ResideInNamespaceMatching($"^Pipeline\\.Core\\.{folder}(\\.|$)");
        Assert.NotEmpty(own.GetTypes());

        // The root's own types are named one by one: its namespace is the beginning of every other.
        string[] forbidden = [.. Forbidden(folder).SelectMany(other => other == CoreFolders.Root ? RootTypes() : [CoreFolders.NamespaceOf(other)])];
        var result = own.ShouldNot().HaveDependencyOnAny(forbidden).GetResult();

        Assert.Empty(result.FailingTypeNames ?? []);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_file_imports_only_namespaces_below_its_own(string folder)
    {
        var option = folder == CoreFolders.Root ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories;
        var files = Directory.GetFiles(Path.Combine(Core, folder), "*.cs", option);
        Assert.NotEmpty(files);
        var forbidden = Forbidden(folder).Where(other => other != CoreFolders.Root).ToHashSet();

        Assert.Empty(
            from file in files
            from Match import in Import().Matches(File.ReadAllText(file))
            where forbidden.Contains(import.Groups["folder"].Value)
            select $"{Path.GetRelativePath(Core, file)}: {import.Value}");
    }

    [Fact]
    public void Every_folder_of_Core_has_its_place_above_those_that_it_uses()
    {
        var known = new HashSet<string>();
        foreach (var (folder, mayUse) in CoreFolders.All)
        {
            Assert.Empty(mayUse.Except(known));
            known.Add(folder);
        }

        var found = Directory.GetDirectories(Core).Select(path => Path.GetFileName(path)!).Where(name => name is not ("bin" or "obj"));
        Assert.Equal(found.Order(StringComparer.Ordinal), known.Where(name => name != CoreFolders.Root).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_core_knows_no_driver_no_host_no_web_and_no_terminal()
    {
        var types = Types.InAssembly(typeof(NightlyRun).Assembly);
        Assert.True(types.GetTypes().Count() > 300);

        Assert.Empty(types.ShouldNot().HaveDependencyOnAny(Outside).GetResult().FailingTypeNames ?? []);
    }

    // So that none of the tests above passes because nothing is seen: each of these arrows is there, in a signature or in the body of a method.
    [Theory]
    [InlineData("Comparing", "Pipeline.Core.Warehouse")]
    [InlineData("History", "Pipeline.Core.Comparing")]
    [InlineData("Records", "Pipeline.Core.Feeds")]
    [InlineData("Nights", "Pipeline.Core.Gold")]
    [InlineData("Gold", "System.Security.Cryptography")]
    public void An_arrow_that_there_is_is_seen(string folder, string target)
    {
        var own = Types.InAssembly(typeof(NightlyRun).Assembly).That().ResideInNamespaceMatching($"^Pipeline\\.Core\\.{folder}(\\.|$)");

        Assert.NotEmpty(own.ShouldNot().HaveDependencyOnAny(target).GetResult().FailingTypeNames ?? []);
    }

    private static IEnumerable<string> Forbidden(string folder)
    {
        var mayUse = CoreFolders.All.Single(one => one.Folder == folder).MayUse;
        return CoreFolders.All.Select(one => one.Folder).Where(other => other != folder && !mayUse.Contains(other));
    }

    private static IEnumerable<string> RootTypes() => typeof(NightlyRun).Assembly.GetTypes()
        .Where(type => type is { Namespace: "Pipeline.Core", IsNested: false })
        .Select(type => type.FullName!);

    [GeneratedRegex(@"^using Pipeline\.Core\.(?<folder>\w+)[\w.]*;", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Import();
}
