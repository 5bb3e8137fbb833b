using BlazorSalesProject.Bench.Circuits;
using BlazorSalesProject.Bench.Floor;
using BlazorSalesProject.Bench.Hosts;

namespace BlazorSalesProject.Bench.Measures;

/// <summary>A board that circuits can be opened on and on which one circuit can move a card.</summary>
public interface IBoard : IAsyncDisposable
{
    public string Name { get; }

    public string Path { get; }

    public HostProcess Host { get; }

    /// <summary>The people who look on; circuits are spread over them.</summary>
    public IReadOnlyList<BrowserSession> Onlookers { get; }

    public bool Ready(PageTree page);

    /// <summary>Opens the circuit that moves.</summary>
    public Task<CircuitClient> OpenMoverAsync();

    /// <summary>Chooses the next move: which card comes to stand in which column, and how to make it do so.</summary>
    public Task<Move> NextAsync(CircuitClient mover);
}

/// <summary>A move about to be made.</summary>
public sealed record Move(string Card, string Stage, Func<Task> Make);

/// <summary>The floor's board: a hundred cards and nothing behind them.</summary>
public sealed class FloorBoard(HostProcess host) : IBoard
{
    private readonly BrowserSession _session = new(host.Address);
    private int _column;

    public string Name => "floor: smallest Blazor page, 100 cards";

    public string Path => "/cards";

    public HostProcess Host { get; } = host;

    public IReadOnlyList<BrowserSession> Onlookers => [_session];

    public bool Ready(PageTree page) => page.Find("data-opportunity", FloorState.Card) is not null;

    public async Task<CircuitClient> OpenMoverAsync()
    {
        var mover = await CircuitClient.OpenAsync(_session, Path, Ready, TimeSpan.FromSeconds(20));
        _column = mover.Look(page => Enumerable.Range(0, FloorState.Columns.Count).First(i => page.CardStandsIn(FloorState.Card, FloorState.Columns[i])));
        return mover;
    }

    public Task<Move> NextAsync(CircuitClient mover)
    {
        _column = (_column + 1) % FloorState.Columns.Count;
        return Task.FromResult(new Move(FloorState.Card, FloorState.Columns[_column], () => mover.ClickAsync(e => e.Name == "button")));
    }

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await Host.DisposeAsync();
    }
}
