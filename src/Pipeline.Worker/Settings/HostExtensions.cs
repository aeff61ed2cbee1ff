using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Core.Warehouse;
using Pipeline.Worker.Cli.Output;

namespace Pipeline.Worker.Settings;

/// <summary>Parts of the worker that commands ask for.</summary>
internal static class HostExtensions
{
    /// <summary>Who watches the nights that a command runs.</summary>
    public static NightWatch Watch(this IHost host, Terminal terminal, bool isJson) => new(
        terminal, isJson, host.Services.GetRequiredService<TimeProvider>(), host.Services.GetRequiredService<IWarehouse>());
}
