using Microsoft.Data.Sqlite;
using Pipeline.Engines.Sqlite;

namespace Pipeline.Engines.Tests.Sqlite;

/// <summary>What an error of SQLite means, by the numbers of sqlite.org/rescode.html.</summary>
public sealed class SqliteErrorsTests
{
    [Theory]
    [InlineData(5, true)] // SQLITE_BUSY
    [InlineData(6, true)] // SQLITE_LOCKED
    [InlineData(13, false)] // SQLITE_FULL: a disk does not empty itself
    [InlineData(11, false)] // SQLITE_CORRUPT
    [InlineData(8, false)] // SQLITE_READONLY
    [InlineData(1, false)] // SQLITE_ERROR
    public void Only_a_lock_passes_by_itself(int code, bool isTransient)
    {
        Assert.Equal(isTransient, SqliteErrors.IsTransient(new SqliteException("", code)));
        Assert.Equal(isTransient, new SqliteFaultException(new SqliteException("", code)).IsTransient);
    }

    [Theory]
    [InlineData(13, "has no room left on its disk", "Make room")]
    [InlineData(5, "is locked by another program", "End the program that holds it")]
    [InlineData(14, "is not this user's to write", "Give the folder and its files to the user that runs the worker")]
    [InlineData(26, "has a broken file", "Put the folder back from a backup")]
    [InlineData(1, "refused a statement", "Fix the cause")]
    public void A_message_says_what_it_means_and_what_to_do(int code, string what, string remedy)
    {
        var fault = new SqliteFaultException(new SqliteException("(driver)", code)).Fault;

        Assert.Equal($"The embedded warehouse {what}: (driver)", fault.What);
        Assert.Equal($"{remedy}, then see how it stands", fault.Next[0].Advice);
    }

    [Fact]
    public void What_is_not_of_SQLite_does_not_pass_by_itself() => Assert.False(SqliteErrors.IsTransient(new IOException()));
}
