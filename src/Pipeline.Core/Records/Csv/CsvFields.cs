using CsvHelper;
using Pipeline.Core.Records.Typing;

namespace Pipeline.Core.Records.Csv;

/// <summary>The fields of the CSV record that is being read.</summary>
/// <param name="reader">The reader, positioned on the record.</param>
/// <param name="fields">The field that each of the dataset's columns is read from, or <see cref="CsvHeader.Nowhere"/> for a derived one and one that the file lacks.</param>
internal sealed class CsvFields(CsvReader reader, int[] fields) : IFieldSource
{
    public FieldValue Read(int column) => fields[column] == CsvHeader.Nowhere ? FieldValue.Missing : Of(fields[column]);

    /// <summary>A field by its place in the header: unquoted and empty is null, <c>""</c> is the empty text.</summary>
    public FieldValue Of(int field) => reader.GetRawSpan(field).IsEmpty ? FieldValue.EmptyCsv : FieldValue.Of(reader.GetString(field));
}
