using System.Text.RegularExpressions;
using Pipeline.Core.Faults;
using Pipeline.Testing;

namespace Pipeline.Core.Tests.Faults;

/// <summary>Faults are data: commands are the CLI's to write, parts are not cut out of prose, and each fault says what to do next.</summary>
public sealed partial class FaultConventionTests
{
    [Theory]
    [InlineData("Pipeline.Core", 300)]
    [InlineData("Pipeline.Engines", 80)]
    public void No_command_line_is_written_outside_the_worker(string project, int atLeast)
    {
        var files = Sources(project, atLeast);

        Assert.Empty(files.Where(file => file.Text.Contains("./pipeline", StringComparison.Ordinal)).Select(file => file.Name));
    }

    [Theory]
    [InlineData("Pipeline.Core", 300)]
    [InlineData("Pipeline.Engines", 80)]
    [InlineData("Pipeline.Worker", 80)]
    public void No_message_is_taken_apart(string project, int atLeast)
    {
        var files = Sources(project, atLeast).Where(file => file.Name != "Fault.cs");

        Assert.Empty(files.Where(file => MessageTakenApart().IsMatch(file.Text)).Select(file => file.Name));
    }

    [Theory]
    [InlineData("Pipeline.Core", 300)]
    [InlineData("Pipeline.Engines", 80)]
    [InlineData("Pipeline.Worker", 80)]
    public void Every_fault_says_what_to_do_next(string project, int atLeast)
    {
        var files = Sources(project, atLeast);

        Assert.Empty(files.Where(file => NothingNext().IsMatch(file.Text)).Select(file => file.Name));
    }

    [Fact]
    public void A_fault_without_a_next_step_can_not_be_made() =>
        Assert.Throws<ArgumentException>(() => new Fault { What = "It failed.", Next = [] });

    [Fact]
    public void Every_exception_of_the_pipeline_carries_a_fault()
    {
        var exceptions = typeof(PipelineException).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(PipelineException)) && !type.IsAbstract).ToList();

        Assert.True(exceptions.Count >= 30, $"only {exceptions.Count} exceptions");
        Assert.Empty(typeof(PipelineException).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(Exception)) && !type.IsAssignableTo(typeof(PipelineException)) && !type.IsAbstract)
            .Select(type => type.Name));
    }

    [Theory]
    [InlineData("one line", "one line")]
    [InlineData("first\nsecond", "first")]
    [InlineData("first \r\nsecond", "first")]
    public void A_summary_is_one_line(string what, string summary) =>
        Assert.Equal(summary, new Fault { What = what, Next = [new NextStep("Wait")] }.Summary);

    private static List<(string Name, string Text)> Sources(string project, int atLeast)
    {
        var files = Directory.EnumerateFiles(Path.Combine(PipelineCli.Repository, "src", project), "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path)))
            .ToList();
        Assert.True(files.Count >= atLeast, $"only {files.Count} files");
        return files;
    }

    [GeneratedRegex(@"(Message|fault|cause|reason)\??\.Split\('\\n'", RegexOptions.IgnoreCase)]
    private static partial Regex MessageTakenApart();

    [GeneratedRegex(@"Next = \[\s*\]")]
    private static partial Regex NothingNext();
}
