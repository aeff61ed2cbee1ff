namespace Pipeline.Core.Records.Typing;

/// <summary>The fields of the record that is being read, by the numbers of the dataset's columns.</summary>
internal interface IFieldSource
{
    /// <summary>The field that a column is read from.</summary>
    FieldValue Read(int column);
}
