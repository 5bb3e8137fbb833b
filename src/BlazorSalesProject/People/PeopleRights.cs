using BlazorSalesProject.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>What a person may do to cards, accounts, departments and roles; asked by the verb and by the button.</summary>
public static class PeopleRights
{
    /// <summary>The people who exist for this person: those in reach, and always himself.</summary>
    public static IQueryable<Person> VisibleTo(this IQueryable<Person> people, Me me)
    {
        var sight = me.Sees(Area.People);
        if (sight.All)
        {
            return people;
        }

        var owners = sight.Owners;
        return people.Where(p => p.Id == me.Id || owners.Contains(p.Id));
    }

    /// <summary>An administrator: departments, roles and who holds them decide what everybody sees, so it is all or nothing.</summary>
    public static bool MayConfigurePeople(this Me me) => me.Sees(Area.People, Function.Configure).All;

    public static bool MayEditPerson(this Me me, Guid personId) => me.May(Area.People, Function.Edit, personId);

    /// <summary>A department decides who sees one's records: whoever does not edit everybody places people in his own only.</summary>
    public static bool MayPlaceIn(this Me me, Guid? departmentId)
    {
        var sight = me.Sees(Area.People, Function.Edit);
        return sight.All || (!sight.IsNothing && departmentId is not null && departmentId == me.DepartmentId);
    }

    /// <summary>The person of a verb with his roles, null when he does not exist for the actor.</summary>
    internal static async Task<Person?> Person(this Work work, Guid id)
    {
        work.Concerns(nameof(People.Person), id);
        return await work.Db.People.VisibleTo(work.Me).SingleOrDefaultAsync(p => p.Id == id);
    }

    /// <summary>Whether the actor may open or close this person's door: an administrator's only by administrators, or it would be a way to become one.</summary>
    internal static async Task<bool> MayManageAccount(this Work work, Person person)
    {
        if (!work.Me.MayEditPerson(person.Id))
        {
            return false;
        }

        var roles = await Administrators.Roles(work.Db);
        return work.Me.MayConfigurePeople() || !person.Roles.Exists(r => roles.Contains(r.RoleId));
    }
}
