using System.Net;
using System.Text.RegularExpressions;
using BlazorSalesProject.Data;
using BlazorSalesProject.Delivery.Projects;
using BlazorSalesProject.Delivery.Tasks;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.SignIn;

/// <summary>The page of a task link over plain HTTP: what it shows, what it hides, and that only a post of its own form answers.</summary>
public sealed partial class TaskLinkPageTests(DoorHost shared) : IClassFixture<DoorHost>
{
    [Fact]
    public async Task It_shows_the_task_without_signing_in_and_nothing_of_the_company()
    {
        var (token, number) = await Link("看得见的任务");
        using var door = new Door(shared.Host);
        using var response = await door.Client.GetAsync(new Uri($"/t/{token}", UriKind.Relative));
        var html = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("看得见的任务", html, StringComparison.Ordinal);
        Assert.Contains(number, html, StringComparison.Ordinal);
        Assert.Contains("800.00", html, StringComparison.Ordinal);
        foreach (var hidden in new[] { "格林", "赵敏", "陈工", "1,180,000", "华南" })
        {
            Assert.DoesNotContain(hidden, html, StringComparison.Ordinal);
        }

        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Contains("frame-ancestors 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("no-store", Header(response, "Cache-Control"), StringComparison.Ordinal);
        Assert.DoesNotContain("http://", Links().Replace(html, ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_link_that_is_not_good_gets_the_same_page_and_404()
    {
        var (token, _) = await Link("要取消的任务");
        using var door = new Door(shared.Host);
        await Drop("要取消的任务");
        var pages = new List<string>();
        foreach (var dead in new[] { token, new string('0', 64), "x", token.ToUpperInvariant() })
        {
            using var response = await door.Client.GetAsync(new Uri($"/t/{dead}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            var html = await response.Content.ReadAsStringAsync();
            Assert.Contains("data-link=\"gone\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("要取消的任务", html, StringComparison.Ordinal);
            pages.Add(Nonces().Replace(html.Replace($"/t/{dead}", "", StringComparison.Ordinal), ""));
        }

        Assert.Single(pages.Distinct());
    }

    [Fact]
    public async Task Following_it_changes_nothing_and_a_form_without_our_token_neither()
    {
        var (token, _) = await Link("扫描器看的任务");
        using var door = new Door(shared.Host);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get })
        {
            using var request = new HttpRequestMessage(method, new Uri($"/t/{token}?_handler=accept", UriKind.Relative));
            using var response = await door.Client.SendAsync(request);
        }

        using var forged = await door.Post($"/t/{token}", ("_handler", "accept"));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(AssigneeAnswer.None, await Answer("扫描器看的任务"));
    }

    [Fact]
    public async Task The_form_accepts_once_and_says_so()
    {
        var (token, _) = await Link("要接受的任务");
        using var door = new Door(shared.Host);
        var form = await door.TokenOf($"/t/{token}");
        using var accepted = await door.Post($"/t/{token}", ("_handler", "accept"), ("__RequestVerificationToken", form));
        Assert.Contains("data-link=\"accepted\"", await accepted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(AssigneeAnswer.Accepted, await Answer("要接受的任务"));
        using var again = await door.Post($"/t/{token}", ("_handler", "accept"), ("__RequestVerificationToken", form));
        Assert.Contains("data-link=\"accepted\"", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declining_needs_a_reason_and_then_the_link_is_dead()
    {
        var (token, _) = await Link("要拒绝的任务");
        using var door = new Door(shared.Host);
        var form = await door.TokenOf($"/t/{token}");
        using var empty = await door.Post($"/t/{token}", ("_handler", "decline"), ("__RequestVerificationToken", form), ("Input.Reason", " "));
        Assert.Contains("data-link=\"open\"", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(AssigneeAnswer.None, await Answer("要拒绝的任务"));
        using var declined = await door.Post($"/t/{token}", ("_handler", "decline"), ("__RequestVerificationToken", form), ("Input.Reason", "<b>没空</b>"));
        Assert.Contains("data-link=\"declined\"", await declined.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(AssigneeAnswer.Declined, await Answer("要拒绝的任务"));
        using var gone = await door.Client.GetAsync(new Uri($"/t/{token}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private T Get<T>() where T : notnull => shared.Host.Services.GetRequiredService<T>();

    private async Task<Me> Manager()
    {
        var person = await Get<Works>().Read(db => db.Accounts.Where(a => a.UserName == "pm1").Select(a => a.PersonId).SingleAsync());
        return (await Get<WhoIs>().Load(person))!;
    }

    private async Task<(string Token, string Number)> Link(string title)
    {
        var me = await Manager();
        var project = await Get<Works>().Read(db => db.Projects.Where(p => p.ManagerId == me.Id && p.State == ProjectState.Running).Select(p => new { p.Id, p.Number }).FirstAsync());
        var mail = $"{Guid.NewGuid():N}@example.org";
        var planned = await Get<PlanTask>().Run(me, Guid.NewGuid(), project.Id, new TaskFacts(title) { Description = "按术语表校对", Fee = Money.Of(800, "CNY"), DueOn = new DateOnly(2027, 1, 8) }, null, new NewImplementer("外部译员", null, mail));
        Assert.Null(planned.Refusal?.Sentence);
        var person = await Get<Works>().Read(db => db.People.Where(p => p.Email == mail).Select(p => p.Id).SingleAsync());
        var letters = await Get<Works>().Read(db => db.Outbox.Where(m => m.Kind == OutboxMessage.Mail).Select(m => m.Payload).ToListAsync());
        var letter = letters.Select(Letter.Read).Single(l => l?.PersonId == person && l.Also is not null)!;
        return (Get<ISecretBox>().Open(letter.Also!.Link)["/t/".Length..], project.Number);
    }

    private async Task Drop(string title)
    {
        var task = await Get<Works>().Read(db => db.Tasks.Where(t => t.Title == title).Select(t => new { t.Id, t.Version }).SingleAsync());
        Assert.Null((await Get<DropTask>().Run(await Manager(), task.Id, task.Version)).Refusal?.Sentence);
    }

    private Task<AssigneeAnswer> Answer(string title) => Get<Works>().Read(db => db.Tasks.Where(t => t.Title == title).SelectMany(t => t.Assignees).Select(a => a.Answer).SingleAsync());

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(',', values) : "";

    [GeneratedRegex("http://localhost[^\"]*|http://www.w3.org[^\"]*")]
    private static partial Regex Links();

    [GeneratedRegex("value=\"CfDJ[^\"]*\"|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Nonces();
}
