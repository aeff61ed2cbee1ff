using Microsoft.Extensions.Configuration;

namespace Pipeline.Worker.Settings;

/// <summary>The settings that the command line gives: the strongest of all.</summary>
/// <param name="flags">Values by key; null where the flag was not given.</param>
internal sealed class FlagSettings(IReadOnlyDictionary<string, string?> flags) : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        foreach (var (key, value) in flags.Where(flag => flag.Value is not null))
        {
            Data[key] = value;
        }
    }
}
