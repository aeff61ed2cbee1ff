using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Pipeline.Worker.Settings;

/// <summary>Settings whose values lie in files, as containers hand out secrets: <c>PIPELINE_POSTGRES_FILE=/run/secrets/warehouse</c>.</summary>
/// <remarks>A variable of the same name without the ending wins. Line breaks at the end of a file are no part of its value.</remarks>
/// <param name="environment">The environment's variables.</param>
internal sealed class SecretFileSettings(IDictionary environment) : ConfigurationProvider, IConfigurationSource
{
    private const string Ending = "_FILE";

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <exception cref="InvalidSettingsException">A file can't be read, or is empty.</exception>
    public override void Load()
    {
        var mistakes = new List<string>();
        foreach (var (name, path) in environment.Cast<DictionaryEntry>().Select(entry => ((string)entry.Key, (string?)entry.Value)))
        {
            if (path is { Length: > 0 } && IsSecretFile(name))
            {
                var key = name[SettingsLoader.Prefix.Length..^Ending.Length].Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
                Data[key] = Read(name, path, mistakes);
            }
        }

        if (mistakes.Count > 0)
        {
            throw new InvalidSettingsException(mistakes);
        }
    }

    // PIPELINE_LOG__FILE is a setting of its own.
    private static bool IsSecretFile(string name) =>
        name.StartsWith(SettingsLoader.Prefix, StringComparison.OrdinalIgnoreCase)
        && name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)
        && name.Length > SettingsLoader.Prefix.Length + Ending.Length
        && !name.EndsWith($"_{Ending}", StringComparison.OrdinalIgnoreCase);

    private static string? Read(string name, string path, List<string> mistakes)
    {
        try
        {
            if (File.ReadAllText(path).TrimEnd('\r', '\n') is { Length: > 0 } value)
            {
                return value;
            }

            mistakes.Add($"{name}: the file {path} is empty");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            mistakes.Add($"{name}: the file {path} {(File.Exists(path) ? "can't be read" : "does not exist")}");
        }

        return null;
    }
}
