using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Feeds.Derivations;
using Pipeline.Core.Records.Typing;

namespace Pipeline.Core.Tests.Records.Typing;

public sealed class KeyReaderTests
{
    private static readonly DatasetDefinition Streams = Reading.Dataset("email: text", "at: timestamp", "size: real")
        .With("email", column => column with { Normalise = [Normalisation.Trim, Normalisation.Lower] }) with
    { Key = ["email", "at"] };

    [Fact]
    public void A_typed_key_finds_the_record_that_the_file_brought()
    {
        var record = Streams.ReadCsv("at,email,size\n2021-12-06T19:30:19.099+0100, Ann@x.org ,1\n")[0];
        Assert.True(KeyReader.TryHash(Streams, ["ann@X.org", "2021-12-06T18:30:19.0990Z"], out var key, out var problem));
        Assert.Equal(record.Key, key);
        Assert.Null(problem);
    }

    [Fact]
    public void A_childs_key_begins_with_its_parents()
    {
        var authors = Reading.Dataset("name: text").WithList("nations", "nations", "label: text");
        var child = authors.Read("""[{"name":"Ann","nations":[{"label":"a"}]}]""")[1];
        Assert.True(KeyReader.TryHash(authors.Lists[0], ["Ann", "a"], out var key, out _));
        Assert.Equal(child.Key, key);
    }

    [Theory]
    [InlineData(new[] { "a" }, "The key of things has 2 columns (email, at), not 1. Give one text for each, in this order.")]
    [InlineData(new[] { " ", "2021-12-06T19:30Z" }, "Key column email is blank; no record has a blank key. Give its value.")]
    [InlineData(new[] { "a", "now" }, "Column at: \"now\" is not a timestamp (such as 2021-12-31T18:30:00+01:00). Write `format:` with the .NET format of such texts (for example \"dd.MM.yyyy\"), or fix the value at the vendor.")]
    public void What_is_no_key_says_why(string[] texts, string expected)
    {
        Assert.False(KeyReader.TryHash(Streams, texts, out _, out var problem));
        Assert.Equal(expected, problem);
    }
}
