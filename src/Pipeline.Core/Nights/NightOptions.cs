using Pipeline.Core.Deliveries.Archiving;
using Pipeline.Core.Deliveries.Receiving;

namespace Pipeline.Core.Nights;

/// <summary>Folders and limits of one installation.</summary>
/// <param name="Archive">Where every file that was ever received is kept.</param>
/// <param name="WorkFolder">Where records wait while a delivery is being read; emptied as the run goes.</param>
/// <param name="Receive">How long a file is waited for, and how often a broken transfer is taken up again.</param>
public sealed record NightOptions(Archive Archive, string WorkFolder, ReceiveOptions Receive);
