using BlazorSalesProject.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.People;

/// <summary>How verbs that give a person something scarce follow one another.</summary>
internal static class PersonHolding
{
    /// <summary>Takes the person's row until the end of the work; another work that asks for it waits. It is no edit: his version stays.</summary>
    public static async Task HoldPerson(this Work work, Guid id)
    {
        await work.Begin();
        await work.Db.People.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version));
    }
}
