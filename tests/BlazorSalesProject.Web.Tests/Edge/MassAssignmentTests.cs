using System.Net;
using System.Reflection;
using BlazorSalesProject.Data;
using BlazorSalesProject.People;
using BlazorSalesProject.Web.Tests.House;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.Edge;

/// <summary>IN-6: a form changes what it asks for and nothing else.</summary>
[Collection(DemoHost.Name)]
public sealed class MassAssignmentTests(DemoHost demo)
{
    [Fact]
    public async Task No_component_takes_or_gives_a_row_of_the_database()
    {
        await using var db = await demo.Host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var rows = db.Model.GetEntityTypes().Where(e => !e.IsOwned()).Select(e => e.ClrType).ToHashSet();
        Assert.True(rows.Count > 15);

        var found = typeof(Program).Assembly.GetTypes().Where(t => typeof(IComponent).IsAssignableFrom(t)).SelectMany(component =>
                component.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                    .Where(p => p.GetCustomAttributes().Any(a => a is ParameterAttribute or CascadingParameterAttributeBase)).Select(p => (component, Member: p.Name, Type: p.PropertyType))
                    .Concat(component.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly).Select(f => (component, Member: f.Name, Type: f.FieldType))))
            .Where(m => Parts(m.Type).Any(rows.Contains)).Select(m => $"{m.component.Name}.{m.Member}").ToList();

        Assert.True(found.Count == 0, "These components hold rows of the database, which a form could post back into:\n  " + string.Join("\n  ", found));
    }

    [Fact]
    public async Task Fields_nobody_asked_for_have_no_effect()
    {
        var extra = new[] { "Id", "PersonId", "RoleId", "Roles", "IsAdmin", "Active", "Version", "OwnerId", "State", "Amount", "ApprovedBy", "IsDeleted", "TenantId", "FailedAttempts", "LockedUntil", "PasswordHash" }
            .SelectMany(n => new[] { (n, "1"), ($"Input.{n}", "00000000-0000-0000-0000-000000000001"), ($"Input.{n}[0]", "admin") }).ToArray();
        var before = await Account();
        using var stranger = new Client(demo.Host);

        var entered = await stranger.Post("/login", await stranger.Token("/login"), [("_handler", "login"), ("Input.UserName", "finance1"), ("Input.Password", Demo.Password), .. extra]);
        Assert.Equal(HttpStatusCode.Found, entered.StatusCode);
        var token = await stranger.Token("/notices");
        Assert.Equal(HttpStatusCode.Found, (await stranger.Post("/language", token, [("language", "zh-CN"), ("returnUrl", "/"), .. extra])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.Upload(token, "a.txt", "x"u8.ToArray(), ("OwnerId", "00000000-0000-0000-0000-000000000001"), ("PersonId", "1"), ("UploaderId", "1"))).StatusCode);

        Assert.Equal(before, await Account());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get("/opportunities/export.csv")).StatusCode);
    }

    private async Task<string> Account()
    {
        await using var db = await demo.Host.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var person = await db.People.Include(p => p.Roles).AsNoTracking().SingleAsync(p => db.Accounts.Any(a => a.PersonId == p.Id && a.UserName == "finance1"));
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.UserName == "finance1");
        return string.Join('|', [person.Id, person.Active, person.Version, person.DepartmentId, account.PasswordHash, .. person.Roles.Select(r => (object)r.RoleId)]);
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        yield return type;
        foreach (var part in type.GetGenericArguments().Concat(type.HasElementType ? [type.GetElementType()!] : []).SelectMany(Parts))
        {
            yield return part;
        }
    }
}
