using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>What the list of people is narrowed to; stands in the address.</summary>
public sealed record PeopleFilter
{
    public string? Text { get; init; }

    /// <summary>With everything below it.</summary>
    public Guid? Department { get; init; }

    public Guid? Role { get; init; }

    public PersonKind? Kind { get; init; }

    /// <summary>Active people unless it says otherwise.</summary>
    public bool? Active { get; init; }

    public AccountState? Account { get; init; }

    public int Page { get; init; } = 1;

    public static PeopleFilter Parse(IReadOnlyDictionary<string, string?> query)
    {
        var text = query.GetValueOrDefault("q");
        return new PeopleFilter
        {
            Text = text?.Length > Limits.SearchText ? text[..Limits.SearchText] : text,
            Department = Guid.TryParse(query.GetValueOrDefault("department"), out var department) ? department : null,
            Role = Guid.TryParse(query.GetValueOrDefault("role"), out var role) ? role : null,
            Kind = Enum.TryParse<PersonKind>(query.GetValueOrDefault("kind"), out var kind) && Enum.IsDefined(kind) ? kind : null,
            Active = query.GetValueOrDefault("active") switch { "1" => true, "0" => false, _ => null },
            Account = Enum.TryParse<AccountState>(query.GetValueOrDefault("account"), out var account) && Enum.IsDefined(account) ? account : null,
            Page = int.TryParse(query.GetValueOrDefault("page"), out var page) && page is > 0 and < 100_000 ? page : 1,
        };
    }
}

/// <summary>How a person's door stands.</summary>
public enum AccountState
{
    None,
    Invited,
    Open,
    Locked,
}

/// <summary>A role as a chip shows it.</summary>
public sealed record RoleChip(Guid Id, string? Code, string Name)
{
    /// <summary>The name as it was given, or in the reader's language while a role of ours still has its first name.</summary>
    public string Title => RoleNames.Of(Code, Name);
}

/// <summary>Names of roles: those that come with the application are told in the reader's language until somebody renames them.</summary>
public static class RoleNames
{
    public static string Of(string? code, string name) =>
        code is not null && Words.Find($"People.Role_{code}", Words.Default) == name ? Words.Say($"People.Role_{code}") : name;
}

/// <summary>A row of the list of people.</summary>
public sealed record PersonRow(Guid Id, int Version, string Name, string? Title, string? Department, string? Email, string? Mobile, PersonKind Kind, bool Active, string? UserName, AccountState Account, IReadOnlyList<RoleChip> Roles);

/// <summary>A page of people and how many there are in all.</summary>
public sealed record PeopleListPage(IReadOnlyList<PersonRow> Rows, int Total, int Page);

/// <summary>The people a person may know of, narrowed, a page at a time.</summary>
public sealed class PeopleList(Works works, TimeProvider clock)
{
    public Task<PeopleListPage> For(Me me, PeopleFilter filter) => works.Read(async db =>
    {
        var now = clock.Now();
        var people = await Narrow(db, db.People.VisibleTo(me), filter, now);
        var total = await people.CountAsync();
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (total + Limits.PageSize - 1) / Limits.PageSize));
        var rows = await people.OrderByDescending(p => p.Active).ThenBy(p => p.Name).ThenBy(p => p.Id).Skip((page - 1) * Limits.PageSize).Take(Limits.PageSize)
            .Select(p => new
            {
                p.Id, p.Version, p.Name, p.Title, p.Email, p.Mobile, p.Kind, p.Active,
                Department = db.Departments.Where(d => d.Id == p.DepartmentId).Select(d => d.Name).FirstOrDefault(),
                Account = db.Accounts.Where(a => a.PersonId == p.Id).Select(a => new { a.UserName, a.LockedUntil }).FirstOrDefault(),
                Invited = db.Invitations.Any(i => i.PersonId == p.Id && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now),
                Roles = p.Roles.Select(r => r.RoleId).ToList(),
            }).ToListAsync();
        var roles = await db.Roles.Select(r => new RoleChip(r.Id, r.Code, r.Name)).ToDictionaryAsync(r => r.Id);
        return new PeopleListPage([.. rows.Select(p => new PersonRow(p.Id, p.Version, p.Name, p.Title, p.Department, p.Email, p.Mobile, p.Kind, p.Active, p.Account?.UserName,
            p.Account is { } account ? (account.LockedUntil > now ? AccountState.Locked : AccountState.Open) : p.Invited ? AccountState.Invited : AccountState.None,
            [.. p.Roles.Where(roles.ContainsKey).Select(r => roles[r])]))], total, page);
    });

    private static async Task<IQueryable<Person>> Narrow(AppDb db, IQueryable<Person> people, PeopleFilter filter, DateTime now)
    {
        if (Limits.Clean(filter.Text)?.ToLowerInvariant() is { } text)
        {
            people = people.Where(p => p.SearchText.Contains(text) || db.Accounts.Any(a => a.PersonId == p.Id && a.UserKey.Contains(text)));
        }

        if (filter.Department is { } department)
        {
            var departments = (await DepartmentTree.Below(db, department)).ToList();
            people = people.Where(p => p.DepartmentId != null && departments.Contains(p.DepartmentId.Value));
        }

        if (filter.Role is { } role)
        {
            people = people.Where(p => p.Roles.Any(r => r.RoleId == role));
        }

        if (filter.Kind is { } kind)
        {
            people = people.Where(p => p.Kind == kind);
        }

        if (filter.Active is { } active)
        {
            people = people.Where(p => p.Active == active);
        }

        return filter.Account switch
        {
            AccountState.None => people.Where(p => !db.Accounts.Any(a => a.PersonId == p.Id)),
            AccountState.Invited => people.Where(p => db.Invitations.Any(i => i.PersonId == p.Id && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now)),
            AccountState.Open => people.Where(p => db.Accounts.Any(a => a.PersonId == p.Id && (a.LockedUntil == null || a.LockedUntil <= now))),
            AccountState.Locked => people.Where(p => db.Accounts.Any(a => a.PersonId == p.Id && a.LockedUntil > now)),
            _ => people,
        };
    }
}
