using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pipeline.Testing;

namespace Pipeline.Core.Tests.Architecture;

/// <summary>That a type is found in the folder that its namespace names, and that projects use each other in one direction.</summary>
public sealed partial class FolderTests
{
    [Theory]
    [InlineData("src", 400)]
    [InlineData("tests", 150)]
    public void A_namespace_is_the_folder_of_its_file(string root, int atLeast)
    {
        var visited = 0;
        var wrong = new List<string>();
        foreach (var project in Directory.GetFiles(Path.Combine(PipelineCli.Repository, root), "*.csproj", SearchOption.AllDirectories))
        {
            var folder = Path.GetDirectoryName(project)!;
            var name = XDocument.Load(project).Descendants("RootNamespace").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(project);
            foreach (var file in Files(folder))
            {
                visited++;
                var path = Path.GetRelativePath(folder, Path.GetDirectoryName(file)!);
                var expected = path == "." ? name : $"{name}.{path.Replace(Path.DirectorySeparatorChar, '.')}";
                var text = File.ReadAllText(file);
                if (Namespace().Matches(text) is not [var found] ? !IsTopLevel(text) : found.Groups["name"].Value != expected)
                {
                    wrong.Add($"{Path.GetRelativePath(PipelineCli.Repository, file)} is not in {expected}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(visited >= atLeast, $"Only {visited} files were found in {root}.");
    }

    [Theory]
    [InlineData("Pipeline.Core", "")]
    [InlineData("Pipeline.Engines", "Pipeline.Core")]
    [InlineData("Pipeline.Worker", "Pipeline.Core Pipeline.Engines")]
    public void A_project_references_only_those_below_it(string project, string below)
    {
        var file = Path.Combine(PipelineCli.Repository, "src", project, $"{project}.csproj");
        var references = XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Where(name => name.StartsWith("Pipeline.", StringComparison.Ordinal));

        Assert.Equal(below, string.Join(' ', references.Order(StringComparer.Ordinal)));
    }

    // A program's entry point has statements instead of a namespace.
    private static bool IsTopLevel(string text) => !TypeDeclaration().IsMatch(text);

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(public|internal|file)\b.*\b(class|record|struct|interface|enum)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TypeDeclaration();
}
