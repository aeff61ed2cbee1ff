using System.CommandLine;
using System.Globalization;
using Pipeline.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await new RootCommand("Measures the pipeline.") { NightCommand.Create(), BulkCommand.Create(), LateCommand.Create() }.Parse(args).InvokeAsync();
