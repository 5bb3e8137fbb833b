using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.People;

/// <summary>Standard roles of a database that was made before a right existed get it once, at start, and nothing an administrator took away comes back.</summary>
public sealed class NewRightsTests
{
    [Theory, BothDatabases]
    public async Task A_database_from_before_orders_and_projects_gets_their_standard_rights_once(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        await Older(b, r => r.Area is Area.Orders or Area.Projects, asked: "");

        await b.Get<Beginning>().Run();

        foreach (var (code, standard) in StandardRoles.All)
        {
            Assert.Equal(Text(standard), Text((await Role(b, code)).Grants));
        }

        // Taken away by an administrator afterwards it stays away, whatever starts.
        var admin = await b.As("admin");
        var pm = await Role(b, StandardRoles.ProjectManager);
        Assert.Null((await b.Get<ChangeRole>().Run(admin, pm.Id, pm.Version, pm.Name, null, [new GrantFacts(Area.People, Function.Read, DataScope.All)])).Refusal?.Sentence);
        var activities = await b.Read(db => db.Activities.CountAsync());
        await b.Get<Beginning>().Run();
        await b.Get<Beginning>().Run();
        Assert.Equal("People.Read:All", Text((await Role(b, StandardRoles.ProjectManager)).Grants));
        Assert.Equal(activities, await b.Read(db => db.Activities.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task Only_what_was_unknown_is_given_and_what_was_taken_away_before_is_not(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var sales = await Role(b, StandardRoles.SalesRep);
        Assert.Null((await b.Get<ChangeRole>().Run(admin, sales.Id, sales.Version, sales.Name, null, [new GrantFacts(Area.Customers, Function.Read, DataScope.Self)])).Refusal?.Sentence);

        // As if projects came into being after everything else was known.
        await Older(b, r => r.Area == Area.Projects, asked: string.Join(' ', Right.All.Where(r => r.Area != Area.Projects)));
        await b.Get<Beginning>().Run();

        Assert.Equal("Customers.Read:Self", Text((await Role(b, StandardRoles.SalesRep)).Grants));
        Assert.Equal(Text(StandardRoles.All[StandardRoles.ProjectManager]), Text((await Role(b, StandardRoles.ProjectManager)).Grants));
        var given = await b.Read(db => db.Activities.Where(a => a.Kind == "RoleRightsKnown").ToListAsync());
        Assert.Contains(given, a => a.Details().Fact("Grants")!.Contains("Projects.Edit:Self", StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task A_database_that_knew_orders_already_keeps_what_its_administrator_made_of_them(Database on)
    {
        await using var b = new TestBusiness(on.WithDemo());
        var admin = await b.As("admin");
        var finance = await Role(b, StandardRoles.Finance);
        Assert.Null((await b.Get<ChangeRole>().Run(admin, finance.Id, finance.Version, finance.Name, null, [new GrantFacts(Area.People, Function.Read, DataScope.All)])).Refusal?.Sentence);
        await Older(b, _ => false, asked: "");

        await b.Get<Beginning>().Run();

        Assert.Equal("People.Read:All", Text((await Role(b, StandardRoles.Finance)).Grants));
    }

    /// <summary>Turns the database back: without these grants, and with what the roles knew then.</summary>
    private static Task<int> Older(TestBusiness b, Func<Right, bool> unknown, string asked) => b.Read(async db =>
    {
        foreach (var role in await db.Roles.Where(r => r.Code != null).ToListAsync())
        {
            role.Grants.RemoveAll(g => unknown(new Right(g.Area, g.Function)));
            db.Entry(role).Property(r => r.Asked).CurrentValue = asked;
        }

        return await db.SaveChangesAsync();
    });

    private static Task<Role> Role(TestBusiness b, string code) => b.Read(db => db.Roles.AsNoTracking().SingleAsync(r => r.Code == code));

    private static string Text(IEnumerable<Grant> grants) => string.Join(' ', grants.Select(g => $"{g.Area}.{g.Function}:{g.Scope}").Order(StringComparer.Ordinal));
}
