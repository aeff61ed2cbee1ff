using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Core.Feeds.Definitions;
using Pipeline.Core.Gold.Models;
using Pipeline.Core.Ledger;
using Pipeline.Core.Warehouse;
using Pipeline.Core.Warehouse.Rows;

namespace Pipeline.Core.Gold.Publishing;

/// <summary>The digest of everything that a generation of gold is a function of. The same digest means the same gold.</summary>
internal static class GoldGeneration
{
    /// <param name="engine">The name of the engine.</param>
    /// <param name="sql">The engine's texts.</param>
    /// <param name="feed">The feed, whose definitions say how columns are derived.</param>
    /// <param name="library">The feed's models, questions and checks.</param>
    /// <param name="declared">The checks that the feed file declares.</param>
    /// <param name="accepted">The accepted nights, which silver is a function of.</param>
    public static string Of(
        string engine, SqlLibrary sql, FeedDefinition feed, GoldLibrary library, IReadOnlyList<GoldCheck> declared, AcceptedNights accepted)
    {
        var text = new StringBuilder($"{engine} {feed.Schedule.Zone.Id}\n");
        foreach (var night in accepted.All.OrderBy(night => night.Dataset, StringComparer.Ordinal).ThenBy(night => night.Night.Date))
        {
            text.Append(CultureInfo.InvariantCulture, $"{night.Dataset} {night.Night} {night.Sha256} {night.DefinitionDigest}\n");
        }

        foreach (var dataset in feed.AllDatasets.Where(dataset => dataset.HasDerived))
        {
            text.Append(CultureInfo.InvariantCulture, $"{dataset.Name} {DefinitionText.Digest(dataset)}\n");
        }

        text.AppendJoin('\n', library.Models.Select(model => $"{model.Name} {string.Join(',', model.Columns)} {string.Join(',', model.Grain)} {model.Sql}"))
            .AppendJoin('\n', library.Questions.Select(question => $"{question} {string.Join(',', question.Parameters)}"))
            .AppendJoin(',', AnswersTable.Table.Columns)
            .AppendJoin('\n', library.Checks.Concat(declared).Select(check => check.ToString()))
            .Append(sql.HelperTexts);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
