namespace Pipeline.Core.Feeds.Reading;

/// <summary>One map of the feed file, read by its known keys; whatever else it holds is a mistake.</summary>
/// <remarks>Every reading method returns null (or the default) for a key that is missing, and also for one that is wrong, once that is noted.</remarks>
internal sealed class FeedSection
{
    private readonly YamlMap _map;
    private readonly string _what;
    private readonly Mistakes _mistakes;

    /// <param name="line">The line that names this section.</param>
    /// <param name="map">Its keys and values.</param>
    /// <param name="what">How messages call it: <c>dataset 'books'</c>.</param>
    /// <param name="keys">The keys it may hold.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public FeedSection(int line, YamlMap map, string what, FeedKeys keys, Mistakes mistakes)
    {
        (Line, _map, _what, _mistakes) = (line, map, what, mistakes);
        foreach (var entry in map.Entries.Where(entry => !keys.Known.Contains(entry.Name) && !ColumnTypeReader.IsRestOfADecimal(map.Entries, entry)))
        {
            mistakes.Add(entry.Line, UnknownKey(entry.Name, keys));
        }
    }

    public int Line { get; }

    public bool Has(string key) => Entry(key) is not null;

    /// <summary>The line of a key, or of the section where the key is missing.</summary>
    public int LineOf(string key) => Entry(key)?.Line ?? Line;

    public void Add(string key, string message) => _mistakes.Add(LineOf(key), message);

    /// <summary>Notes that a key is missing, unless it is there.</summary>
    public void Require(string key, string example)
    {
        if (!Has(key))
        {
            _mistakes.Add(Line, $"{_what} has no '{key}'; write {example}");
        }
    }

    /// <summary>A text that is neither null nor empty.</summary>
    public string? Text(string key, string example)
    {
        switch (Entry(key)?.Value)
        {
            case null:
                return null;
            case YamlText { IsNull: false, Value: not "" } text:
                return text.Value;
            default:
                Add(key, $"'{key}' of {_what} must be a text; write {example}");
                return null;
        }
    }

    /// <summary>One text or a list of texts; none of them null or empty.</summary>
    public IReadOnlyList<YamlText>? Texts(string key, string example)
    {
        var items = Entry(key)?.Value switch
        {
            null => null,
            YamlList list => list.Items,
            var single => [single],
        };
        if (items is null)
        {
            return null;
        }

        var texts = items.OfType<YamlText>().Where(text => !text.IsNull && text.Value.Length > 0).ToList();
        if (texts.Count == items.Count && texts.Count > 0)
        {
            return texts;
        }

        Add(key, $"'{key}' of {_what} must be one or several texts; write {example}");
        return null;
    }

    /// <summary>A map that is not empty.</summary>
    public YamlMap? Map(string key, string example)
    {
        switch (Entry(key)?.Value)
        {
            case null:
                return null;
            case YamlMap { Entries.Count: > 0 } map:
                return map;
            default:
                Add(key, $"'{key}' must be a map, and not an empty one; write {example}");
                return null;
        }
    }

    /// <summary>The items of a list; none where the key is missing.</summary>
    public IReadOnlyList<YamlItem> Items(string key, string example)
    {
        switch (Entry(key)?.Value)
        {
            case null:
                return [];
            case YamlList { Items.Count: > 0 } list:
                return list.Items;
            default:
                Add(key, $"'{key}' of {_what} must be a list, and not an empty one; write {example}");
                return [];
        }
    }

    public bool Flag(string key, bool otherwise)
    {
        switch (Entry(key)?.Value)
        {
            case null:
                return otherwise;
            case YamlText { Value: "true" or "True" or "TRUE" }:
                return true;
            case YamlText { Value: "false" or "False" or "FALSE" }:
                return false;
            default:
                Add(key, $"'{key}' of {_what} must be true or false");
                return otherwise;
        }
    }

    /// <summary>One of the values of an enum, in snake_case: <c>hold_absent</c>.</summary>
    public T Choice<T>(string key, T otherwise)
        where T : struct, Enum
    {
        var value = Entry(key)?.Value;
        if (value is null)
        {
            return otherwise;
        }

        var valid = Enum.GetValues<T>().ToDictionary(FeedWord.Of);
        if (value is YamlText text && valid.TryGetValue(text.Value, out var choice))
        {
            return choice;
        }

        var said = value is YamlText { IsNull: false } other ? Words.Quote(other.Value) : "no text";
        Add(key, $"'{key}' of {_what} is {said}; write {Words.Or(valid.Keys)}");
        return otherwise;
    }

    private YamlEntry? Entry(string key) => _map.Entries.FirstOrDefault(entry => entry.Name == key);

    private string UnknownKey(string name, FeedKeys keys)
    {
        if (keys.Misplaced.TryGetValue(name, out var write))
        {
            return $"{_what} can't hold '{name}': {write}";
        }

        if (name == "<<")
        {
            return $"{_what} can't hold '<<': merge keys are not read; write the keys out, or name the whole value by its anchor";
        }

        var near = Words.DidYouMean(name, keys.Known);
        return $"{_what} holds an unknown key {Words.Quote(name)}{(near.Length == 0 ? "." : near)} The keys here are {string.Join(", ", keys.Known)}";
    }
}
