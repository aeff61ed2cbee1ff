using System.Text;
using Pipeline.SampleData;

namespace Pipeline.Benchmarks;

/// <summary>Writes a dump and the one of the night after, record by record: the same bytes from the same arguments, anywhere.</summary>
internal abstract class DumpGenerator
{
    private const int BufferSize = 1 << 20;

    /// <summary>The dataset of the feed <c>streaming</c> that is dumped.</summary>
    public abstract string Dataset { get; }

    /// <summary>Writes the first night: as many records as reach <paramref name="size"/> bytes. Returns how many.</summary>
    public long WriteFirst(string path, long size)
    {
        using var stream = Create(path);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), BufferSize);
        var records = 0L;
        var length = 0L;
        writer.Write(Begin);
        while (length < size)
        {
            var record = Record(records, isEdited: false);
            length += Write(writer, record, records++);
        }

        writer.Write(End);
        return records;
    }

    /// <summary>Writes the night after: of the changed share three fifths are edited, one fifth is deleted and one fifth is new.</summary>
    public void WriteSecond(string path, long records, double changed) => WriteAfter(path, records, changed, 1);

    /// <summary>Writes the dump of some nights after the first, each of which changed its share; 0 nights after is the first itself.</summary>
    public void WriteAfter(string path, long records, double changed, int nights)
    {
        using var stream = Create(path);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), BufferSize);
        var written = 0L;
        writer.Write(Begin);
        for (var number = 0L; number < records; number++)
        {
            var fates = Enumerable.Range(0, nights).Select(night => FateOf(number, night) / changed).ToList();
            if (!Deletes || fates.TrueForAll(fate => fate >= 0.2))
            {
                Write(writer, Record(number, isEdited: Edits && fates.Exists(fate => fate is >= 0.2 and < 0.8)), written++);
            }
        }

        for (var number = records; number < records + (nights * NewOnes(records, changed)); number++)
        {
            Write(writer, Record(number, isEdited: false), written++);
        }

        writer.Write(End);
    }

    protected abstract string Begin { get; }

    protected abstract string Between { get; }

    protected abstract string End { get; }

    /// <summary>Whether the night after edits and deletes records; facts are never changed, all that is changed there is new.</summary>
    protected abstract bool Edits { get; }

    /// <summary>One record by its number; its key depends on the number alone.</summary>
    protected abstract string Record(long number, bool isEdited);

    private bool Deletes => Edits;

    private long NewOnes(long records, double changed) => (long)(records * changed * (Edits ? 0.2 : 1));

    private static double FateOf(long number, int night) => new SeededRandom((ulong)number ^ 0xFA7E ^ ((ulong)night << 48)).NextDouble();

    private long Write(StreamWriter writer, string record, long before)
    {
        if (before > 0)
        {
            writer.Write(Between);
        }

        writer.Write(record);
        return record.Length + Between.Length;
    }

    private static FileStream Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize);
    }
}
