using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Pipeline.Worker.Settings;

/// <summary>Reads settings by key and type; what is wrong is collected, with the place it was found in.</summary>
/// <param name="configuration">Every source of settings, the strongest last.</param>
internal sealed class SettingsReader(IConfigurationRoot configuration)
{
    private readonly List<string> _mistakes = [];
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every mistake, a line each.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <summary>A text, or null where nobody says anything.</summary>
    public string? Text(string key)
    {
        _known.Add(key);
        return configuration[key] is { Length: > 0 } text ? text : null;
    }

    /// <summary>A length of time, as hh:mm:ss.</summary>
    public TimeSpan Duration(string key, TimeSpan otherwise, TimeSpan least)
    {
        if (Text(key) is not { } text)
        {
            return otherwise;
        }

        // A bare number would be days, which nobody means.
        if (text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= TimeSpan.FromDays(1))
        {
            return value;
        }

        Add(key, $"'{text}' is no length of time between {least:c} and one day; write it as hh:mm:ss, such as {otherwise:c}");
        return otherwise;
    }

    /// <summary>A whole number.</summary>
    public int Whole(string key, int otherwise, int least, int most)
    {
        if (Text(key) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Add(key, string.Create(CultureInfo.InvariantCulture, $"'{text}' is no whole number from {least} to {most}; write it like {otherwise}"));
        return otherwise;
    }

    /// <summary>One of an enumeration's names.</summary>
    public T Choice<T>(string key, T otherwise)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
        {
            return otherwise;
        }

        if (!int.TryParse(text, CultureInfo.InvariantCulture, out _) && Enum.TryParse<T>(text, ignoreCase: true, out var value))
        {
            return value;
        }

        Add(key, $"'{text}' is none of {string.Join(", ", Enum.GetNames<T>())}");
        return otherwise;
    }

    public void Add(string key, string mistake) => _mistakes.Add($"{key}: {mistake} (found in {PlaceOf(key)})");

    /// <summary>Refuses what was set and never asked for: a typing error would pass for a setting.</summary>
    /// <remarks>Of the environment only the sections are ours alone; <c>PIPELINE_SOMETHING</c> may be another program's.</remarks>
    public void RefuseUnknown()
    {
        foreach (var (key, _) in configuration.AsEnumerable().Where(setting => setting.Value is not null))
        {
            var section = key.Split(':')[0];
            var isOurs = _known.Any(known => known.StartsWith($"{section}:", StringComparison.OrdinalIgnoreCase))
                || Provider(key) is not (SecretFileSettings or Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationProvider);
            if (isOurs && !_known.Contains(key))
            {
                Add(key, $"there is no such setting; there are {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
            }
        }
    }

    private IConfigurationProvider? Provider(string key) =>
        configuration.Providers.Reverse().FirstOrDefault(provider => provider.TryGet(key, out _));

    private string PlaceOf(string key) => Provider(key) switch
    {
        FlagSettings => $"--{key.ToLowerInvariant()}",
        SecretFileSettings => $"the file that {Variable(key)}_FILE names",
        FileConfigurationProvider { Source: { Path: { } path, FileProvider: { } files } } => files.GetFileInfo(path).PhysicalPath ?? path,
        _ => Variable(key),
    };

    private static string Variable(string key) =>
        $"{SettingsLoader.Prefix}{key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant()}";
}
