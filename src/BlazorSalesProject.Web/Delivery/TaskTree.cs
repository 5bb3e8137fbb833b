using BlazorSalesProject.Delivery.Projects;

namespace BlazorSalesProject.Web.Delivery;

/// <summary>Tasks as a tree: each followed by its parts.</summary>
internal static class TaskTree
{
    /// <summary>Every task once, with how deep it lies; what is a part of something that is not there stands at the outside.</summary>
    public static IReadOnlyList<(TaskCard Task, int Depth)> Rows(IReadOnlyList<TaskCard> tasks)
    {
        var known = tasks.Select(t => t.Id).ToHashSet();
        var parts = tasks.Where(t => t.ParentId is { } p && known.Contains(p)).ToLookup(t => t.ParentId!.Value);
        var rows = new List<(TaskCard Task, int Depth)>(tasks.Count);
        var open = new Stack<(TaskCard Task, int Depth)>(tasks.Where(t => t.ParentId is not { } p || !known.Contains(p)).Reverse().Select(t => (t, 0)));
        while (open.TryPop(out var row))
        {
            rows.Add(row);
            foreach (var part in parts[row.Task.Id].Reverse())
            {
                open.Push((part, row.Depth + 1));
            }
        }

        return rows;
    }
}
