namespace Pipeline.Engines.Tests.SqlServer.Referee.Typing;

/// <summary>The rules of decimal arithmetic, with the examples of their documentation.</summary>
public sealed class DecimalRulesTests
{
    [Theory]
    [InlineData("+", 5, 2, 7, 4, 8, 4)]
    [InlineData("+", 38, 0, 38, 0, 38, 0)]
    [InlineData("+", 38, 10, 30, 20, 38, 10)]
    [InlineData("*", 38, 10, 10, 2, 38, 6)] // whole part 49 - 12 = 37: more than 32, so the scale is 6 at most
    [InlineData("*", 5, 5, 5, 5, 11, 10)]
    [InlineData("*", 38, 0, 38, 0, 38, 0)]
    [InlineData("/", 38, 0, 16, 0, 38, 6)]
    [InlineData("/", 23, 0, 16, 0, 38, 15)]
    [InlineData("/", 19, 0, 16, 0, 36, 17)]
    [InlineData("/", 5, 2, 3, 1, 10, 6)]
    [InlineData("%", 38, 0, 10, 0, 10, 0)]
    public void Precision_and_scale_follow_from_the_operands(string operation, int p1, int s1, int p2, int s2, int precision, int scale)
    {
        var (a, b) = (SqlType.Decimal(p1, s1), SqlType.Decimal(p2, s2));
        var result = operation switch
        {
            "+" => DecimalRules.Add(a, b),
            "*" => DecimalRules.Multiply(a, b),
            "/" => DecimalRules.Divide(a, b),
            _ => DecimalRules.Remainder(a, b),
        };

        Assert.Equal(SqlType.Decimal(precision, scale), result);
    }
}
