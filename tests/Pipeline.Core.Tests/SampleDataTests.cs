using Pipeline.SampleData;

namespace Pipeline.Core.Tests;

public sealed class SampleDataTests
{
    private static readonly string Committed = Path.Combine(RepositoryRoot(), "data", "streaming");

    [Fact]
    public void The_committed_sample_nights_are_what_the_generator_writes_byte_for_byte()
    {
        var files = SampleNights.Files().ToList();

        Assert.Equal(18, files.Count);
        Assert.All(files, file => Assert.Equal(file.Bytes, File.ReadAllBytes(Path.Combine([Committed, .. file.Path.Split('/')]))));
    }

    [Fact]
    public void The_sample_folder_holds_nothing_else_but_its_readme()
    {
        var committed = Directory.EnumerateFiles(Committed, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Committed, file).Replace('\\', '/'));

        Assert.Equal(SampleNights.Files().Select(file => file.Path).Append("README.md").Order(), committed.Order());
    }

    [Fact]
    public void The_generator_writes_the_same_into_an_empty_folder()
    {
        var folder = Directory.CreateTempSubdirectory("sample-nights-");
        try
        {
            var written = SampleNights.Write(folder.FullName);

            Assert.Equal(SampleNights.Files().Select(file => file.Path), written);
            Assert.All(written, file => Assert.Equal(
                File.ReadAllBytes(Path.Combine([Committed, .. file.Split('/')])),
                File.ReadAllBytes(Path.Combine([folder.FullName, .. file.Split('/')]))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Pipeline.sln.");
        }

        return folder.FullName;
    }
}
