using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Notices;

/// <summary>Who did it, as a sentence names him: a delegate together with whom he stood in for, the application as the system.</summary>
internal static class WhoActed
{
    public static async Task<NoticeWord> Actor(this AppDb db, Activity activity)
    {
        if (await Name(db, activity.ActorId) is not { } actor)
        {
            return NoticeWord.Term("Notices.System");
        }

        return Guid.TryParse(activity.Details().Fact("OnBehalfOf"), out var away) && await Name(db, away) is { } absent ? NoticeWord.Sentence("Notices.ActsFor", [actor, absent]) : actor;
    }

    private static Task<string?> Name(AppDb db, Guid? person) => db.People.Where(p => p.Id == person).Select(p => p.Name).FirstOrDefaultAsync();
}
