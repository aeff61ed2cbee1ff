using System.Globalization;
using Pipeline.Worker.Cli.Parsing;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

using var interruption = new Interruption();
return await CommandLine.RunAsync(args, interruption.Token);
