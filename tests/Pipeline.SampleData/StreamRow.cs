namespace Pipeline.SampleData;

/// <summary>One user streamed one movie.</summary>
/// <param name="Title">The movie's title.</param>
/// <param name="User">The user's e-mail address.</param>
/// <param name="SizeMb">The megabytes sent, with all the digits of a double.</param>
/// <param name="Start">When it began, in local time.</param>
/// <param name="End">When it ended, in local time.</param>
internal sealed record StreamRow(string Title, string User, string SizeMb, DateTime Start, DateTime End)
{
    public static readonly string[] Header = ["movie_title", "user_email", "size_mb", "start_at", "end_at"];

    public string[] Fields => [Title, User, SizeMb, Instant.Text(Start), Instant.Text(End)];
}
