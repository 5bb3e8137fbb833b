using BlazorSalesProject.Kernel;

namespace BlazorSalesProject.Delivery.Planning;

/// <summary>A task or a line of a template, by what it is part of and what it waits for.</summary>
public sealed record PlanNode<T>(T Id, string Title, T? Parent, IReadOnlyList<T> Needs)
    where T : struct;

/// <summary>What may wait for what: nothing waits for itself, for what it is part of, for its own parts, or for what waits for it.</summary>
public sealed class PlanGraph<T>(IEnumerable<PlanNode<T>> nodes)
    where T : struct
{
    private readonly Dictionary<T, PlanNode<T>> _nodes = nodes.ToDictionary(n => n.Id);

    /// <summary>Why this node cannot stand in the plan as it is.</summary>
    public Refusal? Wrong(T id)
    {
        var node = _nodes[id];
        if (Parents(node).Any(p => p is null))
        {
            return Refusal.For("Parent", "Delivery.ParentNotFound");
        }

        foreach (var need in node.Needs)
        {
            if (!_nodes.TryGetValue(need, out var needed))
            {
                return Refusal.For("Needs", "Delivery.NeedNotFound", node.Title);
            }

            if (IsPartOf(node, need) || IsPartOf(needed, id))
            {
                return Refusal.For("Needs", "Delivery.NeedIsFamily", node.Title, needed.Title);
            }

            if (WaitsFor(need, id))
            {
                return Refusal.For("Needs", "Delivery.NeedCircle", node.Title, needed.Title);
            }
        }

        // Becoming a part of something makes a family of tasks that wait for each other already.
        var family = _nodes.Values.FirstOrDefault(n => !n.Id.Equals(id) && n.Needs.Any(w => _nodes.TryGetValue(w, out var other) && (IsPartOf(n, w) || IsPartOf(other, n.Id))));
        return family is null ? null : Refusal.For("Parent", "Delivery.NeedIsFamily", family.Title, node.Title);
    }

    /// <summary>Whether the first waits for the second, directly or through others, or is it.</summary>
    private bool WaitsFor(T first, T second)
    {
        var (seen, open) = (new HashSet<T>(), new Stack<T>([first]));
        while (open.TryPop(out var at))
        {
            if (at.Equals(second))
            {
                return true;
            }

            if (seen.Add(at) && _nodes.TryGetValue(at, out var node))
            {
                foreach (var need in node.Needs)
                {
                    open.Push(need);
                }
            }
        }

        return false;
    }

    private bool IsPartOf(PlanNode<T> node, T whole) => Parents(node).Any(p => p is { } parent && parent.Id.Equals(whole));

    /// <summary>What it is part of, outwards; null where there is no such thing or it goes round in a circle.</summary>
    private IEnumerable<PlanNode<T>?> Parents(PlanNode<T> node)
    {
        var seen = new HashSet<T> { node.Id };
        var at = node;
        while (at.Parent is { } parent)
        {
            if (!_nodes.TryGetValue(parent, out var found) || !seen.Add(parent))
            {
                yield return null;
                yield break;
            }

            yield return found;
            at = found;
        }
    }
}
