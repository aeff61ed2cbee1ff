using System.Reflection;
using System.Runtime.ExceptionServices;
using Pipeline.Core.Warehouse;

namespace Pipeline.Testing.Warehouses;

/// <summary>What a test does before a call of a part of a warehouse is made: let it be, throw, or wait.</summary>
/// <param name="method">The method's name, such as <c>MergeAsync</c>.</param>
public delegate void BeforeCall(string method);

/// <summary>A part of a warehouse whose calls a test sees before they are made.</summary>
public class Interception : DispatchProxy
{
    private object _inner = null!;
    private BeforeCall _before = null!;

    /// <summary>Wraps a part. What it builds of gold is wrapped in the same way.</summary>
    public static T Of<T>(T inner, BeforeCall before) where T : class
    {
        var proxy = Create<T, Interception>();
        var interception = (Interception)(object)proxy;
        (interception._inner, interception._before) = (inner, before);
        return proxy;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        _before(targetMethod.Name);
        try
        {
            var result = targetMethod.Invoke(_inner, args);
            return result is Task<IGoldBuild> build ? WrapAsync(build) : result;
        }
        catch (TargetInvocationException fault) when (fault.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    private async Task<IGoldBuild> WrapAsync(Task<IGoldBuild> build) => Of(await build, _before);
}
