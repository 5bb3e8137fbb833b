using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Customers;

public sealed class CustomerVerbTests
{
    [Theory, BothDatabases]
    public async Task A_form_sent_twice_creates_one_customer(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (rep, key) = (await b.As("sales1"), Guid.NewGuid());
        var create = b.Get<CreateCustomer>();
        var first = await create.Run(rep, key, new CustomerFacts("只建一次的公司"));
        var again = await create.Run(rep, key, new CustomerFacts("只建一次的公司"));
        var other = await create.Run(rep, key, new CustomerFacts("另一家公司"));
        Assert.Equal(first.Value, again.Value);
        Assert.Equal("Kernel.KeyReused", other.Refusal!.Key);
        Assert.Equal(1, await b.Read(db => db.Customers.CountAsync(c => c.Name == "只建一次的公司")));
        var made = await b.Read(db => db.Customers.SingleAsync(c => c.Id == first.Value));
        Assert.Equal((rep.Id, "KH-2026-0017"), (made.OwnerId!.Value, made.Number));
    }

    [Theory, BothDatabases]
    public async Task A_name_that_exists_needs_a_second_yes(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (rep, key) = (await b.As("sales3"), Guid.NewGuid());
        var refused = await b.Get<CreateCustomer>().Run(rep, key, new CustomerFacts("广州白云物流有限公司"));
        Assert.Equal((CreateCustomer.DuplicateRefusal, "Name"), (refused.Refusal!.Key, refused.Refusal.Field));
        Assert.True((await b.Get<CreateCustomer>().Run(rep, key, new CustomerFacts("广州白云物流有限公司"), null, anyway: true)).Ok);
    }

    [Theory, BothDatabases]
    public async Task An_edit_made_on_an_old_page_says_who_was_first_and_saves_nothing(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (rep, manager) = (await b.As("sales1"), await b.As("salesmgr"));
        var card = await Card(b, rep, "华星");
        Assert.True((await b.Get<ChangeCustomer>().Run(manager, card.Id, card.Version, card.Facts with { Level = "B" })).Ok);
        var stale = await b.Get<ChangeCustomer>().Run(rep, card.Id, card.Version, card.Facts with { Region = "别处" });
        Assert.Equal((RefusalKind.Conflict, "刘强"), (stale.Refusal!.Kind, stale.Refusal.Arguments[0]));
        var now = await Card(b, rep, "华星");
        Assert.Equal(("B", "广东深圳"), (now.Facts.Level, now.Facts.Region));
    }

    [Theory, BothDatabases]
    public async Task A_contact_added_meanwhile_does_not_spoil_an_open_form(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        var card = await Card(b, rep, "华星");
        Assert.True((await b.Get<AddContact>().Run(rep, Guid.NewGuid(), card.Id, new ContactFacts("新联系人"))).Ok);
        Assert.True((await b.Get<ChangeCustomer>().Run(rep, card.Id, card.Version, card.Facts with { Level = "C" })).Ok);
        Assert.Equal(card.Id, Assert.Single((await b.Get<CustomerList>().For(rep, new CustomerFilter { Text = "新联系人" })).Rows).Id);
    }

    [Theory]
    [BothDatabases("<script>alert(1)</script>")]
    [BothDatabases("=1+1|cmd")]
    [BothDatabases("Robert'); DROP TABLE Customers;--")]
    [BothDatabases("名字 😀 \u202Eright")]
    public async Task Whatever_is_typed_stays_text(Database on, string text)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        var made = await b.Get<CreateCustomer>().Run(rep, Guid.NewGuid(), new CustomerFacts(text) { Note = text, Region = text, Industry = text });
        var card = await b.Get<CustomerHead>().For(rep, made.Value);
        Assert.Equal((text, text, text), (card!.Name, card.Facts.Note, card.Facts.Region));
        Assert.Equal(made.Value, Assert.Single((await b.Get<CustomerList>().For(rep, new CustomerFilter { Industries = [text] })).Rows).Id);
    }

    [Theory, BothDatabases]
    public async Task A_bad_form_names_every_field_and_saves_nothing(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var facts = new CustomerFacts(new string('长', Limits.Name + 1))
        {
            Level = new string('a', 21), Industry = new string('a', 101), Source = new string('a', 101), Phone = new string('1', 41), Website = "javascript:alert(1)", Region = new string('a', 101),
            Address = new string('a', 201), Note = new string('a', Limits.LongText + 1), Founded = 3, Employees = -1, RevenueMinor = -1, RevenueCurrency = "XXX", Kind = (PartyKind)99, ParentId = Guid.NewGuid(),
        };
        var rep = await b.As("sales1");
        Assert.Equal("Parent", (await b.Get<CreateCustomer>().Run(rep, Guid.NewGuid(), facts)).Refusal!.Field);
        var refusal = (await b.Get<CreateCustomer>().Run(rep, Guid.NewGuid(), facts with { ParentId = null })).Refusal!;
        Assert.Equal(
            ["Address", "Employees", "Founded", "Industry", "Kind", "Level", "Name", "Note", "Phone", "Region", "Revenue", "Source", "Website"],
            refusal.Others.Prepend(refusal).Select(r => r.Field!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("Kernel.Required", (await b.Get<CreateCustomer>().Run(rep, Guid.NewGuid(), new CustomerFacts(" \u0000 \t "))).Refusal!.Key);
        Assert.Equal(16, await b.Read(db => db.Customers.CountAsync()));
    }

    [Theory]
    [BothDatabases("sales2", RefusalKind.NotFound)]
    [BothDatabases("sales3", RefusalKind.NotFound)]
    [BothDatabases("pm1", RefusalKind.NotFound)]
    [BothDatabases("finance1", RefusalKind.Denied)]
    [BothDatabases("boss", RefusalKind.Denied)]
    public async Task Others_change_nothing_of_a_customer(Database on, string account, RefusalKind expected)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var card = await Card(b, await b.As("sales1"), "华星");
        var contact = (await b.Get<CustomerContacts>().For(await b.As("sales1"), card.Id))[0];
        var other = await b.As(account);
        Assert.Equal(expected, (await b.Get<ChangeCustomer>().Run(other, card.Id, card.Version, card.Facts)).Refusal!.Kind);
        Assert.Equal(expected, (await b.Get<AssignCustomer>().Run(other, card.Id, card.Version, other.Id)).Refusal!.Kind);
        Assert.Equal(expected, (await b.Get<ShareCustomer>().Run(other, card.Id, other.Id, true)).Refusal!.Kind);
        Assert.Equal(expected, (await b.Get<StopSharingCustomer>().Run(other, card.Id, card.OwnerId!.Value)).Refusal!.Kind);
        Assert.Equal(expected, (await b.Get<AddContact>().Run(other, Guid.NewGuid(), card.Id, new ContactFacts("x"))).Refusal!.Kind);
        Assert.Equal(expected, (await b.Get<ChangeContact>().Run(other, card.Id, contact.Id, contact.Version, contact.Facts)).Refusal!.Kind);
        Assert.Equal(expected, (await b.Get<RemoveContact>().Run(other, card.Id, contact.Id, contact.Version)).Refusal!.Kind);
        Assert.Equal(expected == RefusalKind.NotFound, await b.Get<CustomerHead>().For(other, card.Id) is null);
        Assert.Equal(expected == RefusalKind.NotFound, (await b.Get<CustomerContacts>().For(other, card.Id)).Count == 0);
    }

    [Theory]
    [BothDatabases("pm1")]
    [BothDatabases("finance1")]
    [BothDatabases("boss")]
    public async Task Who_may_not_create_creates_nothing(Database on, string account)
    {
        await using var b = new TestBusiness(on.WithDemo());
        Assert.Equal(RefusalKind.Denied, (await b.Get<CreateCustomer>().Run(await b.As(account), Guid.NewGuid(), new CustomerFacts("新公司"))).Refusal!.Kind);
    }

    [Theory, BothDatabases]
    public async Task A_manager_assigns_within_his_department_and_not_beyond(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (manager, inside, outside, blind) = (await b.As("salesmgr"), await b.As("sales2"), await b.As("sales3"), await b.As("pm1"));
        var card = await Card(b, manager, "华星");
        var assign = b.Get<AssignCustomer>();
        Assert.Equal("Customers.MayNotGiveTo", (await assign.Run(manager, card.Id, card.Version, outside.Id)).Refusal!.Key);
        Assert.Equal("Customers.PersonSeesNone", (await assign.Run(await b.As("admin"), card.Id, card.Version, blind.Id)).Refusal!.Key);
        Assert.True((await assign.Run(manager, card.Id, card.Version, inside.Id)).Ok);
        Assert.Equal(RefusalKind.Conflict, (await assign.Run(manager, card.Id, card.Version, null)).Refusal!.Kind);
        Assert.Null(await b.Get<CustomerHead>().For(await b.As("sales1"), card.Id));
        Assert.Equal("王强", (await b.Get<CustomerHead>().For(inside, card.Id))!.Owner);
    }

    [Theory, BothDatabases]
    public async Task A_customer_nobody_owns_is_open_to_all_who_see_customers(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var manager = await b.As("salesmgr");
        var card = await Card(b, manager, "华星");
        Assert.True((await b.Get<AssignCustomer>().Run(manager, card.Id, card.Version, null)).Ok);
        Assert.True((await b.Get<CustomerHead>().For(await b.As("sales3"), card.Id))!.MayEdit);
        Assert.Null(await b.Get<CustomerHead>().For(await b.As("pm1"), card.Id));
        Assert.Equal(1, (await b.Get<CustomerList>().For(manager, new CustomerFilter { NoOwner = true })).Total);
        var again = await Card(b, manager, "华星");
        Assert.True((await b.Get<AssignCustomer>().Run(manager, again.Id, again.Version, manager.Id)).Ok);
    }

    [Theory, BothDatabases]
    public async Task A_colleague_reads_or_writes_what_is_shared_with_him_until_the_day(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (owner, colleague) = (await b.As("sales1"), await b.As("sales3"));
        var card = await Card(b, owner, "华星");
        var until = new DateOnly(2026, 3, 3);
        Assert.True((await b.Get<ShareCustomer>().Run(owner, card.Id, colleague.Id, false, until)).Ok);
        Assert.False((await b.Get<CustomerHead>().For(colleague, card.Id))!.MayEdit);
        Assert.Equal("Customers.MayNotEdit", (await b.Get<AddContact>().Run(colleague, Guid.NewGuid(), card.Id, new ContactFacts("x"))).Refusal!.Key);
        Assert.True((await b.Get<ShareCustomer>().Run(owner, card.Id, colleague.Id, true, until)).Ok);
        var theirs = (await b.Get<CustomerHead>().For(colleague, card.Id))!;
        Assert.True(theirs.MayEdit);
        Assert.False(theirs.MayShare || theirs.MayAssign);
        Assert.True((await b.Get<ChangeCustomer>().Run(colleague, card.Id, theirs.Version, theirs.Facts with { Level = "B" })).Ok);
        Assert.Equal(RefusalKind.Denied, (await b.Get<ShareCustomer>().Run(colleague, card.Id, (await b.As("sales2")).Id, true)).Refusal!.Kind);

        b.Clock.Advance(TimeSpan.FromDays(1));
        Assert.NotNull(await b.Get<CustomerHead>().For(colleague, card.Id));
        b.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await b.Get<CustomerHead>().For(colleague, card.Id));
        Assert.True(Assert.Single((await b.Get<CustomerHead>().For(owner, card.Id))!.Collaborators).Expired);
    }

    [Theory, BothDatabases]
    public async Task Sharing_refuses_who_needs_it_not_and_who_could_not_use_it_and_can_be_ended_by_either_side(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (owner, colleague) = (await b.As("sales1"), await b.As("sales3"));
        var card = await Card(b, owner, "华星");
        var share = b.Get<ShareCustomer>();
        Assert.Equal("Customers.OwnerNeedsNoShare", (await share.Run(owner, card.Id, owner.Id, true)).Refusal!.Key);
        Assert.Equal("Customers.PersonSeesNone", (await share.Run(owner, card.Id, (await b.As("pm1")).Id, true)).Refusal!.Key);
        Assert.Equal("Customers.PersonNotFound", (await share.Run(owner, card.Id, Guid.NewGuid(), true)).Refusal!.Key);
        Assert.Equal("Until", (await share.Run(owner, card.Id, colleague.Id, true, new DateOnly(2026, 3, 1))).Refusal!.Field);
        Assert.True((await share.Run(owner, card.Id, colleague.Id, false)).Ok);
        Assert.True((await b.Get<StopSharingCustomer>().Run(colleague, card.Id, colleague.Id)).Ok);
        Assert.Null(await b.Get<CustomerHead>().For(colleague, card.Id));
        Assert.Equal(RefusalKind.NotFound, (await b.Get<StopSharingCustomer>().Run(owner, card.Id, colleague.Id)).Refusal!.Kind);
    }

    [Theory, BothDatabases]
    public async Task The_search_follows_contacts_added_changed_and_removed(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        var card = await Card(b, rep, "华星");
        async Task<int> Found(string text) => (await b.Get<CustomerList>().For(rep, new CustomerFilter { Text = text })).Total;
        var id = (await b.Get<AddContact>().Run(rep, Guid.NewGuid(), card.Id, new ContactFacts("欧阳小慧", ContactRole.Purchasing, "采购", "139-1111-2222", "ou@example.com"))).Value;
        Assert.Equal((1, 1, 1), (await Found("欧阳"), await Found("13911112222"), await Found("ou@example")));
        var row = (await b.Get<CustomerContacts>().For(rep, card.Id)).Single(c => c.Id == id);
        Assert.True((await b.Get<ChangeContact>().Run(rep, card.Id, id, row.Version, row.Facts with { Name = "司马小慧" })).Ok);
        Assert.Equal((0, 1), (await Found("欧阳"), await Found("司马")));
        Assert.Equal(RefusalKind.Conflict, (await b.Get<RemoveContact>().Run(rep, card.Id, id, row.Version)).Refusal!.Kind);
        Assert.True((await b.Get<RemoveContact>().Run(rep, card.Id, id, row.Version + 1)).Ok);
        Assert.Equal((0, 1), (await Found("司马"), await Found("黄志远")));
        Assert.Equal("Customers.ContactNotFound", (await b.Get<RemoveContact>().Run(rep, card.Id, id, 1)).Refusal!.Key);
    }

    [Theory, BothDatabases]
    public async Task Contacts_added_at_the_same_moment_are_both_found(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        var card = await Card(b, rep, "华星");
        var names = Enumerable.Range(0, 8).Select(i => $"同时第{i}位").ToList();
        var outcomes = await Task.WhenAll(names.Select(name => b.Get<AddContact>().Run(rep, Guid.NewGuid(), card.Id, new ContactFacts(name))));
        Assert.All(outcomes, o => Assert.True(o.Ok));
        foreach (var name in names)
        {
            Assert.Equal(1, (await b.Get<CustomerList>().For(rep, new CustomerFilter { Text = name })).Total);
        }
    }

    [Theory, BothDatabases]
    public async Task One_contact_is_called_first(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var rep = await b.As("sales1");
        var made = (await b.Get<CreateCustomer>().Run(rep, Guid.NewGuid(), new CustomerFacts("有三人的公司"))).Value;
        foreach (var facts in new ContactFacts[] { new("甲"), new("乙"), new("丙", IsPrimary: true) })
        {
            Assert.True((await b.Get<AddContact>().Run(rep, Guid.NewGuid(), made, facts)).Ok);
        }

        var contacts = await b.Get<CustomerContacts>().For(rep, made);
        Assert.Equal(["丙", "甲", "乙"], contacts.Select(c => c.Facts.Name));
        Assert.Equal("丙", Assert.Single(contacts, c => c.Facts.IsPrimary).Facts.Name);
    }

    [Theory, BothDatabases]
    public async Task A_parent_one_does_not_see_is_masked_on_the_page_and_cannot_be_chosen(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (rep, boss, admin) = (await b.As("sales1"), await b.As("boss"), await b.As("admin"));
        var parent = await Card(b, boss, "申通");
        var card = await Card(b, rep, "华星");
        Assert.Equal("Parent", (await b.Get<ChangeCustomer>().Run(rep, card.Id, card.Version, card.Facts with { ParentId = parent.Id })).Refusal!.Field);
        Assert.Equal("Parent", (await b.Get<ChangeCustomer>().Run(rep, card.Id, card.Version, card.Facts with { ParentId = card.Id })).Refusal!.Field);
        Assert.True((await b.Get<ChangeCustomer>().Run(admin, card.Id, card.Version, card.Facts with { ParentId = parent.Id })).Ok);
        Assert.Equal(new CustomerPick(Guid.Empty, "上**"), (await b.Get<CustomerHead>().For(rep, card.Id))!.Parent);
        Assert.Equal(parent.Id, (await b.Get<CustomerHead>().For(boss, card.Id))!.Parent!.Id);
    }

    private static async Task<CustomerCard> Card(TestBusiness b, Me me, string text) =>
        (await b.Get<CustomerHead>().For(me, Assert.Single((await b.Get<CustomerList>().For(me, new CustomerFilter { Text = text })).Rows).Id))!;
}
