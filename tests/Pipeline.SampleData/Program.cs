using Pipeline.SampleData;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: dotnet run --project tests/Pipeline.SampleData -- data/streaming");
    return 2;
}

foreach (var file in SampleNights.Write(folder))
{
    Console.WriteLine(file);
}

return 0;
