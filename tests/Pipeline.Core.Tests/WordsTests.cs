using System.Text.RegularExpressions;
using Pipeline.Testing;

namespace Pipeline.Core.Tests;

/// <summary>
/// Words that this project once used in a sense of its own stay out of code, SQL, messages and documents. What to write
/// instead is in docs/glossary.md.
/// </summary>
public sealed class WordsTests
{
    /// <summary>A pattern, and what to write instead.</summary>
    private static readonly (string Pattern, string Instead)[] Banned =
    [
        (Word("(re)?told|retell|retelling"), "replayed, rebuilt, shown, reported"),
        (Word("believed|believes?"), "current, or known"),
        (@"\b(taken?|takes|taking) (it |them |a night |the night |a delivery )?back\b", "withdrawn, superseded, rolled back"),
        (@"\bstands? for\b", "is as of, represents"),
        (Word("mend|mends|mended|mending"), "fix"),
        (Word("rehearsal|rehearse|rehearses|twin|twins|trial"), "plan, dry run, copy"),
        (Word("foretell|foretells|foretold"), "predict"),
        (@"\blets? (it |them |what |a file |the file )?through\b", "approve"),
        (@"\b(is as it was|are as they were)\b", "unchanged"),
        (@"\bslips? of the pen\b", "mistake"),
        (@"\b(are|is) others? now\b", "changed"),
        (@"\bby now\b", "now, or nothing"),
        (@"\banew\b", "again, or a verb of its own: recreate, rewrite, rebuild"),
        (@"\bof then\b", "former"),
        (@"\bhas no words for\b", "unexpected"),
    ];

    // The former name of a flag still works, and the list above names the words.
    private static readonly string[] Allowed = ["--believed-at"];

    private static readonly string[] Folders = ["src", "sql", "docs", "data", "tests"];
    private static readonly string[] Kinds = ["*.cs", "*.sql", "*.md", "*.yaml"];
    private static readonly string[] Single = ["README.md", "pipeline", "docker-compose.yaml"];

    [Fact]
    public void Words_of_a_private_dialect_are_not_used()
    {
        var found = Files().SelectMany(file => File.ReadLines(file).Select((line, index) => (file, Line: Without(line), Number: index + 1)))
            .SelectMany(line => Banned.Where(word => Regex.IsMatch(line.Line, word.Pattern, RegexOptions.IgnoreCase))
                .Select(word => $"{Path.GetRelativePath(PipelineCli.Repository, line.file)}:{line.Number}: {line.Line.Trim()} (write {word.Instead})"))
            .ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void The_test_reads_what_it_says_and_finds_a_word_inside_a_name()
    {
        Assert.InRange(Files().Count(), 500, 5000);
        Assert.Contains(Banned, word => Regex.IsMatch("A_night_is_told_again", word.Pattern));
        Assert.DoesNotContain(Banned, word => Regex.IsMatch("recommended, restored, amended", word.Pattern));
    }

    private static string Word(string words) => $"(?<![A-Za-z])({words})(?![a-z])";

    private static string Without(string line) => Allowed.Aggregate(line, (text, allowed) => text.Replace(allowed, "", StringComparison.Ordinal));

    private static IEnumerable<string> Files() => Folders
        .SelectMany(folder => Kinds.SelectMany(kind => Directory.EnumerateFiles(Path.Combine(PipelineCli.Repository, folder), kind, SearchOption.AllDirectories)))
        .Concat(Single.Select(file => Path.Combine(PipelineCli.Repository, file)))
        .Where(file => Path.GetFileName(file) != "WordsTests.cs");
}
