using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Pipeline.Core.Warehouse;

/// <summary>Every SQL text of one engine: its own files under <c>sql/engines/&lt;engine&gt;</c>, and those that fit any engine.</summary>
/// <remarks>
/// A file beside the folders holds one operation, as named statements (<see cref="SqlStatements"/>): <c>merge/close_changed</c> is
/// the statement <c>close_changed</c> of <c>merge.sql</c>. An engine's statement takes the place of the portable one of its name.
/// Files in folders (<c>migrations/</c>, <c>helpers/</c>) and <c>roles.sql</c> are one text each. An engine's words, such as
/// <c>{{history}}</c> or <c>{{collation}}</c>, are filled in when the files are read. The rest is Handlebars: <c>{{q name}}</c> writes a
/// name in the engine's quotes, <c>{{s text}}</c> a text inside the quotes of a literal, <c>{{qs name}}</c> a quoted name inside them;
/// each file in <c>helpers/</c> is a helper of its name, whose arguments are <c>{{a}}</c>, <c>{{b}}</c>, <c>{{c}}</c>.
/// </remarks>
public sealed class SqlLibrary
{
    private const string Root = "sql/engines/";
    private const string Helpers = "helpers/";
    private const string RolesFile = "roles.sql";

    private static readonly string[] ArgumentNames = ["a", "b", "c", "d"];

    private readonly Dictionary<string, string> _texts = [];
    private readonly Dictionary<string, HandlebarsTemplate<object, object>> _compiled = [];
    private readonly Dictionary<string, Func<IReadOnlyList<string>, string>> _helpers = [];
    private readonly Lock _lock = new();
    private readonly Func<string, string> _quote;
    private readonly IReadOnlyDictionary<string, string> _words;
    private readonly IHandlebars _handlebars = Handlebars.Create(new HandlebarsConfiguration
    {
        NoEscape = true,
        ThrowOnUnresolvedBindingExpression = true,
        FormatProvider = CultureInfo.InvariantCulture,
        CompileTimeConfiguration = { ExpressionCompiler = new Interpreter() },
    });

    /// <param name="engine">The engine's folder.</param>
    /// <param name="assembly">The assembly that the files are embedded in.</param>
    /// <param name="words">What the files write by name, such as <c>{{history}}</c>.</param>
    /// <param name="quote">Writes a name in the engine's quotes; double quotes by default.</param>
    public SqlLibrary(string engine, Assembly assembly, IReadOnlyDictionary<string, string> words, Func<string, string>? quote = null)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _words = words;
        _quote = quote ?? Quote;
        foreach (var folder in new[] { "any/", $"{engine}/" })
        {
            foreach (var resource in assembly.GetManifestResourceNames().Where(r => r.StartsWith(Root + folder, StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                Add(resource[(Root.Length + folder.Length)..], reader.ReadToEnd());
            }
        }

        _handlebars.RegisterHelper("q", (writer, _, arguments) => writer.Write(_quote(arguments.At<string>(0)!), false));
        _handlebars.RegisterHelper("s", (writer, _, arguments) => writer.Write(Doubled(arguments.At<string>(0)!), false));
        _handlebars.RegisterHelper("qs", (writer, _, arguments) => writer.Write(Doubled(_quote(arguments.At<string>(0)!)), false));
        foreach (var file in _texts.Keys.Where(file => file.StartsWith(Helpers, StringComparison.Ordinal)).ToList())
        {
            RegisterHelper(file);
        }
    }

    /// <summary>The texts by name: <c>merge/close_changed</c>, <c>migrations/0001_warehouse.sql</c>.</summary>
    public IReadOnlyCollection<string> Names => _texts.Keys;

    /// <summary>The helpers' texts, which change what a feed's SQL means in this engine.</summary>
    public string HelperTexts => string.Concat(_texts
        .Where(file => file.Key.StartsWith(Helpers, StringComparison.Ordinal))
        .OrderBy(file => file.Key, StringComparer.Ordinal)
        .Select(file => file.Value));

    /// <summary>The text of one of the engine's words.</summary>
    public string Word(string word) => _words[word];

    /// <summary>A name as this engine's SQL writes it, whatever characters it holds.</summary>
    public string QuoteName(string name) => _quote(name);

    /// <summary>A name in double quotes, which every engine understands, whatever characters it holds.</summary>
    public static string Quote(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A statement or file without placeholders to fill.</summary>
    public string Text(string name) => _texts.TryGetValue(name, out var text)
        ? text
        : throw new ArgumentException($"There is no SQL text '{name}' for this engine.", nameof(name));

    /// <summary>A statement or file with its placeholders filled.</summary>
    public string Render(string name, object model)
    {
        lock (_lock)
        {
            var template = _compiled.TryGetValue(name, out var known) ? known : _compiled[name] = _handlebars.Compile(Text(name));
            return template(model);
        }
    }

    /// <summary>A text of a feed, such as a gold model, with its helpers rendered in this engine's words.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="literal">Gives the literal for each helper of a question's parameters, such as <c>day 'month.start'</c>; null where there are none.</param>
    /// <exception cref="HandlebarsException">A helper is unknown, or a brace is open.</exception>
    public string RenderText(string sql, Func<string, IReadOnlyList<string>, string>? literal = null)
    {
        ArgumentNullException.ThrowIfNull(sql);
        if (!sql.Contains("{{", StringComparison.Ordinal))
        {
            return sql;
        }

        lock (_lock)
        {
            foreach (var kind in QuestionHelpers)
            {
                _handlebars.RegisterHelper(kind, (writer, _, arguments) => writer.Write(
                    literal is null
                        ? throw new HandlebarsException($"'{kind}' is for questions, which have parameters")
                        : literal(kind, [.. arguments.Select(a => a!.ToString()!)]),
                    false));
            }

            try
            {
                return _handlebars.Compile(sql)(new object());
            }
            catch (HandlebarsUndefinedBindingException fault)
            {
                throw new HandlebarsException(
                    $"there is no helper '{fault.Path}'; there are {string.Join(", ", _helpers.Keys.Concat(QuestionHelpers).Order(StringComparer.Ordinal))}", fault);
            }
        }
    }

    /// <summary>What one helper writes for these arguments.</summary>
    public string Helper(string name, params string[] arguments)
    {
        lock (_lock)
        {
            return _helpers[name]([.. arguments]);
        }
    }

    /// <summary>The helpers that write a parameter of a question as a literal.</summary>
    public static IReadOnlyList<string> QuestionHelpers { get; } = ["day", "instant", "number", "text", "text_match"];

    private void Add(string file, string text)
    {
        text = _words.Aggregate(text, (filled, word) => filled.Replace($"{{{{{word.Key}}}}}", word.Value, StringComparison.Ordinal));
        if (file.Contains('/', StringComparison.Ordinal) || file == RolesFile)
        {
            _texts[file] = text;
            return;
        }

        var operation = SqlStatements.OperationOf(file);
        foreach (var statement in SqlStatements.Split(file, text))
        {
            _texts[$"{operation}/{statement.Name}"] = statement.Text;
        }
    }

    private void RegisterHelper(string file)
    {
        var template = _handlebars.Compile(Body(_texts[file]));
        var name = Path.GetFileNameWithoutExtension(file);
        var wanted = ArgumentNames.Count(argument => _texts[file].Contains($"{{{{{argument}}}}}", StringComparison.Ordinal));
        _helpers[name] = given => given.Count == wanted
            ? template(ArgumentNames.Zip(given).ToDictionary(argument => argument.First, argument => (object)argument.Second))
            : throw new HandlebarsException($"'{name}' takes {wanted} argument(s), not {given.Count}");
        _handlebars.RegisterHelper(name, (writer, _, arguments) => writer.Write(
            _helpers[name]([.. arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)!)]), false));
    }

    // A text is rendered a few times in a process: machine code for each of its blanks would cost more than it saves.
    private sealed class Interpreter : IExpressionCompiler
    {
        T IExpressionCompiler.Compile<T>(Expression<T> expression) => expression.Compile(preferInterpretation: true);
    }

    private static string Doubled(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    // A helper stands in the middle of an expression: its header comment and line breaks stay behind.
    private static string Body(string text) => string.Join(' ', text
        .Split('\n')
        .Where(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal))
        .Select(line => line.Trim())
        .Where(line => line.Length > 0));
}
