using System.Collections.Concurrent;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorSalesProject.Journeys.Parts;

/// <summary>The smallest host that shows a board in a real browser, with the scripts and styles of the application.</summary>
public sealed class BoardHost : IAsyncLifetime
{
    private WebApplication? _app;

    public Uri Address => new(_app!.Urls.Single());

    public BoardScene Scene => _app!.Services.GetRequiredService<BoardScene>();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Board<>).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseStaticWebAssets().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddSingleton<BoardScene>();
        _app = builder.Build();
        Words.Register(typeof(Board<>).Assembly);
        _app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; style-src-attr 'unsafe-inline'";
            return next(context);
        });
        _app.UseAntiforgery();
        _app.MapStaticAssets(Path.Combine(AppContext.BaseDirectory, "BlazorSalesProject.Web.staticwebassets.endpoints.json"));
        _app.MapRazorComponents<BoardDocument>().AddInteractiveServerRenderMode();
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_app is { } app)
        {
            await app.DisposeAsync();
        }
    }
}

/// <summary>What the boards of one test show, and what they said.</summary>
public sealed class BoardScene
{
    private static readonly string[] Titles = ["初步洽谈", "需求沟通", "方案报价", "谈判审核", "签约合同", "订单回款"];

    public ConcurrentQueue<string> Said { get; } = new();

    public List<(string Stage, SceneCard Card)> Cards { get; } = [];

    public Dictionary<string, int> Shown { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Collapsed { get; } = new(StringComparer.Ordinal);

    public HashSet<Guid> Glow { get; } = [];

    /// <summary>Moves to this stage are refused.</summary>
    public string? Refused { get; set; }

    public bool Ordered { get; set; }

    public int Boards { get; set; }

    public event EventHandler? Changed;

    public void Reset(int cards = 40, bool ordered = false, string? refused = null, int boards = 1)
    {
        Said.Clear();
        Cards.Clear();
        Shown.Clear();
        Collapsed.Clear();
        Glow.Clear();
        (Ordered, Refused, Boards) = (ordered, refused, boards);
        for (var i = 0; i < cards; i++)
        {
            Cards.Add(($"s{i % 4 + 1}", new($"华南翻译项目 {i + 1}", $"深圳市第{i + 1}自动化有限公司", 12_000 + i * 3_500)));
        }
    }

    public Guid In(string stage, int place = 0) => Cards.Where(c => c.Stage == stage).ElementAt(place).Card.Id;

    public string StageOf(Guid id) => Cards.Single(c => c.Card.Id == id).Stage;

    public void Tell() => Changed?.Invoke(this, EventArgs.Empty);

    public IReadOnlyList<BoardColumn<SceneCard>> Columns() =>
    [
        .. Titles.Select((title, i) =>
        {
            var key = $"s{i + 1}";
            var all = Cards.Where(c => c.Stage == key).Select(c => c.Card).ToList();
            return new BoardColumn<SceneCard>(key, title, [.. all.Take(Shown.GetValueOrDefault(key, 20))], all.Count)
            {
                Collapsed = Collapsed.Contains(key),
                Header = b => b.AddContent(0, $"¥{all.Sum(c => c.Amount):N0} · 加权 ¥{all.Sum(c => c.Amount) / 3:N0}"),
            };
        }),
    ];

    public void Move(BoardMove<SceneCard> move)
    {
        Said.Enqueue($"move {move.From}>{move.To}");
        if (move.To == Refused)
        {
            return;
        }

        Cards.RemoveAll(c => c.Card.Id == move.Id);
        var place = move.Before is { } before ? Cards.FindIndex(c => c.Card.Id == before) : -1;
        Cards.Insert(place < 0 ? Cards.Count : place, (move.To, move.Card));
    }
}

public sealed record SceneCard(string Title, string Customer, int Amount)
{
    public Guid Id { get; } = Guid.CreateVersion7();
}

/// <summary>The page with one board on it, or two when the address asks for them.</summary>
[Route("/")]
public sealed class BoardScenePage : ComponentBase, IDisposable
{
    private IReadOnlyList<BoardColumn<SceneCard>> _columns = [];
    private int _told;

    [Inject] private BoardScene Scene { get; set; } = null!;

    protected override void OnInitialized()
    {
        Scene.Changed += Refresh;
        _columns = Scene.Columns();
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "main");
        builder.AddAttribute(1, "data-scene-told", _told);
        builder.AddAttribute(2, "style", Scene.Boards > 1 ? "padding:16px;--board-height:400px" : "padding:16px");
        builder.AddMarkupContent(3, "<h1>商机</h1>");
        for (var i = 0; i < Scene.Boards; i++)
        {
            builder.OpenComponent<Board<SceneCard>>(4);
            builder.AddComponentParameter(5, "Columns", _columns);
            builder.AddComponentParameter(6, "Id", (Func<SceneCard, Guid>)(c => c.Id));
            builder.AddComponentParameter(7, "Name", (Func<SceneCard, string>)(c => c.Title));
            builder.AddComponentParameter(8, "CardAttribute", "data-opportunity");
            builder.AddComponentParameter(9, "ColumnAttribute", "data-stage");
            builder.AddComponentParameter(10, "Ordered", Scene.Ordered);
            builder.AddComponentParameter(11, "Glow", (IReadOnlySet<Guid>)Scene.Glow.ToHashSet());
            builder.AddComponentParameter(12, "Targets", (Func<SceneCard, IEnumerable<string>>)(_ => ["s1", "s2", "s3", "s4", "s5"]));
            builder.AddComponentParameter(13, "Card", (RenderFragment<SceneCard>)Draw);
            builder.AddComponentParameter(14, "OnMove", EventCallback.Factory.Create<BoardMove<SceneCard>>(this, Move));
            builder.AddComponentParameter(15, "OnMore", EventCallback.Factory.Create<string>(this, More));
            builder.AddComponentParameter(16, "OnOpen", EventCallback.Factory.Create<Guid>(this, id => Scene.Said.Enqueue($"open {id}")));
            builder.AddComponentParameter(17, "OnPeek", EventCallback.Factory.Create<Guid>(this, id => Scene.Said.Enqueue($"peek {id}")));
            builder.AddComponentParameter(18, "OnCollapse", EventCallback.Factory.Create<BoardFold>(this, Fold));
            builder.AddComponentParameter(19, "OnDragEnded", EventCallback.Factory.Create(this, () => Scene.Said.Enqueue("ended")));
            builder.CloseComponent();
        }

        builder.CloseElement();
    }

    private static RenderFragment Draw(SceneCard card) => builder =>
    {
        builder.AddMarkupContent(0, $"<a href=\"/#{card.Id}\" tabindex=\"-1\"><strong>{card.Title}</strong></a><div class=\"muted small\">{card.Customer}</div>" +
            $"<div class=\"small\">¥{card.Amount:N0} · 李娜 · 3天</div><button type=\"button\" class=\"button\">内部</button>");
    };

    public void Dispose() => Scene.Changed -= Refresh;

    private void Refresh(object? sender, EventArgs e) => _ = InvokeAsync(() =>
    {
        _columns = Scene.Columns();
        _told++;
        StateHasChanged();
    });

    private void Move(BoardMove<SceneCard> move)
    {
        Scene.Move(move);
        _columns = Scene.Columns();
    }

    private void More(string key)
    {
        Scene.Said.Enqueue($"more {key}");
        Scene.Shown[key] = Scene.Shown.GetValueOrDefault(key, 20) + 20;
        _columns = Scene.Columns();
    }

    private void Fold(BoardFold fold)
    {
        _ = fold.Collapsed ? Scene.Collapsed.Add(fold.Key) : Scene.Collapsed.Remove(fold.Key);
        _columns = Scene.Columns();
    }
}

/// <summary>The document around the scene: the application's styles and its Blazor script, nothing else.</summary>
public sealed class BoardDocument : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!DOCTYPE html><html lang=\"zh-CN\" data-theme=\"auto\"><head><meta charset=\"utf-8\"><title>商机</title><base href=\"/\">" +
            "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><link rel=\"icon\" href=\"/css/tokens.css\">" +
            "<link rel=\"stylesheet\" href=\"/css/tokens.css\"><link rel=\"stylesheet\" href=\"/css/app.css\">" +
            "<link rel=\"stylesheet\" href=\"/BlazorSalesProject.Web.styles.css\"></head><body>");
        builder.OpenComponent<BoardScenePage>(1);
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
        builder.AddMarkupContent(2, "<script src=\"/_framework/blazor.web.js\"></script></body></html>");
    }
}
