namespace BlazorSalesProject.Bench.Floor;

/// <summary>One hundred cards in five columns, held in memory; a move tells every open page.</summary>
public sealed class FloorState
{
    public const string Card = "card-0";
    private readonly Lock _gate = new();
    private int _column;

    /// <summary>Raised after every move, on the thread that moved.</summary>
    public event EventHandler? Moved;

    public static IReadOnlyList<string> Columns { get; } = ["a", "b", "c", "d", "e"];

    public int Moves { get; private set; }

    public string Column => Columns[_column];

    /// <summary>The cards of a column: twenty that stay, and the one that moves where it stands now.</summary>
    public IReadOnlyList<string> CardsIn(string column)
    {
        lock (_gate)
        {
            var at = 0;
            while (Columns[at] != column)
                at++;
            var first = (at * 20) + 1;
            IEnumerable<string> staying = Enumerable.Range(first, at == Columns.Count - 1 ? 19 : 20).Select(n => $"card-{n}");
            return at == _column ? [Card, .. staying] : [.. staying];
        }
    }

    public void Move()
    {
        lock (_gate)
        {
            _column = (_column + 1) % Columns.Count;
            Moves++;
        }

        Moved?.Invoke(this, EventArgs.Empty);
    }
}
