using Pipeline.Testing.Folding;

namespace Pipeline.Engines.Tests.Folding;

/// <summary>
/// Six nights in which whatever makes the order of arrival matter happens to the same few keys: changes that go back, absences,
/// quarantined rows, unreadable ones, conflicting and equal copies, columns that are refreshed, lists that lose rows, shape or parent.
/// </summary>
internal static class PermutedNights
{
    public static IReadOnlyList<IReadOnlyList<Node>> All { get; } =
    [
        [
            Of("a", "1", "u0", 1, Of("x", "1"), Of("y", "1")), Of("b", "1", "u0", 1, Of("x", "1")), Of("c", "1", "u0", 1),
            Of("d", "1", "u0", 1, Of("x", "1")), Of("always", "1"),
        ],
        [
            Of("a", "2", "u1", 1, Of("x", "2")), Of("b", "bad", "u0", 1, Of("x", "2")), Of("d", "1", "u0", 1, Of("x", "1")),
            Of("d", "2", "u0", 2, Of("y", "1")), Of("e", "1", "u1", 1, Of("x", "1"), Of("x", "2")), Of("always", "1", "u1"),
        ],
        [
            Of("a", "1", "u0", 2, Of("x", "1"), new Node { IsBroken = true }), new Node { IsBroken = true }, Of("b", "2", "u1", 1, Of("x", "1")),
            Of("e", "1", "u0", 1) with { HasNoList = true }, Of(null, "5", "u0", 1), Of("always", "1"),
        ],
        [
            Of("a", "1", "u1", 2, Of("y", "1")), Of("c", "2", "u1", 1, Of("x", "1")), Of("d", "1", "u1", 1, Of("x", "3")), Of("d", "1", "u1", 1, Of("x", "3")),
            Of("e", "2", "u0", 3, Of("x", "2")), Of("skip", "9"), Of("always", "1", "u1"),
        ],
        [
            Of("b", "2", "u0", 1, Of("x", "bad"), Of("y", "1")), Of("c", "2", "u0", 1, Of("x", "1")), Of("c", "1", "u1", null), Of("d", "3", "u0", 3),
            Of("e", "2", "u0", 3, Of("x", "2")), Of("always", "1", "u1"),
        ],
        [
            Of("a", "2", "u1", 1, Of("x", "2"), Of("y", "1")), Of("b", "1", "u0", 1, Of("x", "1"), Of(null, "1")), Of("c", "1", "u0", 1),
            Of("d", "1", "u0", 1, Of("x", "1")), Of("always", "2", "u0"),
        ],
    ];

    /// <summary>Every order of the numbers 0 to <paramref name="count"/> - 1; the first is their own.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Orders(int count) => count == 0
        ? [[]]
        : [.. Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(place => Insert(order, count - 1, count - 1 - place)))];

    private static IReadOnlyList<int> Insert(IReadOnlyList<int> order, int number, int place) => [.. order.Take(place), number, .. order.Skip(place)];

    private static Node Of(string? key, string value, string? untracked = null, int? order = null, params Node[] children) =>
        new() { Key = key, Value = value, Untracked = untracked, Order = order, Children = children };
}
