namespace Pipeline.Core.Feeds.Reading;

/// <summary>A piece of a YAML file, with the line it begins on.</summary>
internal abstract record YamlItem(int Line);

/// <summary>A scalar; whether it is null depends on whether it was quoted.</summary>
internal sealed record YamlText(int Line, string Value, bool Quoted) : YamlItem(Line)
{
    public bool IsNull => !Quoted && (Value is "" or "~" or "null" or "Null" or "NULL");
}

/// <summary>A sequence.</summary>
internal sealed record YamlList(int Line, IReadOnlyList<YamlItem> Items) : YamlItem(Line);

/// <summary>A mapping whose keys are scalars, each once, in the order of the file.</summary>
internal sealed record YamlMap(int Line, IReadOnlyList<YamlEntry> Entries) : YamlItem(Line);

/// <summary>One key of a mapping and its value.</summary>
internal sealed record YamlEntry(YamlText Key, YamlItem Value)
{
    public string Name => Key.Value;

    public int Line => Key.Line;
}
