using Pipeline.Core.Tests.Feeds.Support;

namespace Pipeline.Core.Tests.Feeds.Reading;

public sealed class FeedKeysTests
{
    /// <summary>What of the shop's feed is replaced, by what, and every mistake that is then found.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "mode: full",
            "mode: full\n    guards: { max_deleted: 20% }",
            "feed.yaml:10: 'guards' is part of the feed file's grammar, but this version does not build it yet; take it out (an empty or broken full delivery always stops its dataset; a night that deletes or changes much is accepted)"
        },
        {
            "mode: full",
            "mode: full\n    on_empty: accept",
            "feed.yaml:10: 'on_empty' is part of the feed file's grammar, but this version does not build it yet; take it out (an empty full delivery always stops its dataset)"
        },
        {
            "mode: full",
            "mode: full\n    on_new_column: stop",
            "feed.yaml:10: 'on_new_column' is part of the feed file's grammar, but this version does not build it yet; take it out (a new column in the file is ignored until the feed file names it)"
        },
        {
            "mode: full",
            "mode: full\n    on_missing_column: hold",
            "feed.yaml:10: 'on_missing_column' is part of the feed file's grammar, but this version does not build it yet; take it out (a declared column that is missing from the whole file stops its dataset (in JSON, one that the night before had))"
        },
        {
            "mode: full",
            "mode: full\n    on_blocked: keep",
            "feed.yaml:10: 'on_blocked' is part of the feed file's grammar, but this version does not build it yet; take it out (a dataset that was stopped keeps its last accepted night, and gold is published)"
        },
        {
            "mode: full",
            "mode: full\n    checks: {}",
            "feed.yaml:10: 'checks' is part of the feed file's grammar, but this version does not build it yet; take it out (every file in the feed's folder checks/ is a check)"
        },
        {
            "      name: text",
            "      name: { type: text, was: title }",
            "feed.yaml:13: 'was' is part of the feed file's grammar, but this version does not build it yet; take it out (a renamed column is a new one: older versions have null in it)"
        },
        {
            "        key: [no]",
            "        key: [no]\n        guards: {}",
            "feed.yaml:25: 'guards' is part of the feed file's grammar, but this version does not build it yet; take it out (an empty or broken full delivery always stops its dataset; a night that deletes or changes much is accepted)"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_key_that_is_not_built_yet_is_refused_by_name(string replaced, string by, string mistakes) =>
        Assert.Equal(mistakes, Shop.MistakesWith(replaced, by));
}
