using BlazorSalesProject.Customers;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.People;

/// <summary>Whose records a person sees, and that the explanation never differs from the deciding.</summary>
public sealed class RightsTests
{
    [Theory, BothDatabases]
    public async Task Each_reach_shows_exactly_its_owners_records(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var today = b.Clock.Today();
        async Task<string> Owners(string account)
        {
            var me = await b.As(account);
            var names = await b.Read(db => db.Opportunities.VisibleTo(me, today).Select(o => db.People.Where(p => p.Id == o.OwnerId).Select(p => p.Name).First()).Distinct().ToListAsync());
            return string.Join(' ', names.Order(StringComparer.Ordinal));
        }

        Assert.Equal("李娜", await Owners("sales1"));
        Assert.Equal("李娜 王强", await Owners("salesmgr"));
        Assert.Equal("周洋 李娜 王强", await Owners("boss"));
        Assert.Equal("", await Owners("pm1"));

        var admin = await b.As("admin");
        await Give(b, "sales1", await NewRole(b, admin, DataScope.Department));
        Assert.Equal("李娜 王强", await Owners("sales1"));
        await Move(b, "sales1", "销售中心");
        Assert.Equal("李娜", await Owners("sales1"));
        await Give(b, "sales1", await NewRole(b, admin, DataScope.DepartmentAndBelow));
        Assert.Equal("周洋 李娜 王强", await Owners("sales1"));
    }

    [Theory, BothDatabases]
    public async Task Several_roles_merge_and_the_widest_reach_wins(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        await Give(b, "sales1", await NewRole(b, admin, DataScope.Self), await NewRole(b, admin, DataScope.All));
        Assert.True((await b.As("sales1")).Sees(Area.Sales).All);

        var rights = (await b.Get<EffectiveRights>().For(admin, (await b.As("sales1")).Id))!;
        var read = rights.Rights.Single(r => r.Right == new Right(Area.Sales, Function.Read));
        Assert.Equal((DataScope.All, 2), (read.Scope, read.From.Count));
    }

    [Theory, BothDatabases]
    public async Task The_explanation_counts_what_the_person_really_sees(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (admin, today) = (await b.As("admin"), b.Clock.Today());
        foreach (var account in new[] { "admin", "boss", "salesmgr", "sales1", "sales2", "sales3", "pm1", "impl1", "finance1", "service1" })
        {
            var him = await b.As(account);
            var reach = (await b.Get<ReachOf>().For(admin, him.Id))!;
            Assert.Equal(await b.Read(db => db.Opportunities.VisibleTo(him, today).CountAsync()), reach.Opportunities);
            Assert.Equal(await b.Read(db => db.Customers.VisibleTo(him, today).CountAsync()), reach.Customers);

            var rights = (await b.Get<EffectiveRights>().For(admin, him.Id))!;
            Assert.Equal(Right.All.Count, rights.Rights.Count);
            Assert.All(rights.Rights, r => Assert.Equal(r.Scope != DataScope.None, him.May(r.Right.Area, r.Right.Function)));
        }

        Assert.Null(await b.Get<EffectiveRights>().For(await b.As("sales1"), admin.Id));
        Assert.NotNull(await b.Get<EffectiveRights>().For(await b.As("sales1"), (await b.As("sales1")).Id));
    }

    [Theory, BothDatabases]
    public async Task A_record_is_explained_as_owned_led_shared_or_closed(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (admin, sales1) = (await b.As("admin"), await b.As("sales1"));
        var id = await b.Read(db => db.Opportunities.Where(o => o.OwnerId == sales1.Id).Select(o => o.Id).FirstAsync());
        async Task<SeenBecause?> Ask(string account) => (await b.Get<WhySeen>().For(admin, (await b.As(account)).Id, $"https://crm.example.com/opportunities/{id}?tab=team"))?.Because;

        Assert.Equal(SeenBecause.Owner, await Ask("sales1"));
        Assert.Equal(SeenBecause.Department, await Ask("salesmgr"));
        Assert.Equal(SeenBecause.All, await Ask("boss"));
        Assert.Equal(SeenBecause.Not, await Ask("sales3"));
        Assert.Null(await b.Get<WhySeen>().For(admin, sales1.Id, "/opportunities/not-a-number"));
        Assert.Null(await b.Get<WhySeen>().For(admin, sales1.Id, null));

        var outcome = await b.Get<BlazorSalesProject.Data.Works>().Do(Me.System, "Share", async work =>
            (await work.Db.Opportunities.SingleAsync(o => o.Id == id)).ShareWith((await b.As("sales3")).Id, false, b.Clock.Today().AddDays(1), work.Today));
        Assert.True(outcome.Ok);
        Assert.Equal(SeenBecause.Shared, await Ask("sales3"));
        b.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(SeenBecause.Not, await Ask("sales3"));
    }

    [Theory, BothDatabases]
    public async Task A_changed_role_and_a_suspended_person_are_known_at_the_next_question(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (admin, sales1, whoIs) = (await b.As("admin"), await b.As("sales1"), b.Get<WhoIs>());
        Assert.True((await whoIs.Find(sales1.Id))!.May(Area.Sales, Function.Read));
        var role = (await b.Get<RoleMatrix>().For(admin))!.Single(r => r.Code == StandardRoles.SalesRep);
        Assert.True((await b.Get<ChangeRole>().Run(admin, role.Id, role.Version, role.Name, null, [])).Ok);
        Assert.False((await whoIs.Find(sales1.Id))!.May(Area.Sales, Function.Read));

        var session = await b.Get<Sessions>().Find(await b.Get<Sessions>().Begin(sales1.Id, null, null));
        Assert.Single(await b.Get<Sessions>().Alive([session!.Id]));
        Assert.True((await b.Get<DeactivatePerson>().Run(admin, sales1.Id)).Ok);
        Assert.Null(await whoIs.Find(sales1.Id));
        Assert.Empty(await b.Get<Sessions>().Alive([session.Id]));
    }

    [Theory, BothDatabases]
    public async Task The_last_administrator_stays_one(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var card = (await b.Get<PersonCard>().For(admin, admin.Id))!;
        Assert.Equal("People.NotYourself", (await b.Get<DeactivatePerson>().Run(admin, admin.Id)).Refusal?.Key);
        Assert.Equal("People.LastAdministrator", (await b.Get<GiveRoles>().Run(admin, admin.Id, card.Version, [])).Refusal?.Key);
        var role = (await b.Get<RoleMatrix>().For(admin))!.Single(r => r.Code == StandardRoles.Admin);
        Assert.Equal("People.LastAdministrator", (await b.Get<ChangeRole>().Run(admin, role.Id, role.Version, role.Name, null, [new GrantFacts(Area.People, Function.Read, DataScope.All)])).Refusal?.Key);
        Assert.True((await b.As("admin")).MayConfigurePeople());

        await Give(b, "boss", role.Id);
        var boss = await b.As("boss");
        Assert.True((await b.Get<DeactivatePerson>().Run(boss, admin.Id)).Ok);
        Assert.Equal("People.LastAdministrator", (await b.Get<GiveRoles>().Run(boss, boss.Id, (await b.Get<PersonCard>().For(boss, boss.Id))!.Version, [])).Refusal?.Key);
    }

    [Theory, BothDatabases]
    public async Task Two_administrators_cannot_unseat_each_other_at_once(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var role = (await b.Get<RoleMatrix>().For(await b.As("admin")))!.Single(r => r.Code == StandardRoles.Admin);
        await Give(b, "boss", role.Id);
        var (admin, boss) = (await b.As("admin"), await b.As("boss"));
        var outcomes = await Task.WhenAll(b.Get<DeactivatePerson>().Run(admin, boss.Id), b.Get<DeactivatePerson>().Run(boss, admin.Id));
        Assert.Equal(1, outcomes.Count(o => o.Ok));
    }

    [Theory, BothDatabases]
    public async Task Only_administrators_change_departments_roles_and_who_holds_them(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var (boss, sales1) = (await b.As("boss"), await b.As("sales1"));
        Assert.Equal(RefusalKind.Denied, (await b.Get<CreateDepartment>().Run(boss, Guid.NewGuid(), "新部门", null, null)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Denied, (await b.Get<CreateRole>().Run(boss, Guid.NewGuid(), "新角色", null, [])).Refusal?.Kind);
        Assert.Equal(RefusalKind.Denied, (await b.Get<GiveRoles>().Run(sales1, sales1.Id, 1, [])).Refusal?.Kind);
        Assert.Equal(RefusalKind.Denied, (await b.Get<CreatePerson>().Run(boss, Guid.NewGuid(), new PersonFacts("某人", PersonKind.Staff))).Refusal?.Kind);
        Assert.Null(await b.Get<RoleMatrix>().For(boss));
    }

    [Theory, BothDatabases]
    public async Task A_department_is_never_below_itself_and_goes_only_when_empty(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var tree = await b.Get<DepartmentTreeView>().For(admin);
        var (center, south) = (tree.Single(d => d.Name == "销售中心"), tree.Single(d => d.Name == "华南销售部"));
        Assert.Equal("People.DepartmentBelowItself", (await b.Get<ChangeDepartment>().Run(admin, center.Id, center.Version, center.Name, south.Id, null)).Refusal?.Key);
        Assert.Equal("People.DepartmentNotEmpty", (await b.Get<RemoveDepartment>().Run(admin, south.Id)).Refusal?.Key);
        Assert.Equal(4, center.PeopleBelow);

        var key = Guid.NewGuid();
        var made = await b.Get<CreateDepartment>().Run(admin, key, "西南销售部", center.Id, null);
        Assert.Equal(made.Value, (await b.Get<CreateDepartment>().Run(admin, key, "西南销售部", center.Id, null)).Value);
        Assert.Equal("People.DepartmentNameTaken", (await b.Get<CreateDepartment>().Run(admin, Guid.NewGuid(), "西南销售部", center.Id, null)).Refusal?.Key);
        Assert.True((await b.Get<RemoveDepartment>().Run(admin, made.Value)).Ok);
    }

    [Theory, BothDatabases]
    public async Task A_role_that_is_held_or_ours_stays(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var role = await NewRole(b, admin, DataScope.Self);
        await Give(b, "pm1", role);
        Assert.Equal("People.RoleHeld", (await b.Get<RemoveRole>().Run(admin, role)).Refusal?.Key);
        await Give(b, "pm1");
        Assert.True((await b.Get<RemoveRole>().Run(admin, role)).Ok);
        Assert.Equal("People.RoleBuiltIn", (await b.Get<RemoveRole>().Run(admin, (await b.Get<RoleMatrix>().For(admin))![0].Id)).Refusal?.Key);
    }

    [Theory, BothDatabases]
    public async Task A_form_opened_before_somebody_elses_change_is_refused_and_names_him(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var card = (await b.Get<PersonCard>().For(admin, (await b.As("pm1")).Id))!;
        Assert.True((await b.Get<ChangePerson>().Run(admin, card.Id, card.Version, card.FactsNow() with { Title = "高级项目经理" })).Ok);
        var late = await b.Get<ChangePerson>().Run(admin, card.Id, card.Version, card.FactsNow() with { Title = "总监" });
        Assert.Equal(("Kernel.ChangedBy", "系统管理员"), (late.Refusal?.Key, late.Refusal?.Arguments[0]));
    }

    private static async Task<Guid> NewRole(TestBusiness b, Me admin, DataScope scope) => (await b.Get<CreateRole>().Run(admin, Guid.NewGuid(), $"Role {Guid.NewGuid():N}", null,
        [new GrantFacts(Area.Sales, Function.Read, scope), new GrantFacts(Area.People, Function.Read, DataScope.All)])).Value;

    private static async Task Give(TestBusiness b, string account, params Guid[] roles)
    {
        var admin = await b.As("admin");
        var card = (await b.Get<PersonCard>().For(admin, (await b.As(account)).Id))!;
        Assert.True((await b.Get<GiveRoles>().Run(admin, card.Id, card.Version, roles)).Ok);
    }

    private static async Task Move(TestBusiness b, string account, string department)
    {
        var admin = await b.As("admin");
        var card = (await b.Get<PersonCard>().For(admin, (await b.As(account)).Id))!;
        var to = (await b.Get<DepartmentTreeView>().For(admin)).Single(d => d.Name == department);
        Assert.True((await b.Get<ChangePerson>().Run(admin, card.Id, card.Version, card.FactsNow() with { DepartmentId = to.Id })).Ok);
    }
}
