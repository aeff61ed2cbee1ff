using Npgsql;
using Pipeline.Engines.Postgres;

namespace Pipeline.Engines.Tests.Postgres;

/// <summary>What an error of PostgreSQL means, by the codes of its documentation's appendix A.</summary>
public sealed class PostgresErrorsTests
{
    [Theory]
    [InlineData("40P01")] // deadlock_detected
    [InlineData("40001")] // serialization_failure
    [InlineData("55P03")] // lock_not_available
    [InlineData("53300")] // too_many_connections
    [InlineData("57P01")] // admin_shutdown
    [InlineData("57P03")] // cannot_connect_now
    [InlineData("08006")] // connection_failure
    [InlineData("08P01")] // protocol_violation, of the same class
    public void What_passes_by_itself_may_be_tried_again(string state) => Assert.True(PostgresErrors.IsTransient(Fault(state)));

    [Theory]
    [InlineData("53100")] // disk_full: a disk does not empty itself
    [InlineData("23505")] // unique_violation
    [InlineData("42501")] // insufficient_privilege
    [InlineData("42P01")] // undefined_table
    [InlineData("28P01")] // invalid_password
    [InlineData("22003")] // numeric_value_out_of_range
    public void What_does_not_pass_needs_a_person(string state) => Assert.False(PostgresErrors.IsTransient(Fault(state)));

    [Fact]
    public void A_connection_that_broke_has_no_code_and_passes() =>
        Assert.True(PostgresErrors.IsTransient(new NpgsqlException("broken", new IOException("reset by peer"))));

    private static PostgresException Fault(string state) => new("", "ERROR", "ERROR", state);
}
