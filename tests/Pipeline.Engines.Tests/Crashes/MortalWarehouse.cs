using Pipeline.Core.Warehouse;
using Pipeline.Testing.Warehouses;

namespace Pipeline.Engines.Tests.Crashes;

/// <summary>A warehouse under a process that dies before its n-th call: that call and every later one throw.</summary>
internal sealed class MortalWarehouse(int dieAt, params string[] methods)
{
    /// <summary>How many calls there were.</summary>
    public int Calls { get; private set; }

    /// <summary>Wraps a warehouse for a process that dies.</summary>
    /// <param name="inner">The warehouse.</param>
    /// <param name="dieAt">The call that does not return; the first is 1.</param>
    /// <param name="methods">The methods that count; all of them by default.</param>
    public static IWarehouse Of(IWarehouse inner, int dieAt, params string[] methods) => new MortalWarehouse(dieAt, methods).Wrap(inner);

    /// <inheritdoc cref="Of"/>
    public IWarehouse Wrap(IWarehouse inner) => new InterceptedWarehouse(inner, Count);

    private void Count(string method)
    {
        if (method is "DisposeAsync" or "get_Location" || (methods.Length > 0 && !methods.Contains(method)))
        {
            return;
        }

        if (++Calls >= dieAt)
        {
            throw new KilledException();
        }
    }
}
