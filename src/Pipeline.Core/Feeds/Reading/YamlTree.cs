using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Turns YAML text into items with lines.</summary>
/// <remarks>
/// Made from the parser's events and not from YamlDotNet's own <c>YamlStream</c>, which stops at the first key that comes
/// twice and follows an anchor that holds itself for ever: every mistake is to be reported at once.
/// </remarks>
internal sealed class YamlTree
{
    /// <summary>Deeper than any feed file needs to be, and shallow enough for every stack.</summary>
    private const int MaxDepth = 64;

    private readonly Parser _parser;
    private readonly Mistakes _mistakes;
    private readonly Dictionary<AnchorName, YamlItem> _anchors = [];
    private readonly int _lastLine;

    private YamlTree(string text, Mistakes mistakes)
    {
        _lastLine = 1 + text.TrimEnd().Count(c => c is '\n');
        _parser = new Parser(new StringReader(text));
        _mistakes = mistakes;
    }

    /// <summary>The root of the first document, or null where there is none or its syntax is broken (then a mistake says so).</summary>
    public static YamlItem? Load(string text, Mistakes mistakes)
    {
        var tree = new YamlTree(text, mistakes);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException fault)
        {
            mistakes.Add(tree.LineOf(fault.Start), $"this is no YAML: {fault.Message.TrimEnd('.')}");
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner has states it did not expect itself: "a: [" and a line that holds a colon, for one.
            mistakes.Add(tree.LineOf(tree._parser.Current?.End ?? Mark.Empty), "this is no YAML from here on: a bracket or a quote is not closed, or the lines after it are not indented");
        }

        return null;
    }

    private YamlItem? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            return null;
        }

        var root = ReadItem(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _mistakes.Add(LineOf(second.Start), "a second document begins here; a feed file is one document: take the '---' out");
        }

        return root;
    }

    private YamlItem ReadItem(int depth)
    {
        if (depth > MaxDepth)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"Nested deeper than {MaxDepth} levels");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value, out var known)
                ? known
                : throw new YamlException(alias.Start, alias.End, $"The alias *{alias.Value} names no anchor that ends before it");
        }

        if (_parser.Current is not NodeEvent { Anchor: var anchor })
        {
            throw new InvalidOperationException("No node begins here.");
        }

        var item = ReadNode(depth);
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = item;
        }

        return item;
    }

    private YamlItem ReadNode(int depth)
    {
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return new YamlText(LineOf(scalar.Start), scalar.Value, scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any));
        }

        if (_parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<YamlItem>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadItem(depth + 1));
            }

            return new YamlList(LineOf(sequence.Start), items);
        }

        return ReadMap(LineOf(_parser.Consume<MappingStart>().Start), depth);
    }

    private YamlMap ReadMap(int line, int depth)
    {
        var entries = new List<YamlEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var (key, value) = (ReadItem(depth + 1), ReadItem(depth + 1));
            if (key is not YamlText name)
            {
                _mistakes.Add(key.Line, "a key must be a plain text, not a list or a map");
            }
            else if (entries.Find(entry => entry.Name == name.Value) is { } first)
            {
                _mistakes.Add(name.Line, $"the key {Words.Quote(name.Value)} comes twice, first on line {first.Line}; take one of them out");
            }
            else
            {
                entries.Add(new YamlEntry(name, value));
            }
        }

        return new YamlMap(line, entries);
    }

    // The parser calls the end of the file a line of its own.
    private int LineOf(Mark mark) => Math.Clamp((int)mark.Line, 1, _lastLine);
}
