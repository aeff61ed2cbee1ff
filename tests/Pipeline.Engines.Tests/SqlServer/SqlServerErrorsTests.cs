using Pipeline.Engines.SqlServer;

namespace Pipeline.Engines.Tests.SqlServer;

/// <summary>What an error of SQL Server means, by its number.</summary>
public sealed class SqlServerErrorsTests
{
    [Theory]
    [InlineData(1205)] // deadlock victim
    [InlineData(1222)] // lock request time out
    [InlineData(-2)] // the client waited too long
    [InlineData(1204)] // no more lock structures
    [InlineData(3960)] // snapshot isolation update conflict
    [InlineData(8645)] // no memory for the query in time
    [InlineData(701)] // out of memory
    [InlineData(4060)] // the database can't be opened: it is being restored, or moved
    [InlineData(40613)] // the database is not available
    [InlineData(40501)] // the service is busy
    [InlineData(10928)] // a resource limit is reached
    [InlineData(10929)]
    [InlineData(49918)] // not enough resources
    [InlineData(10054)] // the connection was closed by the other side
    public void What_passes_by_itself_may_be_tried_again(int number) => Assert.True(SqlServerErrors.IsTransient(number, severity: 16));

    [Theory]
    [InlineData(229)] // permission denied
    [InlineData(208)] // invalid object name
    [InlineData(2601)] // duplicate key
    [InlineData(8115)] // arithmetic overflow
    [InlineData(9002)] // the log is full: it does not empty itself
    [InlineData(1105)] // the filegroup is full
    [InlineData(18456)] // login failed
    public void What_does_not_pass_needs_a_person(int number) => Assert.False(SqlServerErrors.IsTransient(number, severity: 16));

    [Fact]
    public void An_error_that_ends_the_session_passes_with_a_new_one() => Assert.True(SqlServerErrors.IsTransient(number: 4014, severity: 20));
}
