using System.Net;
using System.Text.RegularExpressions;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Tests.House;
using BlazorSalesProject.Web.Tests.SignIn;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Edge;

/// <summary>AZ-10: somebody from outside walks every address there is with every id there is, and reads nothing but what was given to him.</summary>
public sealed partial class PortalIsolationTests(DoorHost shared) : IClassFixture<DoorHost>
{
    private const string Password = "Long-enough-2026";

    /// <summary>What answers to everybody, and what is his own; each without its parameters.</summary>
    private static readonly string[] Open =
    [
        "/login", "/setup", "/invitation/{}", "/t/{}", "/error", "/missing", "/health/live", "/health/ready", "/health/clock",
        "/portal", "/portal/tasks/{}", "/notices", "/notices/settings", "/account",
    ];

    [Fact]
    public async Task No_address_with_no_id_shows_him_anything_but_his_own()
    {
        using var door = await Outside("墙外一");
        var (canaries, ids) = await Company();
        var wrong = new List<string>();
        var walked = 0;
        foreach (var pattern in Patterns().Where(p => !Open.Contains(Parameter().Replace(p, "{}"))))
        {
            foreach (var id in Parameter().IsMatch(pattern) ? ids : [Guid.Empty])
            {
                var path = Parameter().Replace(pattern, m => m.Value.StartsWith("{outcome", StringComparison.Ordinal) ? "rejected" : id.ToString());
                using var answer = await door.Client.GetAsync(new Uri(path, UriKind.Relative));
                walked++;
                if (path == "/" ? answer.StatusCode != HttpStatusCode.Redirect || !Ends(answer, "/portal") : answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest))
                {
                    wrong.Add($"{path}: {(int)answer.StatusCode} {answer.Headers.Location}");
                }

                wrong.AddRange(Leaks(path, await answer.Content.ReadAsStringAsync(), canaries));
            }
        }

        Assert.True(walked > 200, $"only {walked} addresses");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_task_of_others_is_in_his_portal_what_an_address_that_never_was_is()
    {
        using var door = await Outside("墙外二");
        var foreign = await Read(db => db.Tasks.Where(t => !t.Title.StartsWith("墙外二") && t.Assignees.Any(a => db.Accounts.Any(x => x.PersonId == a.PersonId && x.UserName == "impl1"))).Select(t => t.Id).ToListAsync());
        var pages = new List<string>();
        foreach (var id in foreign.Append(Guid.NewGuid()).Append(Guid.Empty))
        {
            using var answer = await door.Client.GetAsync(new Uri($"/portal/tasks/{id}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            pages.Add(Changing().Replace((await answer.Content.ReadAsStringAsync()).Replace(id.ToString(), "ID", StringComparison.Ordinal), ""));
        }

        Assert.Single(pages.Distinct());
        foreach (var path in new[] { "/portal/tasks/nonsense", "/portal/tasks", "/portal/projects", "/PORTAL/../orders", "/portal/%2e%2e/orders", "/portal%2f..%2forders", "/orders/", "/Orders", "/ORDERS?x=/portal", "/notices/../admin/people" })
        {
            using var answer = await door.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound, $"{path}: {(int)answer.StatusCode} {answer.Headers.Location}");
        }
    }

    [Fact]
    public async Task Whatever_he_can_reach_by_following_links_names_no_customer_no_price_and_no_colleague()
    {
        using var door = await Outside("墙外三");
        var (canaries, _) = await Company();
        var queue = new Queue<string>(["/portal", "/portal?done=1", "/notices", "/notices?show=all", "/notices/settings", "/account"]);
        var seen = new HashSet<string>(queue, StringComparer.Ordinal);
        var leaks = new List<string>();
        var own = "";
        while (queue.TryDequeue(out var path))
        {
            using var answer = await door.Client.GetAsync(new Uri(path, UriKind.Relative));
            var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.True(answer.StatusCode == HttpStatusCode.OK || path == "/", $"{path}: {(int)answer.StatusCode}");
            own += html;
            leaks.AddRange(Leaks(path, html, canaries));
            foreach (var next in Link().Matches(html).Select(m => m.Groups["to"].Value.Split('#')[0]).Where(l => l.StartsWith('/') && !l.Contains('.', StringComparison.Ordinal) && seen.Add(l)))
            {
                queue.Enqueue(next);
            }
        }

        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
        Assert.Contains(seen, p => p.StartsWith("/portal/tasks/", StringComparison.Ordinal));
        Assert.All(seen, p => Assert.Matches("^/($|portal|notices|account|login|logout)", p));
        foreach (var allowed in new[] { "墙外三的任务", "XM-", "赵敏", "800.00" })
        {
            Assert.Contains(allowed, own, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Leaks(string path, string text, IReadOnlyList<string> canaries) =>
        canaries.Where(c => text.Contains(c, StringComparison.Ordinal) || WebUtility.HtmlDecode(text).Contains(c, StringComparison.Ordinal)).Select(c => $"{path} says {c}");

    private static bool Ends(HttpResponseMessage answer, string path) => answer.Headers.Location?.OriginalString.EndsWith(path, StringComparison.Ordinal) == true;

    /// <summary>Everything that answers to a GET, from the host's own list.</summary>
    private IReadOnlyList<string> Patterns() =>
    [
        .. shared.Host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .Select(e => "/" + e.RoutePattern.RawText?.TrimStart('/')).Where(p => !p.StartsWith("/_", StringComparison.Ordinal) && !p.StartsWith("/hubs/", StringComparison.Ordinal)).Distinct(),
    ];

    /// <summary>Words that are not for him, and the ids of everything.</summary>
    private Task<(IReadOnlyList<string> Canaries, IReadOnlyList<Guid> Ids)> Company() => Read(async db =>
    {
        List<string> words = [.. await db.Customers.Select(c => c.Name).ToListAsync(), .. await db.Orders.Select(o => o.Title).ToListAsync(), .. await db.Orders.Select(o => o.Number).ToListAsync(), .. await db.Opportunities.Select(o => o.Title).ToListAsync()];
        words.AddRange(await db.Tasks.Where(t => !t.Title.StartsWith("墙外")).Select(t => t.Title).ToListAsync());
        words.AddRange(await db.Departments.Select(d => d.Name).ToListAsync());
        words.AddRange(await db.Contacts.Where(c => c.Phone != null).Select(c => c.Phone!).ToListAsync());
        words.AddRange(["李娜", "王强", "陈工", "林工", "1,180,000", "1180000", "118000000", "52,000", "格林"]);
        var ids = new List<Guid> { Guid.NewGuid() };
        foreach (var some in new[]
        {
            db.Customers.Select(c => c.Id), db.Orders.Select(o => o.Id), db.Opportunities.Select(o => o.Id), db.Projects.Select(p => p.Id), db.Tasks.Where(t => !t.Title.StartsWith("墙外")).Select(t => t.Id),
            db.People.Select(p => p.Id), db.Attachments.Select(a => a.Id), db.Submissions.Select(s => s.Id), db.ProjectTemplates.Select(t => t.Id), db.ImportRuns.Select(r => r.Id),
        })
        {
            ids.AddRange(await some.Take(3).ToListAsync());
        }

        return ((IReadOnlyList<string>)[.. words.Where(w => w.Length > 1).Distinct()], (IReadOnlyList<Guid>)ids);
    });

    /// <summary>Somebody invited to one task, who has registered and signed in.</summary>
    private async Task<Door> Outside(string name)
    {
        var manager = (await Get<WhoIs>().Load(await Read(db => db.Accounts.Where(a => a.UserName == "pm1").Select(a => a.PersonId).SingleAsync())))!;
        var project = await Read(db => db.Projects.Where(p => p.ManagerId == manager.Id && p.State == ProjectState.Running).Select(p => p.Id).FirstAsync());
        var other = await Read(db => db.Tasks.Where(t => t.ProjectId == project && t.State != TaskState.Done && t.State != TaskState.Dropped).Select(t => t.Id).FirstAsync());
        var mail = $"{Guid.NewGuid():N}@example.org";
        var colleague = await Read(db => db.Accounts.Where(a => a.UserName == "impl1").Select(a => a.PersonId).SingleAsync());
        var facts = new TaskFacts($"{name}的任务") { Description = "按术语表校对", Fee = Money.Of(800, "CNY"), DueOn = new DateOnly(2027, 1, 8), Needs = [new Need(other)] };
        Assert.Null((await Get<PlanTask>().Run(manager, Guid.NewGuid(), project, facts, [colleague], new NewImplementer(name, null, mail))).Refusal?.Sentence);
        var person = await Read(db => db.People.Where(p => p.Email == mail).Select(p => p.Id).SingleAsync());
        var token = Get<ISecretBox>().Open((await Letters(person)).Single(l => l.Also is not null).Link)["/invitation/".Length..];
        Assert.Null((await Get<SendVerificationCode>().Run(Me.System, token)).Refusal?.Sentence);
        var code = (await Letters(person)).Single(l => l.TextKey == "Notices.VerificationCode").Words[0].Text;
        var account = Guid.NewGuid().ToString("N");
        Assert.Null((await Get<AcceptInvitation>().Run(Me.System, token, account, Password, code)).Refusal?.Sentence);
        var door = new Door(shared.Host);
        using var entered = await door.SignIn(account, Password);
        Assert.NotNull(Door.Cookie(entered, Door.SessionCookie));
        return door;
    }

    private async Task<IReadOnlyList<Letter>> Letters(Guid person) =>
        [.. (await Read(db => db.Outbox.Where(m => m.Kind == OutboxMessage.Mail).Select(m => m.Payload).ToListAsync())).Select(Letter.Read).OfType<Letter>().Where(l => l.PersonId == person)];

    private T Get<T>() where T : notnull => shared.Host.Services.GetRequiredService<T>();

    private Task<T> Read<T>(Func<AppDb, Task<T>> what) => Get<Works>().Read(what);

    [GeneratedRegex(@"\{[^{}]*(\{[^{}]*\})?[^{}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("href=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("(?s)<!--.*?-->|value=\"CfDJ8[^\"]*\"|\\b[a-z]+-[0-9a-f]{2,32}\\b|[0-9a-f]{32}|[0-9a-f]{8}(?=\")")]
    private static partial Regex Changing();
}
