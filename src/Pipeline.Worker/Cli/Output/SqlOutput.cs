using Pipeline.Core.Faults;
using Pipeline.Core.Operations;
using Pipeline.Core.Warehouse;

namespace Pipeline.Worker.Cli.Output;

/// <summary>Shows SQL as a script that a DBA can read: each statement behind a comment with its name.</summary>
internal static class SqlOutput
{
    /// <summary>Shows the operations.</summary>
    public static void Write(IReadOnlyList<SqlOperation> operations, Terminal terminal)
    {
        var table = new TextTable("operation", "what it does");
        foreach (var operation in operations)
        {
            table.Add(operation.Name, operation.Summary);
        }

        terminal.Write(table);
        terminal.WriteLine(NextStep.Run("See the statements of one", "sql", "merge", "streaming.books"));
    }

    /// <summary>Shows the statements of one operation.</summary>
    public static void Write(SqlRendering rendering, Terminal terminal)
    {
        terminal.WriteLine($"-- {rendering.Operation.Name} of {rendering.Dataset} on {rendering.Engine}: {rendering.Operation.Summary}");
        terminal.WriteLine("-- @name is a parameter. A statement that has nothing to do on a night is not sent.");
        foreach (var statement in rendering.Statements)
        {
            terminal.WriteLine();
            terminal.WriteLine($"-- {statement.Name}");
            terminal.WriteLine(statement.Text.EndsWith(';') ? statement.Text : $"{statement.Text};");
        }
    }
}
