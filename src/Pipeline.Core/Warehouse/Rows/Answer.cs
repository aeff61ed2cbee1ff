namespace Pipeline.Core.Warehouse.Rows;

/// <summary>The answer to a question.</summary>
/// <param name="QuestionId">The question's number.</param>
/// <param name="Question">The question in words.</param>
/// <param name="Value">The number, or null where the data holds nothing to answer with.</param>
/// <param name="ValueText">The number as people write it.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Night">The night that silver is as of.</param>
public sealed record Answer(
    string QuestionId, string Question, decimal? Value, string? ValueText, string Unit, DateOnly? Night);
