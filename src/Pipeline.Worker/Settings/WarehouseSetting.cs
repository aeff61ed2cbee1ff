using System.Data.Common;
using Pipeline.Core.Warehouse;
using Pipeline.Engines;

namespace Pipeline.Worker.Settings;

/// <summary>Where the warehouse is.</summary>
/// <param name="Engine">The engine that it is on.</param>
/// <param name="Location">Its folder, or a connection string, which may hold a password and is never shown.</param>
/// <param name="Folder">The folder in which the worker keeps its own files: the warehouse's, or <c>warehouse</c> where a server has it.</param>
internal sealed record WarehouseSetting(EngineKind Engine, string Location, string Folder)
{
    private const string Default = "sqlite:warehouse";

    /// <summary>Opens it.</summary>
    public IWarehouse Open(string holder) => Engine.Open(Location, holder);

    /// <summary>Reads the setting; where a connection string is missing behind the colon, a setting of the engine's name has it; a password may stand by itself.</summary>
    /// <remarks>The text is not repeated in a mistake, because it may hold a password.</remarks>
    public static WarehouseSetting Read(SettingsReader reader)
    {
        var text = reader.Text("Warehouse") ?? Default;
        var connections = EngineKind.All.Where(kind => !kind.IsFolder).ToDictionary(kind => kind, kind => reader.Text(KeyOf(kind)));
        var name = text.Split(':')[0];
        var engine = EngineKind.Find(name);
        var location = engine is null ? "" : text[Math.Min(text.Length, name.Length + 1)..];
        if (engine is not null && location.Length == 0)
        {
            location = connections.GetValueOrDefault(engine) ?? "";
        }

        var mistake = engine is null ? $"it names no engine that there is; write {string.Join(" or ", EngineKind.All.Select(kind => kind.Form))}"
            : location.Length > 0 ? engine.FindMistake(location)
            : engine.IsFolder ? $"it names no folder; write {engine.Form}"
            : $"it names no connection; write {engine.Form}, or set {SettingsLoader.Prefix}{KeyOf(engine).ToUpperInvariant()}";
        if (mistake is not null)
        {
            reader.Add("Warehouse", mistake);
        }

        if (reader.Text("WarehousePassword") is { } password && mistake is null && !engine!.IsFolder)
        {
            location = new DbConnectionStringBuilder { ConnectionString = location, ["Password"] = password }.ConnectionString;
        }

        var folder = Path.GetFullPath(engine is { IsFolder: true } && location.Length > 0 ? location : "warehouse");
        return new WarehouseSetting(engine ?? EngineKind.All[0], engine is { IsFolder: true } ? folder : location, folder);
    }

    /// <summary>Whether the value of the flag names an engine that there is; one that does not may hold anything, a password too.</summary>
    public static bool NamesEngine(string text) => EngineKind.Find(text.Split(':')[0]) is not null;

    /// <summary>The value of the flag as a command may repeat it: without a connection string that holds a secret.</summary>
    public static string Shown(string text) => VariableOfSecret(text) is null ? text : $"{text.Split(':')[0]}:";

    /// <summary>The environment variable that a connection string with a secret belongs into; null where there is no secret.</summary>
    public static string? VariableOfSecret(string text) =>
        EngineKind.Find(text.Split(':')[0]) is { } engine && engine.HoldsSecret(text[Math.Min(text.Length, engine.Name.Length + 1)..])
            ? $"{SettingsLoader.Prefix}{KeyOf(engine).ToUpperInvariant()}"
            : null;

    private static string KeyOf(EngineKind kind) => $"{char.ToUpperInvariant(kind.Name[0])}{kind.Name[1..]}";
}
