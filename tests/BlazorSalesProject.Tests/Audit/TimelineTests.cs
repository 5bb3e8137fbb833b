using System.Globalization;
using System.Text.RegularExpressions;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Sales.Leads;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Audit;

public sealed class TimelineTests
{
    [Theory, BothDatabases]
    public async Task A_change_is_told_in_words_with_before_and_after(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (rep, manager, colleague) = (await b.As("sales1"), await b.As("salesmgr"), await b.As("sales2"));
        var card = await Card(b, rep);
        await b.Get<ChangeCustomer>().Run(rep, card.Id, card.Version, card.Facts with { Level = "S", Phone = "0755-1234567" });
        await b.Get<AssignCustomer>().Run(manager, card.Id, card.Version + 1, colleague.Id);
        var page = (await b.Get<Timeline>().For(manager, nameof(Customer), card.Id))!;
        var assigned = page.Entries[0];
        var changed = page.Entries[1];
        Assert.Equal(("CustomerAssigned", "刘强"), (assigned.Kind, assigned.Who));
        var owner = Assert.Single(assigned.Changes);
        Assert.Equal(("负责人", "李娜", "王强"), (owner.Field, owner.Before!.Text, owner.After!.Text));
        Assert.Equal(["电话: → 0755-1234567", "级别: A → S"], changed.Changes.Select(c => $"{c.Field}: {c.Before?.Text} → {c.After?.Text}".Replace(":  →", ": →", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task A_move_and_an_amount_are_told_as_stage_and_money(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        var card = await Card(b, rep);
        var opportunity = await b.Read(db => db.Opportunities.SingleAsync(o => o.Title == "华星光电 MES 一期"));
        Assert.True((await b.Get<MoveOpportunity>().Run(rep, opportunity.Id, opportunity.Version, "needs")).Ok);
        Assert.True((await b.Get<ChangeOpportunity>().Run(rep, opportunity.Id, opportunity.Version + 1, new OpportunityFacts(opportunity.Title, Money.Of(99, "CNY")) { CustomerId = card.Id })).Ok);
        var own = (await b.Get<Timeline>().For(rep, nameof(Opportunity), opportunity.Id))!.Entries;
        Assert.Equal(new TimelineValue(null, Money.Of(99, "CNY")), own[0].Changes.Single(c => c.Field == "金额").After);
        var move = Assert.Single(own[1].Changes);
        Assert.Equal(("阶段", "初步洽谈", "需求沟通"), (move.Field, move.Before!.Text, move.After!.Text));
        Assert.All(own, e => Assert.Null(e.Record));
        Assert.Equal(opportunity.Title, (await b.Get<Timeline>().For(rep, nameof(Customer), card.Id))!.Entries[0].Record);
    }

    [Theory, BothDatabases]
    public async Task A_customer_tells_of_its_opportunities_only_to_who_sees_them(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (owner, colleague) = (await b.As("sales1"), await b.As("sales3"));
        var card = await Card(b, owner);
        await b.Get<ShareCustomer>().Run(owner, card.Id, colleague.Id, true);
        var theirs = (await b.Get<Timeline>().For(colleague, nameof(Customer), card.Id))!.Entries;
        Assert.All(theirs, e => Assert.Equal(nameof(Customer), e.SubjectKind));
        Assert.Contains((await b.Get<Timeline>().For(owner, nameof(Customer), card.Id))!.Entries, e => e.SubjectKind == nameof(Opportunity));
        Assert.Equal(0, (await b.Get<CustomerOpportunities>().For(colleague, card.Id)).Total);
        Assert.Equal(3, (await b.Get<CustomerOpportunities>().For(owner, card.Id)).Total);
    }

    [Theory, BothDatabases]
    public async Task What_one_does_not_see_has_no_timeline(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var card = await Card(b, await b.As("sales1"));
        var stranger = await b.As("sales3");
        Assert.Null(await b.Get<Timeline>().For(stranger, nameof(Customer), card.Id));
        Assert.Null(await b.Get<Timeline>().For(stranger, nameof(Customer), Guid.NewGuid()));
        Assert.Null(await b.Get<Timeline>().For(stranger, nameof(Opportunity), await b.Read(db => db.Opportunities.Where(o => o.CustomerId == card.Id).Select(o => o.Id).FirstAsync())));
        Assert.Null(await b.Get<Timeline>().For(stranger, "Account", stranger.Id));
        Assert.Equal(0, (await b.Get<CustomerOpportunities>().For(stranger, card.Id)).Total);
    }

    [Theory, BothDatabases]
    public async Task A_refused_attempt_is_not_told(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        var card = await Card(b, rep);
        Assert.False((await b.Get<ChangeCustomer>().Run(rep, card.Id, card.Version, new CustomerFacts(""))).Ok);
        Assert.DoesNotContain((await b.Get<Timeline>().For(rep, nameof(Customer), card.Id))!.Entries, e => e.Kind == "Refused");
    }

    [Theory, BothDatabases]
    public async Task A_long_history_is_read_a_page_at_a_time_without_gap_or_repeat(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        var id = (await b.Get<CreateCustomer>().Run(rep, Guid.NewGuid(), new CustomerFacts("历史悠久的公司"))).Value;
        for (var version = 1; version <= 70; version++)
        {
            Assert.True((await b.Get<ChangeCustomer>().Run(rep, id, version, new CustomerFacts("历史悠久的公司") { Employees = version })).Ok);
        }

        var first = (await b.Get<Timeline>().For(rep, nameof(Customer), id))!;
        var second = (await b.Get<Timeline>().For(rep, nameof(Customer), id, first.Before))!;
        Assert.Equal((Limits.PageSize, 21), (first.Entries.Count, second.Entries.Count));
        Assert.Null(second.Before);
        Assert.Equal(71, first.Entries.Concat(second.Entries).Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public void Everything_that_happens_has_its_words()
    {
        var kinds = Repository.Files("src/BlazorSalesProject", ".cs")
            .SelectMany(file => Regex.Matches(file.Code, @"\b(?:Happened|Record)\((?:\w+ \? )?""(\w+)""(?: : ""(\w+)"")?").SelectMany(m => m.Groups.Values.Skip(1)).Where(g => g.Success).Select(g => g.Value))
            .Distinct().Where(kind => Words.Find($"Activity.Kind_{kind}", CultureInfo.InvariantCulture) is null);
        Assert.Empty(kinds);
    }

    [Theory, BothDatabases]
    public async Task Every_field_a_timeline_can_show_has_its_word(Database on)
    {
        await using var b = new TestBusiness(on);
        var silent = new[] { "Id", "Version", "CreatedAt", "Column", "EnteredAt", "QuietSince", "ImportId", "ExternalId", "RevenueCurrency", "CustomerId", "Number" };
        var nameless = await b.Read(db => Task.FromResult(new[] { typeof(Customer), typeof(Contact), typeof(Opportunity), typeof(Lead) }
            .SelectMany(t => db.Model.FindEntityType(t)!.GetProperties().Select(p => p.PropertyInfo!).Concat(db.Model.FindEntityType(t)!.GetComplexProperties().Select(p => p.PropertyInfo!)))
            .Where(p => p.GetCustomAttributes(typeof(NotAuditedAttribute), false).Length == 0 && !silent.Contains(p.Name))
            .Select(p => p.Name).Distinct()
            .Where(name => Words.Find($"Activity.Field_{name}", CultureInfo.InvariantCulture) is null && Words.Find($"Fields.{name}", CultureInfo.InvariantCulture) is null).ToList()));
        Assert.Empty(nameless);
    }

    private static async Task<CustomerCard> Card(TestBusiness b, BlazorSalesProject.People.Me me) =>
        (await b.Get<CustomerHead>().For(me, (await b.Get<CustomerList>().For(me, new CustomerFilter { Text = "华星" })).Rows[0].Id))!;
}
