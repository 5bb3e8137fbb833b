using BlazorSalesProject.Bench.Circuits;
using BlazorSalesProject.Bench.Hosts;
using BlazorSalesProject.Bench.Seeding;

namespace BlazorSalesProject.Bench.Measures;

/// <summary>The application's own board with 10,000 opportunities behind it: the manager drags, fifty people look on.</summary>
public sealed class AppBoard : IBoard
{
    private static readonly string[] Stages = ["contact", "needs", "proposal", "negotiation", "contract"];
    private readonly BrowserSession _mover;
    private readonly List<BrowserSession> _onlookers = [];
    private int _turn;

    private AppBoard(HostProcess host)
    {
        Host = host;
        _mover = new BrowserSession(host.Address);
    }

    public string Name => "/opportunities, 10,000 opportunities";

    public string Path => "/opportunities";

    public HostProcess Host { get; }

    public IReadOnlyList<BrowserSession> Onlookers => _onlookers;

    /// <summary>Signs everybody in.</summary>
    public static async Task<AppBoard> OpenAsync(HostProcess host, Company company, int onlookers)
    {
        var board = new AppBoard(host);
        await board._mover.SignInAsync(company.Manager, Company.Password);
        foreach (var account in company.Onlookers.Take(Math.Max(1, onlookers)))
        {
            var session = new BrowserSession(host.Address);
            board._onlookers.Add(session);
            await session.SignInAsync(account, Company.Password);
        }

        return board;
    }

    public bool Ready(PageTree page) => page.Elements.Any(e => e.Attribute("data-opportunity") is not null);

    public async Task<CircuitClient> OpenMoverAsync()
    {
        var mover = await CircuitClient.OpenAsync(_mover, Path, Ready, TimeSpan.FromSeconds(30));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!mover.Exported.Exists(IsGesture))
            await Task.Delay(20, limit.Token);
        return mover;
    }

    public async Task<Move> NextAsync(CircuitClient mover)
    {
        var (from, to) = (Stages[_turn % Stages.Length], Stages[(_turn + 1) % Stages.Length]);
        _turn++;
        var card = mover.Look(page => page.Elements.First(e => e.Attribute("data-stage") == from).Descendants().First(e => e.Attribute("data-opportunity") is not null).Attribute("data-opportunity")!);
        var board = mover.Exported.FindLast(IsGesture).Id;
        await mover.InvokeAsync(board, "Lift", card);
        return new Move(card, to, () => mover.InvokeAsync(board, "Drop", card, to, null));
    }

    public async ValueTask DisposeAsync()
    {
        _mover.Dispose();
        foreach (var session in _onlookers)
            session.Dispose();
        await Host.DisposeAsync();
    }

    private static bool IsGesture((string Call, long Id) exported) => exported.Call == "attach";
}
